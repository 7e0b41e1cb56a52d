package org.medsettle.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.account.AccountStore;

/** What every store of accounts does. */
public abstract class AccountStoreContract {
    private static final int MANY = 40_000;

    protected abstract AccountStore create(long maxAccounts);

    @Test
    void shouldOpenAllZeroAccounts() {
        try (AccountStore accounts = create(10)) {
            Account account = accounts.at(accounts.open(7));

            assertEquals(7, account.owner());
            assertEquals(0, account.balanceFen());
            assertEquals(0, account.heldFen());
            assertEquals(0, account.openingFen());
            assertEquals(0, account.creditsFen());
            assertEquals(0, account.debitsFen());
            assertEquals(0, account.returnsFen());
            assertEquals(0, account.flags());
            assertEquals(0, account.lastSequence());
            assertEquals(0, account.year());
            assertEquals(0, account.yearPaidFen());
            assertEquals(0, account.day());
            assertEquals(0, account.dayPaidFen());
        }
    }

    @Test
    void shouldKeepEveryField() {
        try (AccountStore accounts = create(10)) {
            long handle = accounts.open(7);
            accounts.open(8);
            Account written = accounts.at(handle);
            written.balanceFen(1);
            written.heldFen(2);
            written.openingFen(3);
            written.creditsFen(4);
            written.debitsFen(5);
            written.returnsFen(6);
            written.flags(Account.FROZEN);
            written.lastSequence(8);
            written.year(9);
            written.yearPaidFen(10);
            written.day(11);
            written.dayPaidFen(12);

            Account read = accounts.at(handle);

            assertEquals(7, read.owner());
            assertEquals(1, read.balanceFen());
            assertEquals(2, read.heldFen());
            assertEquals(3, read.openingFen());
            assertEquals(4, read.creditsFen());
            assertEquals(5, read.debitsFen());
            assertEquals(6, read.returnsFen());
            assertTrue(read.isFrozen());
            assertFalse(read.isClosed());
            assertEquals(8, read.lastSequence());
            assertEquals(9, read.year());
            assertEquals(10, read.yearPaidFen());
            assertEquals(11, read.day());
            assertEquals(12, read.dayPaidFen());
        }
    }

    @Test
    void shouldKeepAccountsApartAndVisitThemInOrderOfOpening() {
        try (AccountStore accounts = create(MANY)) {
            List<Long> opened = new ArrayList<>();
            for (long owner = 1; owner <= MANY; owner++) {
                long handle = accounts.open(owner);
                accounts.at(handle).balanceFen(owner * 3);
                opened.add(handle);
            }

            List<Long> visited = new ArrayList<>();
            accounts.forEach(handle -> {
                visited.add(handle);
                assertEquals(visited.size(), accounts.at(handle).owner());
                assertEquals(visited.size() * 3L, accounts.at(handle).balanceFen());
                assertEquals(handle, accounts.handle(visited.size() - 1));
            });

            assertEquals(opened, visited);
            assertEquals(MANY, accounts.count());
        }
    }

    @Test
    void shouldOpenNoMoreThanTheConfiguredMaximum() {
        try (AccountStore accounts = create(2)) {
            accounts.open(1);
            accounts.open(2);

            assertThrows(IllegalStateException.class, () -> accounts.open(3));
            assertEquals(2, accounts.count());
        }
    }

    @Test
    void shouldFailWhenAPersonOpensTwice() {
        try (AccountStore accounts = create(10)) {
            accounts.open(1);

            assertThrows(InvariantViolation.class, () -> accounts.open(1));
            assertEquals(1, accounts.count());
        }
    }

    @Test
    void shouldFailWhenAnOwnerComesBehindALaterOne() {
        try (AccountStore accounts = create(10)) {
            accounts.open(2);

            assertThrows(InvariantViolation.class, () -> accounts.open(1));
        }
    }

    @Test
    void shouldFailWhenAskedForAnAccountThatWasNotOpened() {
        try (AccountStore accounts = create(10)) {
            accounts.open(1);

            assertThrows(IndexOutOfBoundsException.class, () -> accounts.handle(1));
            assertThrows(IndexOutOfBoundsException.class, () -> accounts.handle(-1));
        }
    }
}
