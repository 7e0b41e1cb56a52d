package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.command.TillBody;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.model.Order;
import org.medsettle.model.OrderWriter;
import org.medsettle.store.RealStores;
import org.medsettle.store.StoreConfig;

/** Purchases and their reversals allocate nothing in the rules and the real stores. */
class TillAllocationTest {
    private static final int ROUND = 20_000;
    /** Chunk objects and the arrays that list them; far less than a byte a purchase. */
    private static final long ALLOWED_BYTES = 64 << 10;

    private static final long TIME_MS = 1_767_236_400_000L;

    private final Command command = new Command();
    private final TillBody body = new TillBody();
    private final Reply reply = new Reply();
    private long sequence;
    private int stan;

    @Test
    void shouldAllocateNothingPerPurchaseAndReversal() {
        StoreConfig config = new StoreConfig(10, false, 4 << 20, 1 << 29, 2, 1);
        try (LedgerStores stores = RealStores.create(config)) {
            SettlementStateMachine machine = new SettlementStateMachine(stores);
            populate(machine);
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 8; round++) {
                long before = allocatedBytes();
                trade(machine);
                least = Math.min(least, allocatedBytes() - before);
            }

            assertTrue(least <= ALLOWED_BYTES, least + " bytes in " + ROUND + " purchases and reversals");
        }
    }

    private void populate(SettlementStateMachine machine) {
        String code = LedgerFixture.PHARMACY;
        for (Order order : List.of(
                new Order.ImportInstitution(
                        code, 420_100, 420_100, 3, true, List.of(41), "", TillFixture.MERCHANT, TillFixture.TILLS),
                new Order.ImportPerson(
                        LedgerFixture.EMPLOYEE, LedgerFixture.EMPLOYEE_ID, "", 310, 1, 420_100, 1_000_000),
                LedgerFixture.card(LedgerFixture.CARD, CardState.NORMAL))) {
            machine.apply(OrderWriter.command(order), ++sequence, TIME_MS, reply);
            assertEquals(ResultCode.OK, reply.code());
        }
    }

    private void trade(SettlementStateMachine machine) {
        for (int i = 0; i < ROUND; i++) {
            body.wrap(command.reserve(TillBody.BYTES), 0);
            body.begin(TillFixture.MERCHANT, 200)
                    .terminal(TillFixture.TILL)
                    .trace(7, ++stan, 101_110_000)
                    .credential(CredentialType.BANK_NUMBER, LedgerFixture.BANK_NUMBER)
                    .amountFen(100)
                    .medType(41)
                    .finish();
            apply(machine, CommandType.PURCHASE);
            apply(machine, CommandType.TILL_REVERSE);
        }
    }

    private void apply(SettlementStateMachine machine, CommandType type) {
        machine.apply(command.set(type, TillBody.BYTES), ++sequence, TIME_MS, reply);
        if (reply.code() != ResultCode.OK) {
            throw new AssertionError(type + " was answered " + reply.code());
        }
    }

    private static long allocatedBytes() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }
}
