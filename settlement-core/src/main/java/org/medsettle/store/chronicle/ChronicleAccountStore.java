package org.medsettle.store.chronicle;

import java.util.Objects;
import java.util.function.LongConsumer;
import net.openhft.chronicle.map.ChronicleMap;
import org.medsettle.common.Invariant;
import org.medsettle.common.MemoryExhaustedException;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.account.AccountStore;
import org.medsettle.state.ImagedStore;

/**
 * Personal accounts in a Chronicle Map in memory, never persisted: the journal is the truth and this map is rebuilt from
 * it. The key is the account's number in the order of opening; the handle of an account is the native address of its entry,
 * so that a movement touches no part of the map but those bytes. Entries are put ahead ({@link EntrySupply}).
 *
 * <p>Threads: one writer of accounts, no reader beside it. Invariant: entries are put once, have a constant size and are never removed,
 * replaced or copied, hence never move; with {@code checkHandles} every access proves it by resolving the handle again by
 * key. Owners ascend in the order of opening. Failure: {@link IllegalStateException} when the store is full or the JVM lacks flags; a handle outside the map breaks
 * an invariant.
 */
@ThreadConfined(Threads.STATE_MACHINE)
public final class ChronicleAccountStore implements AccountStore {
    /** Room beyond the configured maximum, since entries do not spread evenly over the map's segments. */
    private static final double SPARE_ENTRIES = 1.3;

    private static final double MAX_BLOAT_FACTOR = 2;

    final ChronicleMap<Long, AccountEntry> map;
    private final long maxAccounts;
    private final boolean checkHandles;
    private final EntrySupply entries;
    private final AccountEntry resolved = new AccountEntry();
    private final HandleList handles = new HandleList();
    private final AccountView view = new AccountView(handles);
    private long lastOwner = Long.MIN_VALUE;
    private long lowestHandle = Long.MAX_VALUE;
    private long highestHandle = Long.MIN_VALUE;

    private ChronicleAccountStore(
            ChronicleMap<Long, AccountEntry> map, EntrySupply entries, long maxAccounts, boolean checkHandles) {
        this.map = map;
        this.entries = entries;
        this.maxAccounts = maxAccounts;
        this.checkHandles = checkHandles;
    }

    /**
     * An empty store.
     *
     * @param maxAccounts how many accounts can be opened
     * @param checkHandles whether every access resolves its handle again by key and compares; for tests and staging
     * @param ahead whether a thread of its own puts entries before they are needed
     */
    public static ChronicleAccountStore create(long maxAccounts, boolean checkHandles, boolean ahead) {
        if (maxAccounts < 1) {
            throw new IllegalArgumentException("maxAccounts must be at least 1, is " + maxAccounts);
        }
        ChronicleJvm.prepare();
        ChronicleMap<Long, AccountEntry> map = ChronicleMap.of(Long.class, AccountEntry.class)
                .name("personal-accounts")
                .entries((long) Math.ceil(maxAccounts * SPARE_ENTRIES))
                .maxBloatFactor(MAX_BLOAT_FACTOR)
                .checksumEntries(false)
                // Or the library's own exit hook would take the memory away from a node that is still draining.
                .skipCloseOnExitHook(true)
                .create();
        return new ChronicleAccountStore(map, EntrySupply.start(map, maxAccounts, ahead), maxAccounts, checkHandles);
    }

    @Override
    public long open(long owner) {
        if (handles.count() >= maxAccounts) {
            throw new MemoryExhaustedException(
                    "more than " + maxAccounts + " accounts are in the ledger: raise store.max_accounts");
        }
        Invariant.check(owner > lastOwner, "a person has one account, opened in the order of ordinals");
        lastOwner = owner;

        long handle = entries.take();
        handles.add(handle);
        lowestHandle = Math.min(lowestHandle, handle);
        highestHandle = Math.max(highestHandle, handle);
        view.wrap(handle);
        view.begin(owner, handles.count() - 1);
        return handle;
    }

    /** Address of the entry with this key. */
    long resolve(long index) {
        AccountEntry found = map.getUsing(index, resolved);
        Invariant.check(found == resolved, "the map holds the account of this number");
        return resolved.address();
    }

    @Override
    public long handle(long index) {
        return handles.get(Objects.checkIndex(index, handles.count()));
    }

    @Override
    public Account at(long handle) {
        if (handle < lowestHandle || handle > highestHandle) {
            throw new Invariant.InvariantViolation("account handle " + handle + " does not lie in the map");
        }
        view.wrap(handle);
        if (checkHandles) {
            Invariant.checkEqual(resolve(view.index()), handle, "address of the account of " + view.owner());
        }
        return view;
    }

    @Override
    public long count() {
        return handles.count();
    }

    @Override
    public void forEach(LongConsumer visitor) {
        handles.forEach(visitor);
    }

    /** This store as far as snapshots are concerned. */
    public ImagedStore image() {
        return new AccountImage(this, handles, view);
    }

    /** Unmaps the memory; every handle lies outside the map from now on. */
    @Override
    public void close() {
        lowestHandle = Long.MAX_VALUE;
        highestHandle = Long.MIN_VALUE;
        entries.close();
        map.close();
    }
}
