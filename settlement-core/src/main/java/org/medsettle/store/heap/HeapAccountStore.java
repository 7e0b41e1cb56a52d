package org.medsettle.store.heap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<Long, Long> handles = new HashMap<>();
    private final long maxAccounts;

    public HeapAccountStore(long maxAccounts) {
        this.maxAccounts = maxAccounts;
    }

    @Override
    public long open(long owner) {
        if (accounts.size() >= maxAccounts) {
            throw new IllegalStateException(
                    "more than " + maxAccounts + " accounts are in the ledger: raise store.max_accounts");
        }
        long handle = accounts.size();
        Invariant.check(handles.putIfAbsent(owner, handle) == null, "a person has one account");
        accounts.add(new HeapAccount(owner));
        return handle;
    }

    @Override
    public long find(long owner) {
        return handles.getOrDefault(owner, NONE);
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
        handles.clear();
    }
}
