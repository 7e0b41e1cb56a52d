package org.medsettle.gateway.pos;

import static org.medsettle.gateway.pos.DataElement.AMOUNT;
import static org.medsettle.gateway.pos.DataElement.CONDITION;
import static org.medsettle.gateway.pos.DataElement.CURRENCY;
import static org.medsettle.gateway.pos.DataElement.ENTRY_MODE;
import static org.medsettle.gateway.pos.DataElement.MERCHANT;
import static org.medsettle.gateway.pos.DataElement.NETWORK_AT;
import static org.medsettle.gateway.pos.DataElement.NETWORK_DIGITS;
import static org.medsettle.gateway.pos.DataElement.ORIGINAL;
import static org.medsettle.gateway.pos.DataElement.PAN;
import static org.medsettle.gateway.pos.DataElement.PROCESSING;
import static org.medsettle.gateway.pos.DataElement.REFERENCE;
import static org.medsettle.gateway.pos.DataElement.STAN;
import static org.medsettle.gateway.pos.DataElement.TERMINAL;
import static org.medsettle.gateway.pos.DataElement.TOTALS;
import static org.medsettle.gateway.pos.DataElement.TRACK_2;
import static org.medsettle.gateway.pos.DataElement.TRANSACTION;
import static org.medsettle.gateway.pos.DataElement.TYPE_DIGITS;

import org.medsettle.command.ResultCode;
import org.medsettle.gateway.pos.codec.IsoMessage;

/**
 * What a message is, by its type, processing code and field 60, and which fields it must have.
 *
 * <p>Threads: stateless.
 */
final class MessageRules {
    static final int NETWORK_ECHO = 301;
    static final int NETWORK_SIGN_OFF = 2;
    static final int NETWORK_LIST = 390;
    static final int NETWORK_LIST_END = 391;
    static final int NETWORK_SETTLE = 201;
    static final int NETWORK_UPLOAD_NOT_BALANCED = 202;
    static final int NETWORK_UPLOAD_BALANCED = 207;

    private static final int NO_NETWORK = -1;
    private static final int YUAN = 156;

    private MessageRules() {}

    /** True for a request; an answer or anything else is none. */
    static boolean isRequest(int mti) {
        return mti < 1_000 && mti / 10 % 2 == 0;
    }

    /** Type of the answer: the last digit, a repeat's, is left out. */
    static int answerMti(int mti) {
        return mti / 10 * 10 + 10;
    }

    static PosMessageType typeOf(IsoMessage message) {
        return switch (message.mti() / 10 * 10) {
            case 200 -> financial(message);
            case 220 -> processing(message) == 20 ? PosMessageType.REFUND : PosMessageType.OTHER;
            case 400 -> PosMessageType.REVERSAL;
            case 500 ->
                network(message) == NETWORK_SETTLE || network(message) == NO_NETWORK
                        ? PosMessageType.SETTLE_BATCH
                        : PosMessageType.OTHER;
            case 320 -> upload(message);
            case 800 -> download(message);
            case 820 -> advice(message);
            default -> PosMessageType.OTHER;
        };
    }

    private static PosMessageType financial(IsoMessage message) {
        return switch (processing(message)) {
            case 0 -> PosMessageType.PURCHASE;
            case 20 -> PosMessageType.VOID;
            case 31 -> PosMessageType.BALANCE;
            default -> PosMessageType.OTHER;
        };
    }

    private static PosMessageType upload(IsoMessage message) {
        return switch (network(message)) {
            case NETWORK_SETTLE, NETWORK_UPLOAD_BALANCED, NETWORK_UPLOAD_NOT_BALANCED -> PosMessageType.UPLOAD_BATCH;
            default -> PosMessageType.OTHER;
        };
    }

    private static PosMessageType download(IsoMessage message) {
        return switch (network(message)) {
            case NO_NETWORK, NETWORK_ECHO -> PosMessageType.ECHO;
            case 1, 3, 4 -> PosMessageType.SIGN_ON;
            case NETWORK_LIST -> PosMessageType.LIST_PAGE;
            case NETWORK_LIST_END -> PosMessageType.LIST_END;
            default -> PosMessageType.OTHER;
        };
    }

    private static PosMessageType advice(IsoMessage message) {
        return switch (network(message)) {
            case NO_NETWORK, NETWORK_ECHO -> PosMessageType.ECHO;
            case NETWORK_SIGN_OFF -> PosMessageType.SIGN_OFF;
            default -> PosMessageType.OTHER;
        };
    }

    private static int processing(IsoMessage message) {
        return (int) message.number(PROCESSING, 0, 2);
    }

    /** 60.3; -1 without field 60, and some number that means nothing where its digits are not there. */
    static int network(IsoMessage message) {
        if (!message.has(TRANSACTION)) {
            return NO_NETWORK;
        }
        int network = (int) message.number(TRANSACTION, NETWORK_AT, NETWORK_DIGITS);
        return network == IsoMessage.NOT_DIGITS ? Integer.MAX_VALUE : network;
    }

    /** Whether the fields that such a message must have are there. */
    static ResultCode check(PosMessageType type, IsoMessage message) {
        boolean complete =
                switch (type) {
                    case PURCHASE -> isFinancial(message) && message.has(AMOUNT) && hasCard(message);
                    case BALANCE -> isFinancial(message) && hasCard(message);
                    case VOID, REFUND ->
                        isFinancial(message)
                                && message.has(AMOUNT)
                                && (message.has(REFERENCE) || message.has(ORIGINAL));
                    case REVERSAL -> isIdentified(message) && message.has(PROCESSING) && message.has(AMOUNT);
                    case SETTLE_BATCH, UPLOAD_BATCH -> isIdentified(message) && message.has(TOTALS);
                    case SIGN_ON, SIGN_OFF, LIST_PAGE, LIST_END -> isIdentified(message);
                    case ECHO, OTHER -> true;
                };
        if (!complete) {
            return ResultCode.FIELD_MISSING;
        }
        boolean meant = isType(type, message) && (type == PosMessageType.ECHO || isYuan(message));
        return meant ? ResultCode.OK : ResultCode.FIELD_INVALID;
    }

    private static boolean isFinancial(IsoMessage message) {
        return isIdentified(message)
                && message.has(PROCESSING)
                && message.has(ENTRY_MODE)
                && message.has(CONDITION)
                && message.has(CURRENCY);
    }

    private static boolean isIdentified(IsoMessage message) {
        return message.has(STAN) && message.has(TERMINAL) && message.has(MERCHANT);
    }

    private static boolean hasCard(IsoMessage message) {
        return message.has(PAN) || message.has(TRACK_2);
    }

    private static boolean isYuan(IsoMessage message) {
        return !message.has(CURRENCY) || message.number(CURRENCY) == YUAN;
    }

    /** 60.1, where there is a field 60, says the same as type and processing code. */
    private static boolean isType(PosMessageType type, IsoMessage message) {
        int expected =
                switch (type) {
                    case BALANCE -> 1;
                    case PURCHASE -> 22;
                    case VOID -> 23;
                    case REFUND -> 25;
                    default -> -1;
                };
        return expected < 0 || !message.has(TRANSACTION) || message.number(TRANSACTION, 0, TYPE_DIGITS) == expected;
    }
}
