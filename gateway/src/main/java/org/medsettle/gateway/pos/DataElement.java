package org.medsettle.gateway.pos;

/** Numbers of the fields that the door reads or writes, and where their parts lie. Threads: constants. */
final class DataElement {
    static final int PAN = 2;
    static final int PROCESSING = 3;
    static final int AMOUNT = 4;
    static final int TRANSMISSION = 7;
    static final int STAN = 11;
    static final int TIME = 12;
    static final int DATE = 13;
    static final int SETTLEMENT_DATE = 15;
    static final int ENTRY_MODE = 22;
    static final int CONDITION = 25;
    static final int ACQUIRER = 32;
    static final int TRACK_2 = 35;
    static final int REFERENCE = 37;
    static final int AUTHORISATION = 38;
    static final int RESPONSE = 39;
    static final int TERMINAL = 41;
    static final int MERCHANT = 42;
    static final int TOTALS = 48;
    static final int CURRENCY = 49;
    static final int PIN = 52;
    static final int BALANCE = 54;
    static final int TRANSACTION = 60;
    static final int ORIGINAL = 61;
    static final int KEYS = 62;
    static final int MAC = 64;

    static final int TERMINAL_CHARS = 8;
    static final int MERCHANT_CHARS = 15;
    static final int REFERENCE_CHARS = 12;

    /** Parts of field 60. */
    static final int TYPE_DIGITS = 2;

    static final int BATCH_AT = 2;
    static final int BATCH_DIGITS = 6;
    static final int NETWORK_AT = 8;
    static final int NETWORK_DIGITS = 3;
    /** 1 where the terminal can handle the approval of a part (60.6). */
    static final int PARTIAL_AT = 13;

    /** Parts of field 61. */
    static final int ORIGINAL_STAN_AT = 6;

    static final int ORIGINAL_DATE_AT = 12;

    /** Parts of field 48 of a batch settlement: four totals and a flag for cards of the own country, then the same again. */
    static final int AMOUNT_DIGITS = 12;

    static final int COUNT_DIGITS = 3;
    static final int TOTALS_DIGITS = 31;
    static final int FLAG_AT = 30;

    /** Parts of field 48 of a batch upload. */
    static final int DETAIL_DIGITS = 40;

    static final int DETAIL_STAN_AT = 2;
    static final int DETAIL_CARD_AT = 8;
    static final int DETAIL_CARD_DIGITS = 20;
    static final int DETAIL_AMOUNT_AT = 28;

    private DataElement() {}
}
