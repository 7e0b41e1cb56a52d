package org.medsettle.gateway.pos;

import static org.medsettle.gateway.pos.DataElement.MAC;
import static org.medsettle.gateway.pos.DataElement.MERCHANT;
import static org.medsettle.gateway.pos.DataElement.TERMINAL;

import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.pos.codec.IsoMessage;
import org.medsettle.gateway.pos.security.MacAlgorithm;
import org.medsettle.gateway.pos.security.MacRules;
import org.medsettle.gateway.pos.security.PeerRights;
import org.medsettle.gateway.pos.security.PinVerifier;
import org.medsettle.gateway.pos.security.TerminalKeys;
import org.medsettle.gateway.pos.security.TerminalSecurity;

/**
 * From a whole message to its command, in this order: what it is, its fields, who may speak for its terminal, its MAC, its
 * contents.
 *
 * <p>Failure: a value; the message's type stands in the pending message as far as it was known.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class PosRequestDecoder {
    private final TerminalKeys keys;
    private final MacRules macs;
    private final TillRequestDecoder tills;
    private final BatchRequestDecoder batches = new BatchRequestDecoder();

    PosRequestDecoder(TerminalKeys keys, PinVerifier pins, MacRules macs) {
        this.keys = keys;
        this.macs = macs;
        tills = new TillRequestDecoder(pins);
    }

    /** OK and a command, or OK and none where the door answers by itself ({@link #isAnsweredHere}). */
    ResultCode decode(PendingMessage pending, Command command) {
        IsoMessage message = pending.message();
        PosMessageType type = MessageRules.typeOf(message);
        pending.type(type);
        if (type == PosMessageType.OTHER) {
            return ResultCode.TRANSACTION_UNSUPPORTED;
        }
        ResultCode code = MessageRules.check(type, message);
        if (code == ResultCode.OK) {
            code = admit(pending);
        }
        if (code != ResultCode.OK || isAnsweredHere(type)) {
            return code;
        }
        return type.hasCard() ? tills.decode(pending, command) : batches.decode(pending, command);
    }

    /** True for what no ledger is asked about. */
    static boolean isAnsweredHere(PosMessageType type) {
        return type == PosMessageType.ECHO || type == PosMessageType.LIST_END;
    }

    /** Finds the terminal's keys; the peer may speak for it, and the MAC is right. */
    private ResultCode admit(PendingMessage pending) {
        IsoMessage message = pending.message();
        if (!message.has(TERMINAL) || !message.has(MERCHANT)) {
            return ResultCode.OK;
        }
        PeerRights rights = pending.peer().rights();
        if (pending.listener().isRightsChecked()
                && (rights == null || !rights.allows(message.bytes(), message.offset(TERMINAL)))) {
            return ResultCode.TERMINAL_UNKNOWN;
        }
        TerminalSecurity terminal = keys.find(message.bytes(), message.offset(TERMINAL));
        pending.terminal(terminal);
        return !pending.type().isSigned() || isMacRight(pending, terminal)
                ? ResultCode.OK
                : ResultCode.SIGNATURE_INVALID;
    }

    private boolean isMacRight(PendingMessage pending, @Nullable TerminalSecurity terminal) {
        IsoMessage message = pending.message();
        if (terminal == null) {
            return !pending.listener().isSigned();
        }
        return terminal.algorithm() == MacAlgorithm.NONE
                || (message.has(MAC)
                        && macs.verify(terminal, message.bytes(), message.signedFrom(), message.offset(MAC)));
    }
}
