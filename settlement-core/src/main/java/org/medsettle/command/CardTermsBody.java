package org.medsettle.command;

import org.medsettle.domain.RecordView;

/**
 * Body of CARD_TERMS: after how many days a temporary loss report lapses in the areas that have a term of their own, and
 * how much is reimbursed for one report. The command replaces what was there.
 *
 * <p>Units: fen (0 means no limit), days; areas as six-digit numbers, in ascending order.
 */
public final class CardTermsBody extends RecordView {
    /** Most areas with a term of their own. */
    public static final int MAX_AREAS = 1_000;

    private static final int REIMBURSEMENT_LIMIT = 0;
    private static final int COUNT = 8;
    private static final int RESERVED = 12;
    private static final int AREAS = 16;
    private static final int AREA_BYTES = 8;
    /** Length without areas. */
    public static final int HEAD_BYTES = AREAS;

    public long reimbursementLimitFen() {
        return getLong(REIMBURSEMENT_LIMIT);
    }

    public int areaCount() {
        return getInt(COUNT);
    }

    public int area(int index) {
        return getInt(AREAS + AREA_BYTES * index);
    }

    public int lossDays(int index) {
        return getInt(AREAS + AREA_BYTES * index + 4);
    }

    /** Begins with no area. */
    public CardTermsBody begin(long reimbursementLimitFen) {
        putLong(REIMBURSEMENT_LIMIT, reimbursementLimitFen);
        putInt(COUNT, 0);
        putInt(RESERVED, 0);
        return this;
    }

    public CardTermsBody area(int area, int lossDays) {
        int index = areaCount();
        putInt(AREAS + AREA_BYTES * index, area);
        putInt(AREAS + AREA_BYTES * index + 4, lossDays);
        putInt(COUNT, index + 1);
        return this;
    }

    /** Bytes of a body with this many areas. */
    public static int length(int areas) {
        return HEAD_BYTES + AREA_BYTES * areas;
    }
}
