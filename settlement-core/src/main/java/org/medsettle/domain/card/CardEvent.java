package org.medsettle.domain.card;

/**
 * What can happen to a card, and where it leads. Codes stand in journals and are never reused.
 *
 * <p>Invariant: {@link #from} answers {@code null} exactly for the moves that the card rules forbid. A lapsed temporary
 * loss counts as NORMAL before the event is looked up.
 */
public enum CardEvent {
    ACTIVATE(1),
    REPORT_LOSS_TEMPORARY(2),
    REPORT_LOSS_FORMAL(3),
    CANCEL_LOSS(4),
    LOCK(5),
    UNLOCK(6),
    DAMAGE(7),
    REPLACE(8),
    CANCEL(9),
    EXPIRE(10);

    private final int code;

    CardEvent(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The event of a code, or {@code null} for an unknown one. */
    public static @org.jspecify.annotations.Nullable CardEvent of(int code) {
        return code >= 1 && code <= 10 ? values()[code - 1] : null;
    }

    /** State after this event for a card that is in {@code state}, or {@code null} when the move is not allowed. */
    public @org.jspecify.annotations.Nullable CardState from(CardState state) {
        if (state == CardState.CANCELLED || state == CardState.REPLACED) {
            return null;
        }
        return switch (this) {
            case ACTIVATE -> state == CardState.SEALED ? CardState.NORMAL : null;
            case REPORT_LOSS_TEMPORARY -> state == CardState.NORMAL ? CardState.LOST_TEMPORARY : null;
            case REPORT_LOSS_FORMAL ->
                state == CardState.NORMAL || state == CardState.LOST_TEMPORARY ? CardState.LOST_FORMAL : null;
            case CANCEL_LOSS ->
                state == CardState.LOST_TEMPORARY || state == CardState.LOST_FORMAL ? CardState.NORMAL : null;
            case LOCK -> state == CardState.NORMAL ? CardState.LOCKED : null;
            case UNLOCK -> state == CardState.LOCKED ? CardState.NORMAL : null;
            case DAMAGE -> state == CardState.DAMAGED ? null : CardState.DAMAGED;
            case REPLACE -> CardState.REPLACED;
            case CANCEL -> CardState.CANCELLED;
            case EXPIRE -> state == CardState.EXPIRED ? null : CardState.EXPIRED;
        };
    }
}
