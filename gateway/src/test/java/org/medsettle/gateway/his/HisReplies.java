package org.medsettle.gateway.his;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.medsettle.command.BillLine;
import org.medsettle.command.CardReply;
import org.medsettle.command.Command;
import org.medsettle.command.OutcomeReply;
import org.medsettle.command.PersonReply;
import org.medsettle.command.Reply;
import org.medsettle.command.ReplyType;
import org.medsettle.command.ResultCode;
import org.medsettle.command.SettleBody;
import org.medsettle.command.SettlementReply;
import org.medsettle.command.SettlementTail;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.institution.InstitutionKind;
import org.medsettle.domain.list.InvalidReason;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.domain.person.CitizenId;
import org.medsettle.domain.person.InsuredState;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlementState;

/** What an engine would answer, written by hand. All data are invented; areas are real codes. */
final class HisReplies {
    static final String INSTITUTION = "P33010000007";
    static final String PERSON = "33010000000000004711";
    static final String CARD = "B12345671";
    static final long SETTLED_MS = 1_795_222_876_000L; // 2026-11-21 09:01:16 in Shanghai
    static final long SETTLEMENT_ID = 330_100_000_000_000_042L;
    static final long VISIT_ID = 330_100_500_000_000_042L;
    static final long KEY = 202_611_210_901_150_001L;

    private HisReplies() {}

    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static Person person() {
        Person person = new Person();
        person.wrap(buffer(Person.MAX_BYTES), 0);
        return person.number(PERSON)
                .citizenId(33_010_019_880_523_011L)
                .type("1101")
                .area(330_100)
                .birthDate(19_880_523)
                .insuranceType(310)
                .gender(2)
                .insuredState(InsuredState.NORMAL.code())
                .name("林晓雨");
    }

    static String certno() {
        return CitizenId.unpack(person().citizenId());
    }

    private static Institution institution() {
        Institution institution = new Institution();
        institution.wrap(buffer(Institution.BYTES), 0);
        return institution
                .code(INSTITUTION)
                .area(330_100)
                .clearingAgency(330_199)
                .kind(InstitutionKind.PHARMACY)
                .state(Institution.IN_SERVICE)
                .name("测试药店");
    }

    /** A bill of 58.60 of which the account pays 50.00. */
    static Settlement settlement(int transaction) {
        Settlement settlement = new Settlement();
        settlement.wrap(buffer(4_096), 0);
        settlement
                .clear()
                .id(SETTLEMENT_ID)
                .visitId(VISIT_ID)
                .timeMs(SETTLED_MS)
                .key(1, KEY, 0)
                .split(5_860, 0, 5_000, 0, 860)
                .balanceAfterFen(0)
                .credential(CredentialType.CARD, CardNumber.key(330_100, CARD))
                .medType(41)
                .insuranceType(310)
                .transaction(transaction)
                .hasAccount(true)
                .state(SettlementState.SETTLED);
        return settlement;
    }

    /** Gives the settlement the texts and one line of a bill. */
    static Settlement withTail(Settlement settlement) {
        return withTail(settlement, "INV-1");
    }

    static Settlement withTail(Settlement settlement, String invoice) {
        SettleBody bill = new SettleBody();
        bill.wrap(buffer(4_096), 0);
        int at = bill.tail("0007", "", invoice);
        BillLine line = new BillLine();
        line.wrap(bill.buffer(), at);
        line.amounts(5_860, 20_000, 29_300_000).texts("1", "XTEST1", "SKU-1");
        bill.finish(1, line.end());
        settlement.tailLength(SettlementTail.length(bill));
        SettlementTail tail = new SettlementTail();
        tail.wrap(settlement.buffer(), settlement.tailOffset());
        tail.set(bill);
        return settlement;
    }

    static Settlement cancelling() {
        return settlement(2103)
                .id(SETTLEMENT_ID + 1)
                .key(1, KEY + 1, 0)
                .split(-5_860, 0, -5_000, 0, -860)
                .balanceAfterFen(5_000)
                .counterpartId(SETTLEMENT_ID)
                .cancelling(true);
    }

    static void settlement(Reply reply, Settlement settlement) {
        writeSettlement(reply, ReplyType.SETTLEMENT, 0, settlement);
    }

    private static void writeSettlement(Reply reply, ReplyType type, int offset, Settlement settlement) {
        SettlementReply view = new SettlementReply();
        view.wrap(reply.reserve(type, offset + SettlementReply.length(person(), settlement)), offset);
        view.set(institution(), person(), settlement);
    }

    static void settled(Command command, Reply reply) {
        settlement(reply, withTail(settlement(2102)));
    }

    static void quoted(Command command, Reply reply) {
        settlement(reply, withTail(settlement(2101).id(0).visitId(0)));
    }

    static void cancelled(Command command, Reply reply) {
        settlement(reply, cancelling());
    }

    static void person(Command command, Reply reply) {
        PersonReply view = new PersonReply();
        view.wrap(reply.reserve(ReplyType.PERSON, PersonReply.length(person())), 0);
        view.set(person(), true, 5_000, 0);
    }

    static void signedOn(Command command, Reply reply) {
        reply.reserve(ReplyType.SIGN_ON, 8).putLong(0, 17);
    }

    static void ok(Command command, Reply reply) {
        reply.code(ResultCode.OK);
    }

    static void card(Command command, Reply reply) {
        CardReply view = new CardReply();
        view.wrap(reply.reserve(ReplyType.CARD, CardReply.BYTES), 0);
        view.card(CardNumber.key(330_100, CARD), CardState.LOST_TEMPORARY.code());
        view.list(ListLevel.NATION.code(), 12, SETTLED_MS - 3_600_000);
        view.list(ListLevel.PROVINCE.code(), 0, 0);
        view.list(ListLevel.CITY.code(), 3, SETTLED_MS - 1_000);
        view.entry(ListLevel.CITY.code(), InvalidReason.LOST.code(), true, SETTLED_MS / 1_000 - 60, 0);
        view.age(ListLevel.NATION.code(), SETTLED_MS - 3_600_000, 86_400, false, true);
        view.age(ListLevel.PROVINCE.code(), 0, 86_400, true, false);
        view.age(ListLevel.CITY.code(), SETTLED_MS - 1_000, 0, false, true);
    }

    static void outcome(Reply reply, ResultCode result, int undoneBy) {
        OutcomeReply view = new OutcomeReply();
        if (result == ResultCode.OK) {
            writeSettlement(reply, ReplyType.OUTCOME, OutcomeReply.SETTLEMENT, withTail(settlement(2102)));
        } else {
            reply.reserve(ReplyType.OUTCOME, OutcomeReply.SETTLEMENT);
        }
        view.wrap(reply.body(), 0);
        view.set(OutcomeReply.DONE, result, 2102, 0).undoneBy(undoneBy).hasSettlement(result == ResultCode.OK);
    }

    static void neverSeen(Command command, Reply reply) {
        OutcomeReply view = new OutcomeReply();
        view.wrap(reply.reserve(ReplyType.OUTCOME, OutcomeReply.SETTLEMENT), 0);
        view.set(OutcomeReply.NEVER_SEEN, ResultCode.OK, 2102, 0);
    }
}
