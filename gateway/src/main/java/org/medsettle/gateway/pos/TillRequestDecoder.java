package org.medsettle.gateway.pos;

import static org.medsettle.gateway.pos.DataElement.AMOUNT;
import static org.medsettle.gateway.pos.DataElement.BATCH_AT;
import static org.medsettle.gateway.pos.DataElement.BATCH_DIGITS;
import static org.medsettle.gateway.pos.DataElement.DATE;
import static org.medsettle.gateway.pos.DataElement.MERCHANT;
import static org.medsettle.gateway.pos.DataElement.ORIGINAL;
import static org.medsettle.gateway.pos.DataElement.ORIGINAL_DATE_AT;
import static org.medsettle.gateway.pos.DataElement.ORIGINAL_STAN_AT;
import static org.medsettle.gateway.pos.DataElement.PAN;
import static org.medsettle.gateway.pos.DataElement.PARTIAL_AT;
import static org.medsettle.gateway.pos.DataElement.PIN;
import static org.medsettle.gateway.pos.DataElement.PROCESSING;
import static org.medsettle.gateway.pos.DataElement.REFERENCE;
import static org.medsettle.gateway.pos.DataElement.RESPONSE;
import static org.medsettle.gateway.pos.DataElement.STAN;
import static org.medsettle.gateway.pos.DataElement.TERMINAL;
import static org.medsettle.gateway.pos.DataElement.TRACK_2;
import static org.medsettle.gateway.pos.DataElement.TRANSACTION;
import static org.medsettle.gateway.pos.DataElement.TRANSMISSION;

import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ResultCode;
import org.medsettle.command.TillBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.BankNumber;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.domain.settlement.SettlingFamily;
import org.medsettle.gateway.pos.codec.IsoMessage;
import org.medsettle.gateway.pos.security.PinVerifier;
import org.medsettle.gateway.pos.security.TerminalSecurity;

/**
 * From a message about money, whose fields have been checked to be there, to its command.
 *
 * <p>Units: fen. Failure: a value, and then there is no command.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class TillRequestDecoder {
    private static final int SEPARATOR = 13;

    private final PinVerifier pins;
    private final TillBody body = new TillBody();
    private final FieldText merchant = new FieldText();
    private final FieldText terminal = new FieldText();
    private final FieldText card = new FieldText();

    TillRequestDecoder(PinVerifier pins) {
        this.pins = pins;
    }

    ResultCode decode(PendingMessage pending, Command command) {
        IsoMessage message = pending.message();
        merchant.text(message, MERCHANT);
        terminal.text(message, TERMINAL);
        if (!merchant.isId() || !terminal.isId()) {
            return ResultCode.FIELD_INVALID;
        }
        body.wrap(command.reserve(TillBody.BYTES), 0);
        body.begin(merchant, transaction(pending.type(), message)).terminal(terminal);
        ResultCode code = trace(message);
        if (code == ResultCode.OK) {
            code = card(pending);
        }
        if (code == ResultCode.OK) {
            code = original(pending.type(), message);
        }
        if (code != ResultCode.OK) {
            return code;
        }
        PosListener listener = pending.listener();
        long amountFen = message.has(AMOUNT) && pending.type() != PosMessageType.BALANCE ? message.number(AMOUNT) : 0;
        body.amountFen(amountFen).medType(listener.medType()).flags(flags(listener, message));
        command.set(commandType(pending.type()), body.finish());
        return ResultCode.OK;
    }

    private static int transaction(PosMessageType type, IsoMessage message) {
        return switch (type) {
            case REFUND -> SettlingFamily.TILL_REFUND;
            case VOID -> SettlingFamily.TILL_VOID;
            case REVERSAL ->
                message.number(PROCESSING, 0, 2) == 0 ? SettlingFamily.TILL_PURCHASE : SettlingFamily.TILL_VOID;
            default -> SettlingFamily.TILL_PURCHASE;
        };
    }

    private CommandType commandType(PosMessageType type) {
        return switch (type) {
            case BALANCE -> body.pin() == TillBody.PIN_NONE ? CommandType.QUERY_BALANCE : CommandType.PIN_BALANCE;
            case VOID -> CommandType.TILL_VOID;
            case REFUND -> CommandType.TILL_REFUND;
            case REVERSAL -> CommandType.TILL_REVERSE;
            default -> CommandType.PURCHASE;
        };
    }

    private ResultCode trace(IsoMessage message) {
        int batch = batch(message);
        if (batch == IsoMessage.NOT_DIGITS) {
            return ResultCode.FIELD_INVALID;
        }
        body.trace(batch, (int) message.number(STAN), localDate(message));
        return ResultCode.OK;
    }

    /** 60.2, 0 without field 60. */
    static int batch(IsoMessage message) {
        return message.has(TRANSACTION) ? (int) message.number(TRANSACTION, BATCH_AT, BATCH_DIGITS) : 0;
    }

    /**
     * MMDD of field 13 or else of field 7, 0 without both. The time of day is left out, since a reversal may be stamped
     * later than its original.
     */
    private static int localDate(IsoMessage message) {
        if (message.has(DATE)) {
            return (int) message.number(DATE);
        }
        return message.has(TRANSMISSION) ? (int) message.number(TRANSMISSION, 0, 4) : 0;
    }

    private ResultCode card(PendingMessage pending) {
        IsoMessage message = pending.message();
        int digits = message.count(PAN);
        int field = PAN;
        if (digits == 0) {
            field = TRACK_2;
            while (digits < message.count(TRACK_2) && !isSeparator(message.unit(TRACK_2, digits))) {
                digits++;
            }
        }
        if (digits == 0) {
            return pending.type() == PosMessageType.PURCHASE || pending.type() == PosMessageType.BALANCE
                    ? ResultCode.FIELD_INVALID
                    : ResultCode.OK;
        }
        long packed = BankNumber.pack(card.digits(message, field, 0, digits));
        if (packed == BankNumber.INVALID) {
            // Nothing can have been booked on such a number; a reversal by key goes on without it.
            return pending.type() == PosMessageType.REVERSAL ? ResultCode.OK : ResultCode.CARD_UNKNOWN;
        }
        body.credential(CredentialType.BANK_NUMBER, packed);
        return pin(pending, packed);
    }

    private static boolean isSeparator(int unit) {
        return unit == SEPARATOR || unit == '=' || unit == 'D';
    }

    private ResultCode pin(PendingMessage pending, long packed) {
        IsoMessage message = pending.message();
        boolean judged = pending.type() == PosMessageType.PURCHASE
                || pending.type() == PosMessageType.BALANCE
                || pending.type() == PosMessageType.VOID;
        if (!judged || !message.has(PIN)) {
            return ResultCode.OK;
        }
        TerminalSecurity security = pending.terminal();
        long value = security == null
                ? PinVerifier.UNREADABLE
                : pins.value(security, message.bytes(), message.offset(PIN), packed);
        if (value == PinVerifier.UNREADABLE) {
            pending.response(PosResponseMapping.PIN_FORMAT);
            return ResultCode.FIELD_INVALID;
        }
        body.pin(pins.isOnFile(packed, value) ? TillBody.PIN_OK : TillBody.PIN_WRONG)
                .pinValue(value);
        return ResultCode.OK;
    }

    private ResultCode original(PosMessageType type, IsoMessage message) {
        if (type == PosMessageType.REVERSAL) {
            if (message.has(RESPONSE)) {
                body.reason(message.unit(RESPONSE, 0) << 8 | message.unit(RESPONSE, 1));
            }
            return ResultCode.OK;
        }
        if (type != PosMessageType.VOID && type != PosMessageType.REFUND) {
            return ResultCode.OK;
        }
        long reference = 0;
        if (message.has(REFERENCE)) {
            reference = message.number(REFERENCE);
            if (reference <= 0) {
                return ResultCode.ORIGINAL_NOT_FOUND;
            }
        }
        int batch = 0;
        int stan = 0;
        int date = 0;
        if (message.has(ORIGINAL)) {
            batch = (int) message.number(ORIGINAL, 0, BATCH_DIGITS);
            stan = (int) message.number(ORIGINAL, ORIGINAL_STAN_AT, 6);
            date = message.count(ORIGINAL) >= ORIGINAL_DATE_AT + 4
                    ? (int) message.number(ORIGINAL, ORIGINAL_DATE_AT, 4)
                    : 0;
            if (batch < 0 || stan < 0 || date < 0) {
                return ResultCode.FIELD_INVALID;
            }
        }
        body.original(reference, batch, stan, date);
        return ResultCode.OK;
    }

    private static int flags(PosListener listener, IsoMessage message) {
        boolean partial = listener.isPartial() && message.digit(TRANSACTION, PARTIAL_AT) == 1;
        boolean sent = !message.has(DATE) && message.has(TRANSMISSION);
        return (partial ? TillBody.PARTIAL_APPROVAL : 0)
                | (listener.isUnknownRefused() ? TillBody.UNKNOWN_REFUSED : 0)
                | (sent ? TillBody.DATED_BY_TRANSMISSION : 0);
    }
}
