package org.medsettle.gateway.admission;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadSafe;
import org.medsettle.gateway.admission.SenderTable.Outcome;

/**
 * Says before the ring whether a sender may have one more request under way: each institution (or merchant) and each connection
 * has a token bucket, and another one of the same size for reversals and outcome queries, which end an overload and must not
 * stand behind it. Beside that it counts what becomes of each sender's requests.
 *
 * <p>Threads: any; the hot path takes no lock and allocates nothing. Failure: a refusal is {@link ResultCode#BUSY}, nothing was
 * offered, and the same request may come again. Units: nanoseconds since this object was made.
 */
@ThreadSafe
public final class Admission {
    /** A sender without a row: strangers, and everybody before their first good answer. */
    public static final int NOBODY = SenderTable.NOBODY;

    /** Senders without a row share a bucket that is so many times as large. */
    private static final int NOBODY_SHARES = 10;

    /** Limits that can be changed while requests come in. */
    private record Limits(RateLimit institution, RateLimit nobody, RateLimit connection) {}

    /** What became of one sender's requests; {@code code} is empty for all senders without a row. */
    public record SenderFigures(String code, long answered, long refused, long throttled) {
        public long total() {
            return answered + refused + throttled;
        }
    }

    private final SenderTable senders = new SenderTable();
    private final LongAdder byInstitution = new LongAdder();
    private final LongAdder byConnection = new LongAdder();
    private final long startNs = System.nanoTime();
    private volatile Limits limits = new Limits(RateLimit.NONE, RateLimit.NONE, RateLimit.NONE);

    /** Puts limits in force; buckets keep what has been taken from them. */
    public void limit(RateLimit institution, RateLimit connection) {
        limits = new Limits(institution, institution.times(NOBODY_SHARES), connection);
    }

    /** The row of the sender whose code these sixteen bytes are, or {@link #NOBODY}. */
    public int find(long word1, long word2) {
        return senders.find(word1, word2);
    }

    /** OK, or BUSY when sender or connection has had its share. */
    public ResultCode admit(int sender, ConnectionBudget connection, Command command, long nowNanoTime) {
        Limits now = limits;
        long nowNs = nowNanoTime - startNs;
        boolean isEnding = command.type().endsOverload();
        if (!connection.take(now.connection(), isEnding, nowNs)) {
            byConnection.increment();
        } else if (!senders.take(sender, sender == NOBODY ? now.nobody() : now.institution(), isEnding, nowNs)) {
            byInstitution.increment();
        } else {
            return ResultCode.OK;
        }
        senders.count(sender, Outcome.THROTTLED);
        return ResultCode.BUSY;
    }

    /** A request of {@code sender} was answered by the engine; whoever is answered OK for the first time gets a row. */
    public void answered(int sender, long word1, long word2, ResultCode code) {
        senders.count(sender, code == ResultCode.OK ? Outcome.ANSWERED : Outcome.REFUSED);
        if (sender == NOBODY && code == ResultCode.OK) {
            senders.add(word1, word2);
        }
    }

    /** Offset of the sender's code in a body, or -1 where there is none. */
    public static int institutionAt(CommandType type) {
        return switch (type) {
            case SETTLE,
                    QUOTE,
                    CANCEL,
                    REVERSE,
                    QUERY_OUTCOME,
                    PURCHASE,
                    TILL_VOID,
                    TILL_REFUND,
                    TILL_REVERSE,
                    PIN_BALANCE,
                    QUERY_BALANCE -> 8;
            case SIGN_ON,
                    SIGN_OFF,
                    TILL_SIGN_ON,
                    TILL_SIGN_OFF,
                    CLOSE_BATCH,
                    BATCH_DETAIL,
                    QUERY_PERSON,
                    QUERY_SETTLEMENT,
                    QUERY_CARD,
                    QUERY_LIST_PAGE -> 0;
            default -> -1;
        };
    }

    /** Requests turned away since their institution had had its share. */
    public long throttledByInstitution() {
        return byInstitution.sum();
    }

    /** Requests turned away since their connection had had its share. */
    public long throttledByConnection() {
        return byConnection.sum();
    }

    /** The {@code most} senders with the most requests, and behind them all others as one. For cold paths. */
    public List<SenderFigures> figures(int most) {
        List<SenderFigures> all = new ArrayList<>();
        for (int row = NOBODY + 1; row < senders.rows(); row++) {
            if (senders.isUsed(row)) {
                all.add(figures(row, senders.code(row)));
            }
        }
        all.sort(Comparator.comparingLong(SenderFigures::total).reversed().thenComparing(SenderFigures::code));
        List<SenderFigures> top = new ArrayList<>(all.subList(0, Math.min(most, all.size())));
        SenderFigures others = figures(NOBODY, "");
        for (SenderFigures one : all.subList(top.size(), all.size())) {
            others = new SenderFigures(
                    "",
                    others.answered() + one.answered(),
                    others.refused() + one.refused(),
                    others.throttled() + one.throttled());
        }
        top.add(others);
        return top;
    }

    private SenderFigures figures(int row, String code) {
        return new SenderFigures(
                code,
                senders.counted(row, Outcome.ANSWERED),
                senders.counted(row, Outcome.REFUSED),
                senders.counted(row, Outcome.THROTTLED));
    }
}
