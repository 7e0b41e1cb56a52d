package org.medsettle.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.DigestReply;
import org.medsettle.command.Reply;
import org.medsettle.model.CommandGenerator;
import org.medsettle.model.NaiveLedger;
import org.medsettle.model.Step;
import org.medsettle.state.LedgerStores;
import org.medsettle.state.SettlementStateMachine;
import org.medsettle.store.heap.HeapStores;

/** Whatever commands come, hostile ones too, the audit finds the ledger sound and the recounted digest the running one. */
class LedgerAuditSeedsTest {
    private static final int SEEDS = 300;
    private static final int COMMANDS = 400;
    private static final int AUDIT_EVERY = 100;

    @Test
    void shouldFindEveryLedgerOfTheStateMachineSound() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            run(seed);
        }
    }

    private static void run(long seed) {
        NaiveLedger model = new NaiveLedger();
        CommandGenerator generator = new CommandGenerator(seed, model);
        LedgerStores stores = HeapStores.create();
        SettlementStateMachine machine = new SettlementStateMachine(stores);
        CityListEdits edits = new CityListEdits();
        Reply reply = new Reply();
        for (int i = 1; i <= COMMANDS; i++) {
            Step step = generator.next();
            model.apply(step.command(), step.sequence(), step.timeMs());
            edits.watch(step.command().type(), step.command().body());
            machine.apply(step.command(), step.sequence(), step.timeMs(), reply);
            if (i % AUDIT_EVERY == 0) {
                String where = "seed " + seed + ", command " + i;
                machine.apply(new Command().set(CommandType.QUERY_DIGEST, 0), machine.sequence(), step.timeMs(), reply);
                DigestReply figures = new DigestReply();
                figures.wrap(reply.body(), 0);
                assertNull(new LedgerAudit(stores, LedgerFigures.of(figures), edits).firstBroken(), where);
                assertEquals(machine.digest(), machine.recountedDigest(), where);
            }
        }
    }
}
