package org.medsettle.state;

import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.command.ReverseBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.KeyRecord;
import org.medsettle.domain.settlement.KeyStore;
import org.medsettle.domain.settlement.OutcomeKind;

/**
 * REVERSE: undoes by the original's key what a client lost sight of, whether the original came, was refused, was undone
 * already or never came; in the last case a tombstone refuses it should it still arrive.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class ReverseHandler {
    private final Ledger ledger;
    private final AccessRules access;
    private final KeyRules keys;
    private final Undoing undoing;
    private final ReverseBody reversal = new ReverseBody();

    ReverseHandler(Ledger ledger, AccessRules access, KeyRules keys, Undoing undoing) {
        this.ledger = ledger;
        this.access = access;
        this.keys = keys;
        this.undoing = undoing;
    }

    /** Reverses by the original's key, once per own key. */
    void reverse(Command command, Reply reply) {
        reversal.wrap(command.body(), 0);
        ResultCode code = admit();
        if (code != ResultCode.OK) {
            reply.code(code);
            return;
        }
        int institution = access.institution().ordinal();
        long known = keys.find(reversal, institution);
        if (known != KeyStore.NONE) {
            keys.repeat(known, reversal, reply);
            return;
        }
        code = keys.dateAllows(reversal.originalKeyDate());
        if (code != ResultCode.OK) {
            reply.code(code);
            return;
        }
        long personHash = AsciiField.hash(reversal.buffer(), reversal.personOffset(), Person.NUMBER_BYTES);
        code = undo(personHash);
        reply.code(code);
        OutcomeKind kind = code == ResultCode.OK ? OutcomeKind.REVERSAL : OutcomeKind.REFUSED;
        keys.record(reversal, institution, personHash, kind, code, 0);
    }

    private ResultCode admit() {
        ResultCode code = access.checkToEnd(reversal);
        return code == ResultCode.OK ? keys.dateAllows(reversal.keyDate()) : code;
    }

    private ResultCode undo(long personHash) {
        if (!AsciiField.equal(
                reversal.buffer(),
                reversal.originalInstitutionOffset(),
                reversal.buffer(),
                reversal.institutionOffset(),
                ReverseBody.INSTITUTION_BYTES)) {
            return ResultCode.ORIGINAL_OF_OTHER_INSTITUTION;
        }
        if (!isReversible(reversal.originalTransaction())) {
            return ResultCode.NOT_REVERSIBLE;
        }
        long word0 = KeyRules.word0(reversal.door(), access.institution().ordinal());
        long word1 = reversal.originalKeyWord1();
        long word2 = reversal.originalKeyWord2();
        if (word1 == reversal.keyWord1() && word2 == reversal.keyWord2()) {
            return ResultCode.ORIGINAL_NOT_FOUND; // it names itself, and is no transaction that can be reversed
        }
        long found = ledger.stores.keys().find(word0, word1, word2, reversal.originalKeyDate());
        if (found == KeyStore.NONE) {
            keys.bury(word0, word1, word2, reversal.originalKeyDate(), reversal.originalTransaction(), personHash);
            return ResultCode.OK;
        }
        KeyRecord original = keys.at(found);
        if (original.kind() == OutcomeKind.TOMBSTONE) {
            return ResultCode.OK;
        }
        if (original.transaction() != reversal.originalTransaction() || original.personHash() != personHash) {
            return ResultCode.ORIGINAL_NOT_FOUND;
        }
        return original.kind() == OutcomeKind.SETTLEMENT
                ? undoing.undo(keys.settlement(original.detail()))
                : ResultCode.OK;
    }

    /** National transactions that a reversal may name. */
    private static boolean isReversible(int transaction) {
        return switch (transaction) {
            case 2102, 2103, 2207, 2208, 2304, 2305, 2401 -> true;
            default -> false;
        };
    }
}
