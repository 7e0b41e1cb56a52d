package org.medsettle.store.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.account.AccountStore;
import org.medsettle.store.AccountStoreContract;

class ChronicleAccountStoreTest extends AccountStoreContract {
    private static final int MILLION = 1_000_000;

    @Override
    protected AccountStore create(long maxAccounts) {
        return ChronicleAccountStore.create(maxAccounts, true, false);
    }

    /** What the handles stand on: no address changes, and the map by key shows what was written by address. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldKeepEveryAddressWhenAMillionAccountsAreOpenedAndMoved(boolean ahead) {
        try (ChronicleAccountStore accounts = ChronicleAccountStore.create(MILLION, false, ahead)) {
            long[] handles = new long[MILLION + 1];
            AccountBlock reused = new AccountBlock();
            SplittableRandom random = new SplittableRandom(7);
            for (int owner = 1; owner <= MILLION; owner++) {
                handles[owner] = accounts.open(owner);
                Account moved = accounts.at(handles[1 + random.nextInt(owner)]);
                moved.balanceFen(moved.balanceFen() + owner);
            }

            for (int i = 0; i < MILLION; i++) {
                Account moved = accounts.at(handles[1 + random.nextInt(MILLION)]);
                moved.balanceFen(moved.balanceFen() + i);
            }

            for (int owner = 1; owner <= MILLION; owner++) {
                assertEquals(handles[owner], accounts.resolve(owner - 1), "address of account " + owner);
                Account byHandle = accounts.at(handles[owner]);
                AccountBlock byKey = accounts.map.getUsing(AccountBlock.key(owner - 1), reused);
                long place = byKey.offset() + (long) AccountBlock.slot(owner - 1) * AccountView.BYTES;
                assertEquals(owner, byHandle.owner());
                assertEquals(byHandle.balanceFen(), byKey.bytesStore().readLong(place + Long.BYTES));
            }
            assertEquals(MILLION, accounts.count());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldFillUpToTheConfiguredMaximum(boolean ahead) {
        for (int max : new int[] {1, 2, 10, 100, 1_000, 10_000, 100_000}) {
            try (ChronicleAccountStore accounts = ChronicleAccountStore.create(max, false, ahead)) {
                for (long owner = 1; owner <= max; owner++) {
                    accounts.open(owner * 1_000_003);
                }
                assertEquals(max, accounts.count());
            }
        }
    }

    @Test
    void shouldFailWhenTheHandleIsNotOfTheMap() {
        try (AccountStore accounts = create(10)) {
            assertThrows(InvariantViolation.class, () -> accounts.at(1));
            long handle = accounts.open(1);

            assertThrows(InvariantViolation.class, () -> accounts.at(AccountStore.NONE));
            assertThrows(InvariantViolation.class, () -> accounts.at(0));
            assertThrows(InvariantViolation.class, () -> accounts.at(handle + 8));
        }
    }

    @Test
    void shouldFailInCheckingModeWhenTheHandleIsNotTheOneOfItsOwner() {
        try (AccountStore accounts = create(10)) {
            long first = accounts.open(1);
            long last = accounts.open(2);
            accounts.at(Math.min(first, last)).balanceFen(1);

            // Eight bytes on, another word is taken for the account's number.
            assertThrows(InvariantViolation.class, () -> accounts.at(Math.min(first, last) + 8));
        }
    }

    /** Closed while blocks are put ahead, again and again: nobody writes into memory that the map has given back. */
    @Test
    void shouldEndThePreparerWhenClosed() {
        long before = preparers();
        for (int round = 0; round < 50; round++) {
            AccountStore accounts = ChronicleAccountStore.create(100_000, false, true);
            for (long owner = 1; owner <= round * 100; owner++) {
                accounts.open(owner);
            }
            accounts.close();
        }
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (preparers() > before && System.nanoTime() < deadlineNs) {
            LockSupport.parkNanos(100_000);
        }
        assertEquals(before, preparers());
    }

    private static long preparers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(BlockSupply.PREPARER))
                .count();
    }

    @Test
    void shouldFailAfterClose() {
        AccountStore accounts = create(10);
        long handle = accounts.open(1);

        accounts.close();

        assertThrows(InvariantViolation.class, () -> accounts.at(handle));
        assertThrows(InvariantViolation.class, () -> accounts.open(2));
    }

    @Test
    void shouldServeAnotherThreadThanTheOneThatMadeIt() {
        try (AccountStore accounts = create(1_000)) {
            long balance = CompletableFuture.supplyAsync(() -> {
                        for (long owner = 1; owner <= 1_000; owner++) {
                            accounts.at(accounts.open(owner)).balanceFen(owner);
                        }
                        return accounts.count();
                    })
                    .join();

            assertEquals(1_000, balance);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, (1L << 32) + 1, Long.MAX_VALUE})
    void shouldRefuseAMaximumThatIsNone(long max) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> ChronicleAccountStore.create(max, false, false));

        assertTrue(refused.getMessage().contains("maxAccounts"));
    }

    /** The most that the configuration allows: memory is taken as accounts come. */
    @Test
    void shouldOpenWithTheLargestMaximum() {
        try (AccountStore accounts = ChronicleAccountStore.create(200_000_000, true, false)) {
            for (long owner = 1; owner <= 200; owner++) {
                accounts.at(accounts.open(owner)).balanceFen(owner);
            }

            assertEquals(200, accounts.count());
        }
    }
}
