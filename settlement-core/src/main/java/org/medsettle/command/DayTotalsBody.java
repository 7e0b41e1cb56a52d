package org.medsettle.command;

import org.medsettle.domain.AsciiField;
import org.medsettle.domain.RecordView;

/**
 * Body of QUERY_DAY_TOTALS: a page of the clearing totals of one business date, of one institution or of all.
 *
 * <p>Units: epoch days. Invariant: a walk begins with cursor 0.
 */
public final class DayTotalsBody extends RecordView {
    /** Asks for the business date of the moment. */
    public static final int TODAY = 0;

    private static final int DATE = 0;
    private static final int CURSOR = 8;
    private static final int INSTITUTION = 16;
    public static final int BYTES = INSTITUTION + KeyedBody.INSTITUTION_BYTES;

    public int businessDate() {
        return getInt(DATE);
    }

    /** 0, or the cursor of the page before. */
    public long cursor() {
        return getLong(CURSOR);
    }

    public int institutionOffset() {
        return offset + INSTITUTION;
    }

    /** True when one institution is asked for. */
    public boolean hasInstitution() {
        return getByte(INSTITUTION) != 0;
    }

    /** An empty {@code institution} asks for all. */
    public DayTotalsBody set(int businessDate, CharSequence institution, long cursor) {
        putLong(DATE, 0);
        putInt(DATE, businessDate);
        putLong(CURSOR, cursor);
        AsciiField.put(buffer, offset + INSTITUTION, KeyedBody.INSTITUTION_BYTES, institution);
        return this;
    }
}
