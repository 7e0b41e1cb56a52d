package org.medsettle.state;

import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.command.TillBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.BusinessDay;
import org.medsettle.domain.Fen;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.domain.settlement.KeyStore;
import org.medsettle.domain.settlement.OutcomeKind;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlementState;
import org.medsettle.domain.settlement.SettlingFamily;
import org.medsettle.domain.settlement.TillTail;

/**
 * TILL_VOID and TILL_REFUND: a purchase goes back, whole in its own batch, or part by part later. Every part is a
 * cancelling settlement with a number of its own.
 *
 * <p>Units: fen.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class TillUndoHandler {
    private final Ledger ledger;
    private final AccessRules access;
    private final KeyRules keys;
    private final CredentialRules credentials;
    private final TillRules rules;
    private final TillTraces traces;
    private final Undoing undoing;
    private final SettlementReplies replies;
    private final TillBody body = new TillBody();
    private final TillKey key = new TillKey();
    private final Settlement undo = new Settlement();
    private final TillTail tail = new TillTail();

    TillUndoHandler(
            Ledger ledger,
            AccessRules access,
            KeyRules keys,
            CredentialRules credentials,
            TillRules rules,
            TillTraces traces,
            Undoing undoing,
            SettlementReplies replies) {
        this.ledger = ledger;
        this.access = access;
        this.keys = keys;
        this.credentials = credentials;
        this.rules = rules;
        this.undoing = undoing;
        this.replies = replies;
        this.traces = traces;
        undo.wrap(Scratch.allocate(Settlement.FIXED_BYTES + TillTail.BYTES), 0);
    }

    /** Takes the whole purchase back, in its own batch and at its own terminal. */
    void takeBack(Command command, Reply reply) {
        undo(command, reply, true);
    }

    /** Gives the purchase or a part of it back. */
    void refund(Command command, Reply reply) {
        undo(command, reply, false);
    }

    private void undo(Command command, Reply reply, boolean isVoid) {
        body.wrap(command.body(), 0);
        ResultCode code = rules.admit(body, key);
        if (code != ResultCode.OK) {
            reply.code(code);
            return;
        }
        long known = keys.find(key);
        if (known != KeyStore.NONE) {
            keys.repeat(known, body, reply);
            return;
        }
        if (!isVoid && rules.isBatchClosed(body, key)) {
            reply.code(ResultCode.BATCH_CLOSED);
            return;
        }
        boolean hasCard = body.credentialType() != CredentialType.NONE;
        code = hasCard ? rules.judgeCard(body) : ResultCode.OK;
        int detail = hasCard ? credentials.detail() : 0;
        Settlement original = code == ResultCode.OK ? original() : null;
        if (code == ResultCode.OK) {
            code = check(original, isVoid);
        }
        if (original == null || code != ResultCode.OK) {
            reply.code(code, detail);
            keys.record(body, key, OutcomeKind.REFUSED, code, detail);
            return;
        }
        execute(original, reply);
    }

    /** By its reference, else by batch and STAN. */
    private @Nullable Settlement original() {
        if (body.originalReference() != 0) {
            return undoing.findByNumber(body.originalReference());
        }
        int batch = originalBatch();
        if (body.originalStan() == 0 || batch == 0) {
            return null;
        }
        long id = traces.find(access.institution().ordinal(), body.terminalWord(), batch, body.originalStan());
        return undoing.findById(id);
    }

    private int originalBatch() {
        if (!TillKey.isBatch(body.originalBatch()) || !TillKey.isStan(body.originalStan())) {
            return 0;
        }
        if (body.originalBatch() != 0) {
            return body.originalBatch();
        }
        if (body.originalDate() == 0) {
            return TillKey.batchOf(0, ledger.moment.businessDate());
        }
        int date = BusinessDay.nearest(body.originalDate(), ledger.moment.businessDate());
        return date == BusinessDay.NO_SUCH_DAY ? 0 : TillKey.batchOf(0, date);
    }

    private ResultCode check(@Nullable Settlement original, boolean isVoid) {
        if (original == null) {
            return ResultCode.ORIGINAL_NOT_FOUND;
        }
        if (original.institutionReference() != access.reference()) {
            return ResultCode.ORIGINAL_OF_OTHER_INSTITUTION;
        }
        if (!SettlingFamily.isTill(original.transaction())) {
            return ResultCode.ORIGINAL_NOT_FOUND;
        }
        tail.of(original);
        if (isVoid && tail.terminal() != body.terminalWord()) {
            return ResultCode.ORIGINAL_NOT_FOUND;
        }
        if (body.credentialType() != CredentialType.NONE
                && original.personReference() != credentials.personReference()) {
            return ResultCode.CARDHOLDER_MISMATCH;
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
        ResultCode code = isVoid ? checkVoid(original) : checkRefund(original);
        return code == ResultCode.OK ? undoing.mayReturn(original) : code;
    }

    private ResultCode checkVoid(Settlement original) {
        if (tail.refundedFen() != 0) {
            return ResultCode.ALREADY_CANCELLED;
        }
        if (tail.batch() != key.batch() || rules.isBatchClosed(body, key)) {
            return ResultCode.PERIOD_CLEARED;
        }
        return body.amountFen() == original.accountFen() ? ResultCode.OK : ResultCode.AMOUNT_MISMATCH;
    }

    private ResultCode checkRefund(Settlement original) {
        if (!Fen.isBill(body.amountFen())) {
            return ResultCode.AMOUNT_INVALID;
        }
        return body.amountFen() <= original.accountFen() - tail.refundedFen()
                ? ResultCode.OK
                : ResultCode.AMOUNT_MISMATCH;
    }

    private void execute(Settlement original, Reply reply) {
        int institution = access.institution().ordinal();
        undoing.takePart(original, undo, body.amountFen());
        undo.key(key.word0(), key.word1(), key.word2())
                .transaction(body.transaction())
                .tailLength(TillTail.BYTES);
        if (body.credentialType() != CredentialType.NONE) {
            undo.credential(body.credentialType(), body.credential());
        }
        tail.of(undo).set(body.terminalWord(), key.batch(), body.stan(), body.amountFen());
        undoing.addCancelling(undo);
        keys.record(body, key, OutcomeKind.SETTLEMENT, ResultCode.OK, undo.id());
        traces.add(body, key, institution, undo.id());
        replies.write(undo, reply);
    }
}
