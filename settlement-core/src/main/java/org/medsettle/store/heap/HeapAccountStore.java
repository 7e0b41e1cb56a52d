package org.medsettle.store.heap;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.account.AccountStore;

/** Personal accounts on the heap; the handle of an account is its index. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class HeapAccountStore implements AccountStore {
    private final List<HeapAccount> accounts = new ArrayList<>();
    private final long maxAccounts;
    private long lastOwner = Long.MIN_VALUE;

    public HeapAccountStore(long maxAccounts) {
        this.maxAccounts = maxAccounts;
    }

    @Override
    public long open(long owner) {
        if (accounts.size() >= maxAccounts) {
            throw new IllegalStateException(
                    "more than " + maxAccounts + " accounts are in the ledger: raise store.max_accounts");
        }
        Invariant.check(owner > lastOwner, "a person has one account, opened in the order of ordinals");
        lastOwner = owner;
        accounts.add(new HeapAccount(owner));
        return accounts.size() - 1L;
    }

    @Override
    public long handle(long index) {
        return Objects.checkIndex(index, accounts.size());
    }

    @Override
    public Account at(long handle) {
        return accounts.get(Math.toIntExact(handle));
    }

    @Override
    public long count() {
        return accounts.size();
    }

    @Override
    public void forEach(LongConsumer visitor) {
        for (int i = 0; i < accounts.size(); i++) {
            visitor.accept(i);
        }
    }

    @Override
    public void close() {
        accounts.clear();
    }
}
