package org.medsettle.gateway.cli.demo;

/** The messages that a window sends, by their numbers on the wire. */
enum Transaction {
    SIGN_ON("9001"),
    INQUIRE("1101"),
    QUOTE("2101"),
    SETTLE("2102"),
    CANCEL("2103"),
    REVERSE("2601"),
    SETTLEMENT("5203"),
    OUTCOME("S102");

    private final String infno;

    Transaction(String infno) {
        this.infno = infno;
    }

    String infno() {
        return infno;
    }
}
