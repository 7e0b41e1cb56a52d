package org.medsettle.gateway.admin;

import java.util.Set;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.PersonReply;
import org.medsettle.command.QueryBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.mask.MaskedText;
import org.medsettle.domain.person.Person;
import org.medsettle.gateway.admin.csv.FieldRules;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Endpoint;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.admin.http.FlatJson;
import org.medsettle.gateway.trail.AuditSubject;

/**
 * {@code POST /api/v1/persons/inquiry}: where an insured person and the personal account stand. The number comes in the body, so
 * that it stands in nobody's access log, and goes back masked.
 *
 * <p>Threads: confined to the admin event loop. Units: fen.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class PersonEndpoint implements Endpoint {
    private final ReplyLane lane;
    private final InquiryLimit limit;
    private final Command command = new Command();
    private final QueryBody query = new QueryBody();

    PersonEndpoint(ReplyLane lane, InquiryLimit limit) {
        this.lane = lane;
        this.limit = limit;
    }

    @Override
    public void handle(AdminCall call, Exchange exchange) {
        FlatJson json = FlatJson.parse(call.body());
        if (json == null || json.unknownField(Set.of("psn_no")) != null || !json.has("psn_no")) {
            exchange.problem(ResultCode.MALFORMED, "the body is {\"psn_no\":\"1 to 30 characters\"}");
            return;
        }
        String number = json.text("psn_no");
        if (number == null || !FieldRules.isAscii(number, Person.NUMBER_MAX_CHARS)) {
            exchange.problem(ResultCode.FIELD_INVALID, "psn_no is 1 to 30 ASCII characters, as a text");
            return;
        }
        if (!limit.admits(call, exchange)) {
            return;
        }
        exchange.concerns(AuditSubject.person(number));
        query.wrap(command.reserve(QueryBody.BYTES), 0);
        query.begin("", 0).person(number);
        command.set(CommandType.FIND_PERSON, QueryBody.BYTES);
        lane.ask(command, exchange, reply -> answer(reply, exchange));
    }

    private static void answer(Reply reply, Exchange exchange) {
        PersonReply found = new PersonReply();
        found.wrap(reply.body(), 0);
        Person person = new Person();
        found.person(person);
        exchange.json(to -> {
            to.writeStringField("psn_no", MaskedText.tail(person.number()));
            to.writeStringField("person", MaskedText.name(person.name()));
            to.writeNumberField("insutype", person.insuranceType());
            to.writeNumberField("psn_insu_stas", person.insuredState());
            to.writeStringField("psn_type", person.type());
            to.writeStringField("area", Integer.toString(person.area()));
            to.writeBooleanField("has_account", found.hasAccount());
            to.writeNumberField("balance_fen", found.balanceFen());
            to.writeBooleanField("frozen", (found.accountFlags() & Account.FROZEN) != 0);
            to.writeBooleanField("closed", (found.accountFlags() & Account.CLOSED) != 0);
        });
    }
}
