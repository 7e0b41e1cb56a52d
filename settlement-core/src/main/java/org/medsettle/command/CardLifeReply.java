package org.medsettle.command;

import org.medsettle.domain.RecordView;
import org.medsettle.domain.card.LossReport;
import org.medsettle.domain.card.Replacement;

/**
 * Body of a CARD_LIFE reply: where a card of ours stands, its last loss report and its replacement.
 *
 * <p>Units: epoch milliseconds, expiry as epoch day, fen.
 */
public final class CardLifeReply extends RecordView {
    private static final int STATE = 0;
    private static final int STORED_STATE = 1;
    private static final int PIN_TRIES = 2;
    private static final int HAS_PIN = 3;
    private static final int LOSS_REPORTS = 4;
    private static final int EXPIRY = 8;
    private static final int HAS_REPORT = 12;
    private static final int HAS_REPLACEMENT = 13;
    private static final int CHANGED_AT = 16;
    private static final int LAPSES_AT = 24;
    private static final int REPORT = 32;
    private static final int REPLACEMENT = REPORT + LossReport.BYTES;
    public static final int BYTES = REPLACEMENT + Replacement.BYTES;

    /** Code of the {@code CardState} at the time of the answer. */
    public int state() {
        return getByte(STATE);
    }

    /** Code of the {@code CardState} that the last event left. */
    public int storedState() {
        return getByte(STORED_STATE);
    }

    /** Wrong PINs since the last right one. */
    public int pinTries() {
        return getByte(PIN_TRIES);
    }

    public boolean hasPin() {
        return getByte(HAS_PIN) != 0;
    }

    /** How many loss reports are kept of the card. */
    public int lossReports() {
        return getShort(LOSS_REPORTS);
    }

    public int expiryDay() {
        return getInt(EXPIRY);
    }

    public long changedAtMs() {
        return getLong(CHANGED_AT);
    }

    public long lapsesAtMs() {
        return getLong(LAPSES_AT);
    }

    public boolean hasReport() {
        return getByte(HAS_REPORT) != 0;
    }

    public boolean hasReplacement() {
        return getByte(HAS_REPLACEMENT) != 0;
    }

    /** Points a view at the last loss report. */
    public void report(LossReport view) {
        view.wrap(buffer, offset + REPORT);
    }

    /** Points a view at the replacement. */
    public void replacement(Replacement view) {
        view.wrap(buffer, offset + REPLACEMENT);
    }

    /** Zeroes everything and sets both states. */
    public CardLifeReply begin(int state, int storedState) {
        zero(0, BYTES);
        putByte(STATE, state);
        putByte(STORED_STATE, storedState);
        return this;
    }

    public CardLifeReply pin(int tries, boolean isSet) {
        putByte(PIN_TRIES, tries);
        putByte(HAS_PIN, isSet ? 1 : 0);
        return this;
    }

    public CardLifeReply times(long changedAtMs, long lapsesAtMs, int expiryDay) {
        putLong(CHANGED_AT, changedAtMs);
        putLong(LAPSES_AT, lapsesAtMs);
        putInt(EXPIRY, expiryDay);
        return this;
    }

    /** Copies the last of {@code count} loss reports. */
    public CardLifeReply copyReport(LossReport report, int count) {
        putShort(LOSS_REPORTS, count);
        putByte(HAS_REPORT, 1);
        buffer.put(offset + REPORT, report.buffer(), report.offset(), LossReport.BYTES);
        return this;
    }

    public CardLifeReply copyReplacement(Replacement replacement) {
        putByte(HAS_REPLACEMENT, 1);
        buffer.put(offset + REPLACEMENT, replacement.buffer(), replacement.offset(), Replacement.BYTES);
        return this;
    }
}
