package org.medsettle.gateway.pos;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.medsettle.command.BatchReply;
import org.medsettle.command.Command;
import org.medsettle.command.ListPageReply;
import org.medsettle.command.PersonReply;
import org.medsettle.command.Reply;
import org.medsettle.command.ReplyType;
import org.medsettle.command.ResultCode;
import org.medsettle.command.SettlementReply;
import org.medsettle.command.TillBody;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.Settlement;

/** What a ledger with one card that has 100.00 yuan would answer, always at the same time and under the same numbers. */
final class PosReplies {
    private static final long BALANCE_FEN = 10_000;
    private static final long SETTLED_MS = 1_700_000_000_000L;
    private static final int SETTLED_DATE = 19_676;
    private static final long REFERENCE = 123_456;

    private PosReplies() {}

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Answers any command of a till. */
    static void answer(Command command, Reply reply) {
        switch (command.type()) {
            case PURCHASE, TILL_VOID, TILL_REFUND -> purchase(command, reply);
            case QUERY_BALANCE -> balance(reply);
            case TILL_SIGN_ON, CLOSE_BATCH, BATCH_DETAIL -> batch(reply);
            case QUERY_LIST_PAGE -> page(reply);
            default -> reply.code(ResultCode.OK);
        }
    }

    private static void purchase(Command command, Reply reply) {
        TillBody body = new TillBody();
        body.wrap(command.body(), 0);
        long approvedFen =
                body.has(TillBody.PARTIAL_APPROVAL) ? Math.min(body.amountFen(), BALANCE_FEN) : body.amountFen();
        if (approvedFen > BALANCE_FEN) {
            reply.code(ResultCode.BALANCE_INSUFFICIENT);
            return;
        }
        Settlement settlement = new Settlement();
        settlement.wrap(buffer(Settlement.FIXED_BYTES), 0);
        settlement
                .clear()
                .id(340_100 * Settlement.ID_AREA_FACTOR + REFERENCE)
                .timeMs(SETTLED_MS)
                .businessDate(SETTLED_DATE)
                .split(approvedFen, 0, approvedFen, 0, 0)
                .balanceAfterFen(BALANCE_FEN - approvedFen);
        Institution institution = new Institution();
        institution.wrap(buffer(Institution.BYTES), 0);
        SettlementReply view = new SettlementReply();
        view.wrap(reply.reserve(ReplyType.SETTLEMENT, SettlementReply.length(person(), settlement)), 0);
        view.set(institution, person(), settlement);
    }

    private static Person person() {
        Person person = new Person();
        person.wrap(buffer(4_096), 0);
        return person;
    }

    private static void balance(Reply reply) {
        PersonReply view = new PersonReply();
        view.wrap(reply.reserve(ReplyType.PERSON, PersonReply.length(person())), 0);
        view.set(person(), true, BALANCE_FEN, 0);
    }

    private static void batch(Reply reply) {
        BatchReply view = new BatchReply();
        view.wrap(reply.reserve(ReplyType.BATCH, BatchReply.BYTES), 0);
        view.begin(7);
    }

    private static void page(Reply reply) {
        ListPageReply view = new ListPageReply();
        view.wrap(reply.reserve(ReplyType.LIST_PAGE, ListPageReply.MAX_BYTES), 0);
        view.begin(1);
        for (int i = 0; i < BatchRequestDecoder.PAGE_ENTRIES; i++) {
            view.add(CardNumber.key(340_100, "A0000001" + CardNumber.checkCharacter("A0000001")), 1 + i % 6);
        }
        view.end(5, false);
    }
}
