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
 * it. An entry holds the {@value AccountBlock#ACCOUNTS} accounts of an {@link AccountBlock}, its key is their number in the order of
 * opening without the last bits; the handle of an account is its native address, so that a movement touches no part of the map but the
 * account's own bytes. Blocks are put ahead ({@link BlockSupply}).
 *
 * <p>Threads: one writer of accounts, no reader beside it. Invariant: entries are put once, have a constant size and are never removed,
 * replaced or copied, hence never move; with {@code checkHandles} every access proves it by resolving the handle again by
 * key. Owners ascend in the order of opening. Failure: {@link IllegalStateException} when the store is full or the JVM lacks flags; a handle outside the map breaks
 * an invariant.
 */
@ThreadConfined(Threads.STATE_MACHINE)
public final class ChronicleAccountStore implements AccountStore {
    /** Far beyond any memory; the number of blocks is an int. */
    private static final long MAX_ACCOUNTS = 1L << 32;

    final ChronicleMap<Long, AccountBlock> map;
    private final long maxAccounts;
    private final boolean checkHandles;
    private final BlockSupply supply;
    private final AccountBlock resolved = new AccountBlock();
    private final BlockList blocks;
    private final AccountView view;
    private boolean closed;
    private long lastOwner = Long.MIN_VALUE;
    private long lowestHandle = Long.MAX_VALUE;
    private long highestHandle = Long.MIN_VALUE;

    private ChronicleAccountStore(
            ChronicleMap<Long, AccountBlock> map, long maxAccounts, boolean checkHandles, boolean ahead) {
        int maxBlocks = maxBlocks(maxAccounts);
        this.map = map;
        this.maxAccounts = maxAccounts;
        this.checkHandles = checkHandles;
        this.blocks = new BlockList(maxBlocks);
        this.view = new AccountView(blocks);
        this.supply = BlockSupply.start(map, maxBlocks, ahead);
    }

    private static int maxBlocks(long maxAccounts) {
        return Math.toIntExact(AccountBlock.key(maxAccounts - 1) + 1);
    }

    /**
     * An empty store.
     *
     * @param maxAccounts how many accounts can be opened
     * @param checkHandles whether every access resolves its handle again by key and compares; for tests and staging
     * @param ahead whether a thread of its own puts blocks before they are needed
     */
    public static ChronicleAccountStore create(long maxAccounts, boolean checkHandles, boolean ahead) {
        if (maxAccounts < 1 || maxAccounts > MAX_ACCOUNTS) {
            throw new IllegalArgumentException("maxAccounts must be from 1 to " + MAX_ACCOUNTS + ", is " + maxAccounts);
        }
        ChronicleJvm.prepare();
        ChronicleMap<Long, AccountBlock> map = ChronicleMap.of(Long.class, AccountBlock.class)
                .name("personal-accounts")
                .entries(maxBlocks(maxAccounts))
                // One thread puts, so segments would only be filled unevenly.
                .actualSegments(1)
                .checksumEntries(false)
                // Or the library's own exit hook would take the memory away from a node that is still draining.
                .skipCloseOnExitHook(true)
                .create();
        return new ChronicleAccountStore(map, maxAccounts, checkHandles, ahead);
    }

    @Override
    public long open(long owner) {
        Invariant.check(!closed, "no account is opened in a closed store");
        if (blocks.count() >= maxAccounts) {
            throw new MemoryExhaustedException(
                    "more than " + maxAccounts + " accounts are in the ledger: raise store.max_accounts");
        }
        Invariant.check(owner > lastOwner, "a person has one account, opened in the order of ordinals");
        lastOwner = owner;

        if (blocks.isFull()) {
            blocks.addBlock(supply.take());
        }
        long index = blocks.count();
        long handle = blocks.add();
        lowestHandle = Math.min(lowestHandle, handle);
        highestHandle = Math.max(highestHandle, handle);
        view.wrap(handle);
        view.begin(owner, index);
        return handle;
    }

    /** Address of the account with this number, by key. */
    long resolve(long index) {
        AccountBlock found = map.getUsing(AccountBlock.key(index), resolved);
        Invariant.check(found == resolved, "the map holds the account of this number");
        return resolved.address() + (long) AccountBlock.slot(index) * AccountView.BYTES;
    }

    @Override
    public long handle(long index) {
        return blocks.get(Objects.checkIndex(index, blocks.count()));
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
        return blocks.count();
    }

    @Override
    public void forEach(LongConsumer visitor) {
        for (long index = 0; index < blocks.count(); index++) {
            visitor.accept(blocks.get(index));
        }
    }

    /** This store as far as snapshots are concerned. */
    public ImagedStore image() {
        return new AccountImage(this, blocks, view);
    }

    /** Unmaps the memory; every handle lies outside the map from now on. */
    @Override
    public void close() {
        closed = true;
        lowestHandle = Long.MAX_VALUE;
        highestHandle = Long.MIN_VALUE;
        supply.close();
        map.close();
    }
}
