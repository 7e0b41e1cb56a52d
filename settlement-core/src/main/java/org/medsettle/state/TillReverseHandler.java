package org.medsettle.state;

import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.command.TillBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.domain.settlement.KeyRecord;
import org.medsettle.domain.settlement.KeyStore;
import org.medsettle.domain.settlement.OutcomeKind;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlementState;
import org.medsettle.domain.settlement.SettlingFamily;
import org.medsettle.domain.settlement.TillTail;

/**
 * TILL_REVERSE: undoes a till's message by the key of that message, which is the reversal's own key too. No card is looked
 * at, so none can stand in the way of money that goes back.
 *
 * <p>Invariant: a reversal records nothing but a tombstone; repeating it changes nothing.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class TillReverseHandler {
    private final Ledger ledger;
    private final AccessRules access;
    private final KeyRules keys;
    private final TillRules rules;
    private final Undoing undoing;
    private final TillBody reversal = new TillBody();
    private final TillKey key = new TillKey();
    private final TillKey dayBefore = new TillKey();
    private final TillTail tail = new TillTail();

    TillReverseHandler(Ledger ledger, AccessRules access, KeyRules keys, TillRules rules, Undoing undoing) {
        this.ledger = ledger;
        this.access = access;
        this.keys = keys;
        this.rules = rules;
        this.undoing = undoing;
    }

    /** Reverses what came, or did not come yet, under this key. */
    void reverse(Command command, Reply reply) {
        reversal.wrap(command.body(), 0);
        ResultCode code = rules.admitReversal(reversal, key);
        reply.code(code == ResultCode.OK ? undo() : code);
    }

    private ResultCode undo() {
        long found = keys.find(key);
        if (found == KeyStore.NONE) {
            found = findDayBefore();
        }
        if (found == KeyStore.NONE) {
            keys.bury(key.word0(), key.word1(), key.word2(), key.date(), reversal.transaction(), 0);
            return unknown();
        }
        KeyRecord original = keys.at(found);
        if (original.kind() == OutcomeKind.TOMBSTONE) {
            return unknown();
        }
        if (original.kind() != OutcomeKind.SETTLEMENT) {
            return ResultCode.OK;
        }
        Settlement settlement = keys.settlement(original.detail());
        ResultCode code = compare(settlement);
        return code == ResultCode.OK ? undoing.undo(settlement) : code;
    }

    private ResultCode unknown() {
        return reversal.has(TillBody.UNKNOWN_REFUSED) ? ResultCode.ORIGINAL_NOT_FOUND : ResultCode.OK;
    }

    /**
     * A message with neither batch nor local time has only the business date to tell it from its namesakes, and one dated by
     * its transmission has a date that is not its original's when midnight lies between them. So one that stands, and is the
     * same in card and amount, is looked for on the date before as well.
     */
    private long findDayBefore() {
        int institution = access.institution().ordinal();
        if (reversal.batch() == 0 && reversal.localTime() == 0) {
            dayBefore.setDayBefore(reversal, institution, ledger.moment.businessDate());
        } else if (reversal.has(TillBody.DATED_BY_TRANSMISSION) && reversal.localTime() != 0) {
            dayBefore.setDatedBefore(key, reversal, institution);
        } else {
            return KeyStore.NONE;
        }
        long found = keys.find(dayBefore);
        if (found == KeyStore.NONE || keys.at(found).kind() != OutcomeKind.SETTLEMENT) {
            return KeyStore.NONE;
        }
        Settlement settlement = keys.settlement(keys.at(found).detail());
        return settlement.state() == SettlementState.SETTLED && compare(settlement) == ResultCode.OK
                ? found
                : KeyStore.NONE;
    }

    /** Whether the reversal means this settlement, by processing, card (where it names one) and amount. */
    private ResultCode compare(Settlement settlement) {
        boolean sameProcessing = isPurchase(settlement.transaction()) == isPurchase(reversal.transaction());
        boolean sameCard = reversal.credentialType() == CredentialType.NONE
                || (reversal.credentialType() == settlement.credentialType()
                        && reversal.credential() == settlement.credential());
        if (!sameProcessing || !sameCard) {
            return ResultCode.KEY_REUSED_WITH_OTHER_BODY;
        }
        long amountFen = reversal.amountFen();
        boolean sameAmount =
                amountFen == tail.of(settlement).requestedFen() || amountFen == Math.abs(settlement.accountFen());
        return sameAmount ? ResultCode.OK : ResultCode.AMOUNT_MISMATCH;
    }

    private static boolean isPurchase(int transaction) {
        return transaction == SettlingFamily.TILL_PURCHASE;
    }
}
