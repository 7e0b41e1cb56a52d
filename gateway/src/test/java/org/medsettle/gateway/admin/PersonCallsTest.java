package org.medsettle.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsettle.command.CommandType;
import org.medsettle.command.PersonReply;
import org.medsettle.command.QueryBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ReplyType;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.person.Person;

/** Goal: an operator sees where a person stands, and neither the answer, the trail nor a refusal shows an identity whole. */
@Timeout(60)
class PersonCallsTest extends OperatorRig {
    @Test
    void shouldTellWhereAPersonStandsAndShowNoIdentityWhole() throws Exception {
        node.link.core((command, reply) -> {
            seen.set(command);
            person(reply, true, 4_200, Account.FROZEN);
            return true;
        });

        HttpResponse<String> answer = node.post(PERSONS, PERSON_BODY);

        assertEquals(
                "{\"psn_no\":\"*4711\",\"person\":\"甲*\",\"insutype\":310,\"psn_insu_stas\":1,\"psn_type\":\"11\","
                        + "\"area\":\"340100\",\"has_account\":true,\"balance_fen\":4200,\"frozen\":true,\"closed\":false}",
                answer.body());
        QueryBody query = new QueryBody();
        query.wrap(seen.get().body(), 0);
        Person asked = new Person();
        asked.wrap(memory(Person.MAX_BYTES), 0);
        asked.number(PERSON);
        assertEquals(CommandType.FIND_PERSON, seen.get().type());
        assertTrue(asked.hasNumber(query.buffer(), query.personOffset()));
        String record = node.trail.only().toString();
        assertTrue(record.contains("subject=*4711, status=200"), record);
        assertFalse(record.contains(PERSON), record);
    }

    @Test
    void shouldTellOfAPersonWithoutAnAccount() throws Exception {
        node.link.core((command, reply) -> {
            person(reply, false, 0, 0);
            return true;
        });

        assertTrue(node.post(PERSONS, PERSON_BODY)
                .body()
                .endsWith("\"has_account\":false,\"balance_fen\":0,\"frozen\":false,\"closed\":false}"));
    }

    private static void person(Reply reply, boolean hasAccount, long balanceFen, int flags) {
        Person person = new Person();
        person.wrap(memory(Person.MAX_BYTES), 0);
        person.number(PERSON)
                .name("甲乙丙")
                .type("11")
                .insuranceType(310)
                .insuredState(1)
                .area(340_100);
        PersonReply body = new PersonReply();
        body.wrap(reply.reserve(ReplyType.PERSON, PersonReply.length(person)), 0);
        body.set(person, hasAccount, balanceFen, flags);
    }

    @Test
    void shouldSayThatThereIsNoSuchPersonWithoutNamingHim() throws Exception {
        refuse(ResultCode.PERSON_UNKNOWN, 0);

        HttpResponse<String> answer = node.post(PERSONS, PERSON_BODY);

        assertEquals(404, answer.statusCode());
        assertTrue(answer.body().contains("\"code\":3001"), answer.body());
        assertFalse(answer.body().contains("4711"), answer.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1001",
                "{} | 1001",
                "{\"psn_no\":\"1\",\"name\":\"x\"} | 1001",
                "{\"psn_no\":1} | 1003",
                "{\"psn_no\":\"\"} | 1003",
                "{\"psn_no\":\"1 2\"} | 1003",
                "{\"psn_no\":\"1234567890123456789012345678901\"} | 1003"
            })
    void shouldRefuseAQuestionAboutNobody(String body, int code) throws Exception {
        forbid();

        HttpResponse<String> answer = node.post(PERSONS, body);

        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("\"code\":" + code), answer.body());
    }

    @Test
    void shouldLimitQuestionsAboutPersons() throws Exception {
        refuse(ResultCode.PERSON_UNKNOWN, 0);

        int refused = 0;
        for (int i = 0; i < 11; i++) {
            refused += node.post(PERSONS, PERSON_BODY).statusCode() == 429 ? 1 : 0;
        }

        assertTrue(refused >= 1, "the test node allows five in a minute, and the loop sees two minutes at most");
    }
}
