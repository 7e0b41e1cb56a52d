package org.medsettle.gateway.pos;

/**
 * The messages that the door serves. The ordinal is their index in metrics; {@link #OTHER} stands for every message that is
 * not served or could not be read.
 *
 * <p>Threads: immutable.
 */
public enum PosMessageType {
    BALANCE("balance", true, true),
    PURCHASE("purchase", true, true),
    VOID("void", true, true),
    REFUND("refund", true, true),
    REVERSAL("reversal", true, true),
    SIGN_ON("sign_on", false, false),
    SIGN_OFF("sign_off", false, false),
    ECHO("echo", false, false),
    SETTLE_BATCH("settle_batch", false, false),
    UPLOAD_BATCH("upload_batch", false, false),
    LIST_PAGE("list_page", false, false),
    LIST_END("list_end", false, false),
    OTHER("other", false, false);

    private final String label;
    private final boolean signed;
    private final boolean card;

    PosMessageType(String label, boolean signed, boolean card) {
        this.label = label;
        this.signed = signed;
        this.card = card;
    }

    /** Name in metrics. */
    public String label() {
        return label;
    }

    /** True when the message and its answer carry a MAC. */
    boolean isSigned() {
        return signed;
    }

    /** True when the message is about a card. */
    boolean hasCard() {
        return card;
    }
}
