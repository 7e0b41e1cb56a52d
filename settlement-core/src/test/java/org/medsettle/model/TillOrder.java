package org.medsettle.model;

import java.util.List;
import org.medsettle.command.CommandType;
import org.medsettle.domain.settlement.CredentialType;

/**
 * What tills send, as plain records.
 *
 * <p>Units: fen; local time as the digits MMDD or MMDDhhmmss, 0 for none.
 */
public interface TillOrder extends Order {
    String merchant();

    String terminal();

    /** What makes a message one message. */
    record Trace(int batch, int stan, int localTime) {}

    /** The card of a message; none where it names no card. */
    record Card(CredentialType type, long packed) {
        public static final Card NONE = new Card(CredentialType.NONE, 0);

        public static Card bank(long packed) {
            return new Card(CredentialType.BANK_NUMBER, packed);
        }

        public static Card key(long packed) {
            return new Card(CredentialType.CARD, packed);
        }

        Shown shown() {
            return new Shown(type, packed, "", false, 0, 0);
        }
    }

    /** The original of a void or refund, by reference or by batch, STAN and date. */
    record Meant(long reference, int batch, int stan, int date) {
        public static final Meant NOTHING = new Meant(0, 0, 0, 0);

        public static Meant reference(long number) {
            return new Meant(number, 0, 0, 0);
        }
    }

    /** What is no part of the business: kind of care, flags, PIN verdict and the value of the PIN entered. */
    record Extras(int medType, int flags, int pin, long pinValue) {
        public static final Extras PLAIN = new Extras(41, 0, 0);

        /** Without the value. */
        public Extras(int medType, int flags, int pin) {
            this(medType, flags, pin, 0);
        }
    }

    /** PURCHASE, TILL_VOID, TILL_REFUND, TILL_REVERSE, PIN_BALANCE or QUERY_BALANCE by {@code type}. */
    record Message(
            CommandType type,
            int transaction,
            String merchant,
            String terminal,
            Trace trace,
            Card card,
            long amountFen,
            Meant original,
            Extras extras)
            implements TillOrder {
        public Message as(CommandType other) {
            return new Message(other, transaction, merchant, terminal, trace, card, amountFen, original, extras);
        }

        public Message of(long fen) {
            return new Message(type, transaction, merchant, terminal, trace, card, fen, original, extras);
        }

        public Message by(Card other) {
            return new Message(type, transaction, merchant, terminal, trace, other, amountFen, original, extras);
        }

        public Message at(String otherTerminal) {
            return new Message(type, transaction, merchant, otherTerminal, trace, card, amountFen, original, extras);
        }

        public Message ofMerchant(String other) {
            return new Message(type, transaction, other, terminal, trace, card, amountFen, original, extras);
        }

        public Message under(Trace other) {
            return new Message(type, transaction, merchant, terminal, other, card, amountFen, original, extras);
        }

        public Message with(Extras other) {
            return new Message(type, transaction, merchant, terminal, trace, card, amountFen, original, other);
        }

        public Message meaning(Meant other) {
            return new Message(type, transaction, merchant, terminal, trace, card, amountFen, other, extras);
        }

        /** What is compared when the key comes again. */
        Object business() {
            return List.of(transaction, merchant, terminal, trace, card, amountFen, original);
        }
    }

    /** A transaction as a terminal remembers it. */
    record Detail(int stan, long bankNumber, long amountFen) {}

    /** Count and sum of purchases, and of voids and refunds. */
    record Totals(long debitCount, long debitFen, long creditCount, long creditFen) {
        public static final Totals NOTHING = new Totals(0, 0, 0, 0);
    }

    /** TILL_SIGN_ON, TILL_SIGN_OFF, CLOSE_BATCH or BATCH_DETAIL by {@code type}. */
    record Batch(CommandType type, String merchant, String terminal, int batch, Totals totals, List<Detail> details)
            implements TillOrder {}

    /** QUERY_LIST_PAGE. */
    record ListPage(String merchant, String terminal, long cursor, int limit) implements TillOrder {
        @Override
        public CommandType type() {
            return CommandType.QUERY_LIST_PAGE;
        }
    }
}
