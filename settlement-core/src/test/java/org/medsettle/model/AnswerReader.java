package org.medsettle.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.medsettle.command.BatchReply;
import org.medsettle.command.BillLine;
import org.medsettle.command.CardReply;
import org.medsettle.command.DigestReply;
import org.medsettle.command.ListEntriesReply;
import org.medsettle.command.ListPageReply;
import org.medsettle.command.OutcomeReply;
import org.medsettle.command.PersonReply;
import org.medsettle.command.Reply;
import org.medsettle.command.SettlementReply;
import org.medsettle.command.SettlementTail;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.RecordView;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlingFamily;
import org.medsettle.domain.settlement.TillBatch;
import org.medsettle.domain.settlement.TillTail;

/** Reads replies into plain answers, through the views that a door reads them by. Threads: stateless. */
public final class AnswerReader {
    private AnswerReader() {}

    /** What a reply says. */
    public static Answer answer(Reply reply) {
        return new Answer(reply.code(), reply.detail(), body(reply));
    }

    private static Object body(Reply reply) {
        return switch (reply.type()) {
            case EMPTY -> Answer.NO_BODY;
            case SETTLEMENT -> settlement(at(new SettlementReply(), reply, 0));
            case PERSON -> person(at(new PersonReply(), reply, 0));
            case CARD -> card(at(new CardReply(), reply, 0));
            case OUTCOME -> outcome(reply, at(new OutcomeReply(), reply, 0));
            case DIGEST -> figures(at(new DigestReply(), reply, 0));
            case BATCH -> batch(at(new BatchReply(), reply, 0));
            case LIST_ENTRIES -> entries(at(new ListEntriesReply(), reply, 0));
            case LIST_PAGE -> page(at(new ListPageReply(), reply, 0));
            case CARD_LIFE -> CardFile.read(reply);
            case DAY_TOTALS -> OperatorOrderWriter.page(reply);
            case SIGN_ON -> new Answer.SignOnFacts(reply.body().getLong(0));
        };
    }

    private static <V extends RecordView> V at(V view, Reply reply, int offset) {
        view.wrap(reply.body(), offset);
        return view;
    }

    private static Answer.SettlementFacts settlement(SettlementReply reply) {
        Person person = new Person();
        reply.person(person);
        Settlement settlement = new Settlement();
        reply.settlement(settlement);
        SettlementTail tail = new SettlementTail().of(settlement);
        return new Answer.SettlementFacts(
                settlement.id(),
                settlement.visitId(),
                settlement.sequence(),
                settlement.timeMs(),
                person.number(),
                reply.institution(),
                reply.institutionArea(),
                reply.clearingAgency(),
                new Answer.Amounts(
                        settlement.medfeeFen(),
                        settlement.fundFen(),
                        settlement.accountFen(),
                        settlement.mutualAidFen(),
                        settlement.cashFen()),
                settlement.balanceAfterFen(),
                settlement.hasAccount(),
                settlement.counterpartId(),
                settlement.businessDate(),
                settlement.medType(),
                settlement.insuranceType(),
                settlement.transaction(),
                settlement.state(),
                settlement.isCancelling(),
                new Order.Shown(settlement.credentialType(), settlement.credential(), "", false, 0, 0),
                tail.invoice(),
                lines(tail),
                SettlingFamily.isTill(settlement.transaction()) ? till(new TillTail().of(settlement)) : null);
    }

    private static Answer.TillFacts till(TillTail tail) {
        ByteBuffer terminal = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        terminal.putLong(0, tail.terminal());
        return new Answer.TillFacts(
                AsciiField.get(terminal, 0, Long.BYTES),
                batch(tail.batch()),
                tail.stan(),
                tail.requestedFen(),
                tail.refundedFen());
    }

    /** The name of a batch: its number, or "day" and the business date that it is. */
    public static String batch(int number) {
        return number <= TillBatch.MAX_NUMBER ? Integer.toString(number) : "day " + (number - TillBatch.DATE_BASE);
    }

    private static Answer.BatchFacts batch(BatchReply reply) {
        return new Answer.BatchFacts(
                reply.batch(),
                reply.isClosed(),
                reply.isBalanced(),
                new TillOrder.Totals(reply.debitCount(), reply.debitFen(), reply.creditCount(), reply.creditFen()),
                reply.matched(),
                reply.missing(),
                reply.differing());
    }

    private static Answer.EntriesFacts entries(ListEntriesReply reply) {
        List<Answer.ListedFacts> entries = new ArrayList<>();
        for (int i = 0; i < reply.count(); i++) {
            entries.add(new Answer.ListedFacts(
                    reply.cardKey(i), reply.reason(i), reply.isInForce(i), reply.fromSeconds(i), reply.toSeconds(i)));
        }
        return new Answer.EntriesFacts(reply.version(), reply.nextCursor(), entries);
    }

    private static Answer.PageFacts page(ListPageReply reply) {
        List<Answer.PageEntry> entries = new ArrayList<>();
        for (int i = 0; i < reply.count(); i++) {
            entries.add(new Answer.PageEntry(reply.cardKey(i), reply.reason(i)));
        }
        return new Answer.PageFacts(reply.version(), reply.nextCursor(), reply.isLast(), entries);
    }

    private static List<Order.Line> lines(SettlementTail tail) {
        List<Order.Line> lines = new ArrayList<>();
        BillLine line = new BillLine();
        int at = tail.lineCount() == 0 ? 0 : tail.linesOffset();
        for (int i = 0; i < tail.lineCount(); i++) {
            line.wrap(tail.buffer(), at);
            lines.add(new Order.Line(
                    line.serial(),
                    line.nationalCode(),
                    line.shopCode(),
                    line.amountFen(),
                    line.countScaled4(),
                    line.priceScaled6()));
            at = line.end();
        }
        return lines;
    }

    private static Answer.PersonFacts person(PersonReply reply) {
        Person person = new Person();
        reply.person(person);
        return new Answer.PersonFacts(
                person.number(),
                person.citizenId(),
                person.name(),
                person.insuranceType(),
                person.insuredState(),
                person.area(),
                reply.hasAccount(),
                reply.balanceFen(),
                reply.accountFlags());
    }

    private static Answer.CardFacts card(CardReply reply) {
        List<Answer.ListFacts> lists = new ArrayList<>();
        for (int level = 0; level < ListLevel.COUNT; level++) {
            lists.add(new Answer.ListFacts(
                    reply.reason(level),
                    reply.isInForce(level),
                    reply.fromSeconds(level),
                    reply.toSeconds(level),
                    reply.version(level),
                    reply.updatedMs(level),
                    new Answer.ListAge(
                            reply.fedMs(level),
                            reply.maxAgeSeconds(level),
                            reply.isTooOld(level),
                            reply.refuses(level))));
        }
        boolean ours = reply.state() != CardReply.NOT_OURS;
        return new Answer.CardFacts(reply.key(), ours ? CardState.of(reply.state()) : null, lists);
    }

    private static Answer.OutcomeFacts outcome(Reply whole, OutcomeReply reply) {
        boolean done = reply.state() == OutcomeReply.DONE;
        return new Answer.OutcomeFacts(
                done,
                reply.result(),
                reply.listDetail(),
                reply.transaction(),
                reply.undoneBy(),
                reply.hasSettlement() ? settlement(at(new SettlementReply(), whole, OutcomeReply.SETTLEMENT)) : null);
    }

    private static Answer.Figures figures(DigestReply reply) {
        Map<DigestReply.Figure, Long> figures = new EnumMap<>(DigestReply.Figure.class);
        for (DigestReply.Figure figure : DigestReply.Figure.values()) {
            if (figure != DigestReply.Figure.STATE_DIGEST) {
                figures.put(figure, reply.get(figure));
            }
        }
        return new Answer.Figures(figures);
    }
}
