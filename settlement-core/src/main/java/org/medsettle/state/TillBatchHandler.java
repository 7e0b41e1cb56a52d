package org.medsettle.state;

import org.medsettle.command.BatchBody;
import org.medsettle.command.BatchReply;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ReplyType;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlementState;
import org.medsettle.domain.settlement.TillBatch;
import org.medsettle.domain.settlement.TillBatchStore;

/**
 * TILL_SIGN_ON, TILL_SIGN_OFF, CLOSE_BATCH and BATCH_DETAIL: which batch a terminal uses, its close against the terminal's
 * own totals, and the details it uploads when they differ.
 *
 * <p>Units: fen. Invariant: none of the four moves money, and repeating one changes nothing.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class TillBatchHandler {
    private final Ledger ledger;
    private final AccessRules access;
    private final Undoing undoing;
    private final TillTraces traces;
    private final BatchBody body = new BatchBody();
    private final BatchReply answer = new BatchReply();

    TillBatchHandler(Ledger ledger, AccessRules access, Undoing undoing, TillTraces traces) {
        this.ledger = ledger;
        this.access = access;
        this.undoing = undoing;
        this.traces = traces;
    }

    /** Answers the batch to use: the current one while it is open, else the next. */
    void signOn(Command command, Reply reply) {
        if (!admit(command, reply)) {
            return;
        }
        int institution = access.institution().ordinal();
        long terminal = body.terminalWord();
        long own = ledger.tills.open(institution, terminal, TillBatch.TERMINAL_ITSELF);
        int current = ledger.tills.at(own).current();
        if (current == 0 || ledger.isBatchClosed(institution, terminal, current)) {
            current = current % TillBatch.MAX_NUMBER + 1;
        }
        ledger.tills.changed(ledger.tills.change(own).current(current).signedOn(true));
        answer(current, ledger.tills.find(institution, terminal, current), false, reply);
    }

    void signOff(Command command, Reply reply) {
        if (!admit(command, reply)) {
            return;
        }
        long own = ledger.tills.find(access.institution().ordinal(), body.terminalWord(), TillBatch.TERMINAL_ITSELF);
        if (own != TillBatchStore.NONE) {
            ledger.tills.changed(ledger.tills.change(own).signedOn(false));
        }
        answer(0, TillBatchStore.NONE, false, reply);
    }

    /** Closes the batch for good, and says whether the terminal's totals are ours. */
    void close(Command command, Reply reply) {
        if (!admit(command, reply)) {
            return;
        }
        long reference = ledger.tills.open(access.institution().ordinal(), body.terminalWord(), number());
        if (!ledger.tills.at(reference).isFrozen()) {
            TillBatch batch = ledger.tills.change(reference);
            batch.freeze(
                    ledger.moment.timeMs(), body.debitCount(), body.debitFen(), body.creditCount(), body.creditFen());
            ledger.tills.changed(batch);
        }
        TillBatch batch = ledger.tills.at(reference);
        boolean balanced = batch.count(TillBatch.DEBIT) == body.debitCount()
                && batch.sumFen(TillBatch.DEBIT) == body.debitFen()
                && batch.count(TillBatch.CREDIT) == body.creditCount()
                && batch.sumFen(TillBatch.CREDIT) == body.creditFen();
        answer(body.batch(), reference, balanced, reply);
    }

    /** Compares details of a closed batch with ours and counts what came of each, once per trace number. */
    void details(Command command, Reply reply) {
        if (!admit(command, reply)) {
            return;
        }
        int institution = access.institution().ordinal();
        long reference = ledger.tills.find(institution, body.terminalWord(), number());
        ResultCode code = checkDetails(reference);
        if (code != ResultCode.OK) {
            reply.code(code);
            return;
        }
        for (int i = 0; i < body.detailCount(); i++) {
            if (!traces.hasDetail(institution, body.terminalWord(), number(), body.stan(i))) {
                int outcome = compare(institution, i);
                traces.addDetail(institution, body.terminalWord(), number(), body.stan(i), outcome);
                TillBatch batch = ledger.tills.change(reference);
                batch.countDetail(outcome);
                ledger.tills.changed(batch);
            }
        }
        answer(body.batch(), reference, ledger.tills.at(reference).isBalanced(), reply);
    }

    private ResultCode checkDetails(long reference) {
        if (body.detailCount() < 0 || body.detailCount() > BatchBody.MAX_DETAILS) {
            return ResultCode.FIELD_INVALID;
        }
        for (int i = 0; i < body.detailCount(); i++) {
            if (!TillKey.isStan(body.stan(i))) {
                return ResultCode.FIELD_INVALID;
            }
        }
        if (reference == TillBatchStore.NONE || !ledger.tills.at(reference).isFrozen()) {
            return ResultCode.ORIGINAL_NOT_FOUND;
        }
        // Behind the retention an upload could not be told from its repeat any more.
        return ledger.tills.at(reference).closedDate() < ledger.oldestKeyDate()
                ? ResultCode.PERIOD_CLEARED
                : ResultCode.OK;
    }

    private int compare(int institution, int index) {
        Settlement ours = undoing.findById(traces.find(institution, body.terminalWord(), number(), body.stan(index)));
        if (ours == null || ours.state() == SettlementState.REVERSED) {
            return TillBatch.MISSING;
        }
        return isSame(ours, index) ? TillBatch.MATCHED : TillBatch.DIFFERING;
    }

    private boolean isSame(Settlement ours, int index) {
        boolean sameCard = body.card(index) == 0
                || (ours.credentialType() == CredentialType.BANK_NUMBER && ours.credential() == body.card(index));
        return sameCard && Math.abs(ours.accountFen()) == body.amountFen(index);
    }

    private boolean admit(Command command, Reply reply) {
        body.wrap(command.body(), 0);
        ResultCode code = access.checkTill(body.buffer(), body.merchantOffset(), body.terminalOffset());
        if (code == ResultCode.OK && !TillKey.isBatch(body.batch())) {
            code = ResultCode.FIELD_INVALID;
        }
        reply.code(code);
        return code == ResultCode.OK;
    }

    private int number() {
        return TillKey.batchOf(body.batch(), ledger.moment.businessDate());
    }

    private void answer(int number, long reference, boolean balanced, Reply reply) {
        answer.wrap(reply.reserve(ReplyType.BATCH, BatchReply.BYTES), 0);
        answer.begin(number);
        if (reference != TillBatchStore.NONE) {
            TillBatch batch = ledger.tills.at(reference);
            answer.set(batch, batch.isFrozen(), balanced);
        }
    }
}
