package org.medsettle.domain.card;

import org.jspecify.annotations.Nullable;

/**
 * What can happen to the replacement of a card. Codes stand in journals and are never reused.
 *
 * <p>Invariant: every step but APPLY needs an application that is at exactly one stage; REJECT takes any open one.
 */
public enum ReplacementStep {
    APPLY(1, null, ReplacementStage.APPLIED),
    APPROVE(2, ReplacementStage.APPLIED, ReplacementStage.APPROVED),
    PRINT(3, ReplacementStage.APPROVED, ReplacementStage.PRINTING),
    READY(4, ReplacementStage.PRINTING, ReplacementStage.READY),
    COLLECT(5, ReplacementStage.READY, ReplacementStage.COLLECTED),
    REJECT(6, null, ReplacementStage.REJECTED);

    private static final ReplacementStep[] BY_CODE = values();

    private final int code;
    private final @Nullable ReplacementStage from;
    private final ReplacementStage to;

    ReplacementStep(int code, @Nullable ReplacementStage from, ReplacementStage to) {
        this.code = code;
        this.from = from;
        this.to = to;
    }

    public int code() {
        return code;
    }

    /** The step of a code, or {@code null} for an unknown one. */
    public static @Nullable ReplacementStep of(int code) {
        return code >= 1 && code <= BY_CODE.length ? BY_CODE[code - 1] : null;
    }

    /** True when an application at {@code stage} may take this step. */
    public boolean fits(ReplacementStage stage) {
        return switch (this) {
            case APPLY -> stage == ReplacementStage.REJECTED;
            case REJECT -> stage.isOpen();
            default -> stage == from;
        };
    }

    /** The stage this step leads to. */
    public ReplacementStage to() {
        return to;
    }
}
