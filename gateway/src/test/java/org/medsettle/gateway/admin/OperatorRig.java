package org.medsettle.gateway.admin;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import org.medsettle.command.DayTotalsReply;
import org.medsettle.command.OutcomeReply;
import org.medsettle.command.Reply;
import org.medsettle.command.ReplyType;
import org.medsettle.command.ResultCode;
import org.medsettle.command.SettlementReply;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlementState;

/** An admin door and the records its core answers with. */
abstract class OperatorRig extends AdminRig {
    static final String SETTLEMENTS = "/api/v1/settlements/inquiry";

    static final String CARDS = "/api/v1/invalid-list/inquiry";

    static final String PERSONS = "/api/v1/persons/inquiry";

    static final String TOTALS = "/api/v1/day-totals";

    static final String MESSAGE = "P34010000001202606151200000042";

    static final String NUMBER = cardNumber("A1234567");

    static final String PERSON = "34010000000000004711";

    static final String PERSON_BODY = "{\"psn_no\":\"" + PERSON + "\"}";

    static final int DAY = (int) LocalDate.of(2026, 6, 15).toEpochDay();

    void refuse(ResultCode code, int detail) {
        node.link.core((command, reply) -> {
            reply.code(code, detail);
            return true;
        });
    }

    void forbid() {
        node.link.core((command, reply) -> {
            throw new AssertionError("nothing is asked of the ledger");
        });
    }

    static String card(String area, String number) {
        return "{\"area\":\"" + area + "\",\"card_no\":\"" + number + "\"}";
    }

    static OutcomeReply outcome(Reply reply, int state, ResultCode result) {
        OutcomeReply outcome = new OutcomeReply();
        outcome.wrap(reply.body(), 0);
        return outcome.set(state, result, 2102, 0);
    }

    static void write(Reply reply, ReplyType type, int offset) {
        Institution institution = institution();
        Person person = new Person();
        person.wrap(memory(1_024), 0);
        person.number(PERSON).name("甲乙丙");
        SettlementReply view = new SettlementReply();
        Settlement settlement = settlement();
        view.wrap(reply.reserve(type, offset + SettlementReply.length(person, settlement)), offset);
        view.set(institution, person, settlement);
    }

    static Settlement settlement() {
        Settlement settlement = new Settlement();
        settlement.wrap(memory(Settlement.FIXED_BYTES), 0);
        return settlement
                .clear()
                .id(340_100_000_000_000_042L)
                .visitId(340_100_500_000_000_042L)
                .sequence(7)
                .timeMs(1_781_496_000_000L)
                .split(1_000, 0, 900, 0, 100)
                .businessDate(DAY)
                .medType(41)
                .insuranceType(310)
                .transaction(2102)
                .state(SettlementState.CANCELLED)
                .counterpartId(340_100_000_000_000_043L);
    }

    static Institution institution() {
        Institution institution = new Institution();
        institution.wrap(memory(Institution.BYTES), 0);
        AsciiField.put(institution.buffer(), institution.codeOffset(), Institution.CODE_BYTES, "P34010000001");
        return institution;
    }

    static void totals(Reply reply) {
        ClearingTotal total = new ClearingTotal();
        total.wrap(memory(ClearingTotal.BYTES), 0);
        total.clear().key(ClearingTotal.group(DAY, 310, 41), 1);
        total.add(ClearingTotal.NORMAL, 1, 1, settlement());
        DayTotalsReply page = new DayTotalsReply();
        page.wrap(reply.reserve(ReplyType.DAY_TOTALS, DayTotalsReply.BYTES), 0);
        page.begin(DAY, DAY - 1).add(institution(), total);
        page.next(9);
    }

    static ByteBuffer memory(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
