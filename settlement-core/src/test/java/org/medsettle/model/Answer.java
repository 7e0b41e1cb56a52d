package org.medsettle.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.settlement.SettlementState;

/**
 * The answer to one command in plain values: what the model expects, and what {@link AnswerReader} makes of a reply, so
 * that the two are compared by {@code equals} and a difference reads as text.
 *
 * @param detail level and reason of a refusal by an invalid list; 1 for a repeat that changed nothing; the business date
 *     where a day is closed too early
 */
public record Answer(ResultCode code, int detail, Object body) {
    /** Body of an answer that has none. */
    public static final String NO_BODY = "-";

    public static Answer ok() {
        return new Answer(ResultCode.OK, 0, NO_BODY);
    }

    /** Success that changed nothing, since it was so already. */
    public static Answer okAlready() {
        return new Answer(ResultCode.OK, 1, NO_BODY);
    }

    public static Answer ok(Object body) {
        return new Answer(ResultCode.OK, 0, body);
    }

    public static Answer refused(ResultCode code) {
        return new Answer(code, 0, NO_BODY);
    }

    public boolean isOk() {
        return code == ResultCode.OK;
    }

    /** A settlement as an answer shows it. Units: fen, epoch days, epoch milliseconds. */
    public record SettlementFacts(
            long id,
            long visitId,
            long sequence,
            long timeMs,
            String person,
            String institution,
            int area,
            int clearingAgency,
            Amounts amounts,
            long balanceAfterFen,
            boolean hasAccount,
            long counterpartId,
            int businessDate,
            int medType,
            int insuranceType,
            int transaction,
            SettlementState state,
            boolean cancelling,
            Order.Shown shown,
            String invoice,
            List<Order.Line> lines,
            @Nullable TillFacts till) {}

    /** What a settlement keeps of the till that made it; {@code batch} is a number, or "day" and a date. */
    public record TillFacts(String terminal, String batch, int stan, long requestedFen, long refundedFen) {
        TillFacts refunded(long fen) {
            return new TillFacts(terminal, batch, stan, requestedFen, fen);
        }
    }

    /** A batch as an answer shows it. */
    public record BatchFacts(
            int number,
            boolean closed,
            boolean balanced,
            TillOrder.Totals totals,
            int matched,
            int missing,
            int differing) {}

    /** A page of the city's list. */
    public record PageFacts(long version, long nextCursor, boolean last, List<PageEntry> entries) {}

    public record PageEntry(long cardKey, int reason) {}

    /** An operator's page of one list. */
    public record EntriesFacts(long version, long nextCursor, List<ListedFacts> entries) {}

    /** An entry as an operator sees it. */
    public record ListedFacts(long cardKey, int reason, boolean inForce, long fromSeconds, long toSeconds) {}

    /** The split of a bill. */
    public record Amounts(long medfeeFen, long fundFen, long accountFen, long mutualAidFen, long cashFen) {
        public Amounts negated() {
            return new Amounts(-medfeeFen, -fundFen, -accountFen, -mutualAidFen, -cashFen);
        }

        public Amounts plus(Amounts other) {
            return new Amounts(
                    medfeeFen + other.medfeeFen,
                    fundFen + other.fundFen,
                    accountFen + other.accountFen,
                    mutualAidFen + other.mutualAidFen,
                    cashFen + other.cashFen);
        }
    }

    /** A person and the available balance. */
    public record PersonFacts(
            String number,
            long citizenId,
            String name,
            int insuranceType,
            int insuredState,
            int area,
            boolean hasAccount,
            long balanceFen,
            int accountFlags) {}

    /** A card's state ({@code null} when it is not ours) and where it stands on each list. */
    public record CardFacts(long key, @Nullable CardState state, List<ListFacts> lists) {}

    /** One level's entry (reason 0 for none), with the list's version and time. */
    public record ListFacts(
            int reason, boolean inForce, long fromSeconds, long toSeconds, long version, long updatedMs, ListAge age) {}

    /** When a list was last fed, and what its terms make of its age. */
    public record ListAge(long fedMs, long maxAgeSeconds, boolean tooOld, boolean refuses) {}

    /** What came of a key. */
    public record OutcomeFacts(
            boolean done,
            ResultCode result,
            int detail,
            int transaction,
            int undoneBy,
            @Nullable SettlementFacts settlement) {}

    /** A page of a day's clearing totals; {@code closedThrough} is {@code Integer.MIN_VALUE} while no day is closed. */
    public record DayFacts(int businessDate, long nextCursor, int closedThrough, List<DayTotal> totals) {}

    /** One clearing total, both sides. */
    public record DayTotal(
            String institution,
            int insuranceType,
            int clearingType,
            LedgerFacts.Total settlements,
            LedgerFacts.Total refunds) {}

    /** The number of a sign-on. */
    public record SignOnFacts(long number) {}

    /** The figures of the whole ledger, the state digest aside. */
    public record Figures(Map<Figure, Long> figures) {
        public long get(Figure figure) {
            return figures.getOrDefault(figure, 0L);
        }
    }
}
