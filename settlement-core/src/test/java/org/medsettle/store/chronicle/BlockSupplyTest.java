package org.medsettle.store.chronicle;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.openhft.chronicle.map.ChronicleMap;
import org.junit.jupiter.api.Test;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.domain.account.AccountStore;
import org.medsettle.store.AccountStoreContract;

/** The contract of the accounts, with blocks that were put ahead, and every handle proven by key. */
class BlockSupplyTest extends AccountStoreContract {
    @Override
    protected AccountStore create(long maxAccounts) {
        return ChronicleAccountStore.create(maxAccounts, true, true);
    }

    @Test
    void shouldTellTheOwnerWhatThePreparerMet() {
        ChronicleMap<Long, AccountBlock> map = map(10);
        map.close();
        try (BlockSupply supply = BlockSupply.start(map, 10, true)) {
            IllegalStateException told = assertThrows(IllegalStateException.class, supply::take);

            assertNotNull(told.getCause());
        }
    }

    @Test
    void shouldFailWhenMoreIsTakenThanWasAskedFor() {
        try (ChronicleMap<Long, AccountBlock> map = map(2);
                BlockSupply supply = BlockSupply.start(map, 2, true)) {
            supply.take();
            supply.take();

            assertThrows(InvariantViolation.class, supply::take);
        }
    }

    @Test
    void shouldFailWhenClosedAndNotHandOutWhatWasPut() {
        try (ChronicleMap<Long, AccountBlock> map = map(10)) {
            BlockSupply supply = BlockSupply.start(map, 10, true);
            supply.take();
            supply.close();

            assertThrows(InvariantViolation.class, supply::take);
        }
    }

    private static ChronicleMap<Long, AccountBlock> map(int blocks) {
        ChronicleJvm.prepare();
        return ChronicleMap.of(Long.class, AccountBlock.class)
                .entries(blocks)
                .actualSegments(1)
                .skipCloseOnExitHook(true)
                .create();
    }
}
