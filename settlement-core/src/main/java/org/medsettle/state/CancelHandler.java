package org.medsettle.state;

import org.jspecify.annotations.Nullable;
import org.medsettle.command.CancelBody;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.KeyStore;
import org.medsettle.domain.settlement.OutcomeKind;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlementState;
import org.medsettle.domain.settlement.SettlingFamily;

/** CANCEL: undoes a whole settlement, named by its own id, with a settlement of negative amounts. */
@ThreadConfined(Threads.STATE_MACHINE)
final class CancelHandler {
    private final Ledger ledger;
    private final AccessRules access;
    private final KeyRules keys;
    private final Undoing undoing;
    private final SettlementReplies replies;
    private final CancelBody cancel = new CancelBody();
    private final Settlement undo = new Settlement();

    CancelHandler(Ledger ledger, AccessRules access, KeyRules keys, Undoing undoing, SettlementReplies replies) {
        this.ledger = ledger;
        this.access = access;
        this.keys = keys;
        this.undoing = undoing;
        this.replies = replies;
        undo.wrap(Scratch.allocate(Settlement.FIXED_BYTES), 0);
    }

    /** Cancels the settlement, once per key. */
    void cancel(Command command, Reply reply) {
        cancel.wrap(command.body(), 0);
        ResultCode code = access.check(cancel);
        if (code == ResultCode.OK) {
            code = keys.dateAllows(cancel.keyDate());
        }
        if (code != ResultCode.OK) {
            reply.code(code);
            return;
        }
        int institution = access.institution().ordinal();
        long known = keys.find(cancel, institution);
        if (known != KeyStore.NONE) {
            keys.repeat(known, cancel, reply);
            return;
        }
        long personHash = AsciiField.hash(cancel.buffer(), cancel.personOffset(), Person.NUMBER_BYTES);
        Settlement original = original();
        code = check(original);
        if (original == null || code != ResultCode.OK) {
            reply.code(code);
            keys.record(cancel, institution, personHash, OutcomeKind.REFUSED, code, 0);
            return;
        }
        execute(original);
        keys.record(cancel, institution, personHash, OutcomeKind.SETTLEMENT, ResultCode.OK, undo.id());
        replies.write(undo, reply);
    }

    private @Nullable Settlement original() {
        return undoing.findById(cancel.settlementId());
    }

    private ResultCode check(@Nullable Settlement original) {
        if (original == null) {
            return ResultCode.ORIGINAL_NOT_FOUND;
        }
        if (original.institutionReference() != access.reference()) {
            return ResultCode.ORIGINAL_OF_OTHER_INSTITUTION;
        }
        Person person = ledger.stores.persons().at(original.personReference());
        if (!SettlingFamily.cancels(cancel.transaction(), original.transaction())) {
            return ResultCode.ORIGINAL_NOT_FOUND;
        }
        if (original.visitId() != cancel.visitId() || !person.hasNumber(cancel.buffer(), cancel.personOffset())) {
            return ResultCode.ORIGINAL_NOT_FOUND;
        }
        if (original.isCancelling()) {
            return ResultCode.NOT_REVERSIBLE;
        }
        if (original.state() == SettlementState.CANCELLED) {
            return ResultCode.ALREADY_CANCELLED;
        }
        if (original.state() == SettlementState.REVERSED) {
            return ResultCode.ALREADY_REVERSED;
        }
        return undoing.mayReturn(original);
    }

    private void execute(Settlement original) {
        undoing.take(original, undo);
        undo.key(KeyRules.word0(cancel.door(), access.institution().ordinal()), cancel.keyWord1(), cancel.keyWord2())
                .transaction(cancel.transaction());
        undoing.addCancelling(undo);
    }
}
