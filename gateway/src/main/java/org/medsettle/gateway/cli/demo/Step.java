package org.medsettle.gateway.cli.demo;

/** One message of a visit. */
enum Step {
    INQUIRE(Transaction.INQUIRE),
    QUOTE(Transaction.QUOTE),
    SETTLE(Transaction.SETTLE),
    /** The settlement's key and body once more, spelled otherwise. */
    REPEAT(Transaction.SETTLE),
    /** The settlement's key with another bill. */
    ALTER(Transaction.SETTLE),
    /** The outcome of the settlement's key. */
    ASK(Transaction.OUTCOME),
    CANCEL(Transaction.CANCEL),
    /** The same settlement cancelled under a second key. */
    CANCEL_AGAIN(Transaction.CANCEL),
    REVERSE(Transaction.REVERSE),
    /** The reversal of the cancel. */
    REVERSE_CANCEL(Transaction.REVERSE),
    /** The reversal of a settlement that has not come yet. */
    REVERSE_AHEAD(Transaction.REVERSE),
    /** The settlement that its reversal has overtaken. */
    ARRIVE_LATE(Transaction.SETTLE),
    /** The holder reports the card lost, at the admin door. */
    REPORT_LOSS(Transaction.OUTCOME);

    private final Transaction transaction;

    Step(Transaction transaction) {
        this.transaction = transaction;
    }

    Transaction transaction() {
        return transaction;
    }

    /** True when the step has a key of its own, so that its outcome can be asked for. */
    boolean hasOwnKey() {
        return switch (this) {
            case SETTLE, CANCEL, CANCEL_AGAIN, REVERSE, REVERSE_CANCEL, REVERSE_AHEAD -> true;
            case INQUIRE, QUOTE, REPEAT, ALTER, ASK, ARRIVE_LATE, REPORT_LOSS -> false;
        };
    }
}
