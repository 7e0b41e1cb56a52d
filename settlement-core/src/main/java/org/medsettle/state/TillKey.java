package org.medsettle.state;

import org.medsettle.command.Door;
import org.medsettle.command.TillBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.BusinessDay;
import org.medsettle.domain.settlement.KeyStore;
import org.medsettle.domain.settlement.TillBatch;

/**
 * The key of a till's message: institution, terminal, batch, STAN, and the local time where the message has one. Exact:
 * word 0 is the door (8 bits), the form (4), the batch (20) and the institution's ordinal (32); word 1 the terminal's
 * eight bytes; word 2 the STAN (32) and the local time (32).
 *
 * <p>Units: dates in epoch days. Invariant: a message without batch number but with a local time has batch 0 in its key, so
 * that its reversal finds it after midnight; one without either has the business date there.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class TillKey {
    /** Form of the key of a message. */
    static final long MESSAGE = 0;
    /** Form of the key that leads from batch and STAN to a settlement. */
    static final long TRACE = 1;
    /** Form of the key of an uploaded detail. */
    static final long DETAIL = 2;

    private static final int MAX_STAN = 999_999;
    private static final int FORM_SHIFT = 52;
    private static final int BATCH_SHIFT = 32;
    private static final int TIME_DIGITS = 1_000_000;
    private static final int MAX_MONTH_DAY = 1_231;

    private long word0;
    private long word1;
    private long word2;
    private int date;
    private int batch;

    /** Takes over a message's key; false when a number in it is out of range. */
    boolean set(TillBody body, int institution, Moment moment) {
        if (!isBatch(body.batch()) || !isStan(body.stan()) || !setDate(body.localTime(), moment.date())) {
            return false;
        }
        batch = batchOf(body.batch(), moment.businessDate());
        setWords(institution, body, body.batch() == 0 && body.localTime() != 0 ? 0 : batch);
        return true;
    }

    /** The same message's key had it come on the business date before; only where neither batch nor local time is given. */
    void setDayBefore(TillBody body, int institution, int businessDate) {
        date = KeyStore.NO_DATE;
        batch = batchOf(0, businessDate - 1);
        setWords(institution, body, batch);
    }

    /** The same message's key had its date been the day before that of {@code dated}, its own key. */
    void setDatedBefore(TillKey dated, TillBody body, int institution) {
        date = dated.date - 1;
        batch = dated.batch;
        setWords(institution, body, body.batch() == 0 ? 0 : batch);
        word2 = TillBody.traceWord(body.stan(), BusinessDay.monthDayOf(date));
    }

    private void setWords(int institution, TillBody body, int keyBatch) {
        word0 = word0(MESSAGE, keyBatch, institution);
        word1 = body.keyWord1();
        word2 = body.keyWord2();
    }

    private boolean setDate(int localTime, int today) {
        date = KeyStore.NO_DATE;
        if (localTime == 0) {
            return true;
        }
        int monthDay = localTime > MAX_MONTH_DAY ? localTime / TIME_DIGITS : localTime;
        date = BusinessDay.nearest(monthDay, today);
        return date != BusinessDay.NO_SUCH_DAY;
    }

    static boolean isBatch(int batch) {
        return batch >= 0 && batch <= TillBatch.MAX_NUMBER;
    }

    static boolean isStan(int stan) {
        return stan >= 0 && stan <= MAX_STAN;
    }

    /** The batch a message belongs to: the one it names, else the business date. */
    static int batchOf(int given, int businessDate) {
        return given != 0 ? given : TillBatch.DATE_BASE + businessDate;
    }

    static long word0(long form, int batch, int institution) {
        return (long) Door.POS.code() << KeyRules.DOOR_SHIFT
                | form << FORM_SHIFT
                | (long) batch << BATCH_SHIFT
                | institution;
    }

    long word0() {
        return word0;
    }

    long word1() {
        return word1;
    }

    long word2() {
        return word2;
    }

    /** Date by the local time, or {@code KeyStore.NO_DATE}. */
    int date() {
        return date;
    }

    /** Number of the batch the message belongs to, as in {@code TillBatch}. */
    int batch() {
        return batch;
    }
}
