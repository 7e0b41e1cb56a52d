package org.medsettle.gateway.cli.demo;

import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.settlement.CredentialType;

/**
 * One purchase at a window: who, where, shown what, and the fee lines.
 *
 * <p>Units: fen. Invariant: the lines sum to the total.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class Bill {
    static final int MAX_LINES = 4;

    private final long[] lineFen = new long[MAX_LINES];
    private int lines;
    private long totalFen;
    private int personIndex;
    private int venue;
    private @Nullable Insured person;
    private CredentialType credential = CredentialType.NONE;
    private int medType;
    private boolean isAccountUsed;
    private boolean showsCardSn;
    private String beginTime = "";

    void open(int personIndex, Insured person, int venue, int medType, String beginTime) {
        this.personIndex = personIndex;
        this.person = person;
        this.venue = venue;
        this.medType = medType;
        this.beginTime = beginTime;
        lines = 0;
        totalFen = 0;
    }

    void show(CredentialType type, boolean withCardSn) {
        credential = type;
        showsCardSn = withCardSn;
    }

    void useAccount(boolean use) {
        isAccountUsed = use;
    }

    void addLine(long fen) {
        lineFen[lines++] = fen;
        totalFen += fen;
    }

    /** Makes it another bill, by so much more on its first line. */
    void raise(long fen) {
        lineFen[0] += fen;
        totalFen += fen;
    }

    int personIndex() {
        return personIndex;
    }

    Insured person() {
        if (person == null) {
            throw new IllegalStateException("the bill has not been opened");
        }
        return person;
    }

    int venue() {
        return venue;
    }

    CredentialType credential() {
        return credential;
    }

    boolean showsCardSn() {
        return showsCardSn;
    }

    boolean isAccountUsed() {
        return isAccountUsed;
    }

    int medType() {
        return medType;
    }

    String beginTime() {
        return beginTime;
    }

    int lines() {
        return lines;
    }

    long lineFen(int line) {
        return lineFen[line];
    }

    long totalFen() {
        return totalFen;
    }
}
