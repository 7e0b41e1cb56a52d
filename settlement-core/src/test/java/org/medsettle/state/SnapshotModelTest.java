package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.account.AccountStore;
import org.medsettle.domain.person.Person;
import org.medsettle.files.MemoryDisk;
import org.medsettle.model.Step;
import org.medsettle.snapshot.SnapshotDamageException;
import org.medsettle.snapshot.SnapshotInfo;
import org.medsettle.snapshot.SnapshotLoader;
import org.medsettle.store.RealStores;
import org.medsettle.store.StoreConfig;
import org.medsettle.store.heap.HeapStores;

/**
 * A snapshot that was taken while commands went on is the state at its end point: loaded into empty stores it has the same
 * digest and the same standing, and goes on to the same end. {@code -Dsnapshotseeds=N} runs more; a failure names its seed.
 */
class SnapshotModelTest {
    private static final int SEEDS = Integer.getInteger("snapshotseeds", 60);
    private static final int COMMANDS = 1_200;

    @Test
    void shouldBeTheStateAtItsEndPointWhateverGoesOn() throws IOException {
        for (long seed = 2_000_001; seed <= 2_000_000 + SEEDS; seed++) {
            run(seed);
        }
    }

    private static void run(long seed) throws IOException {
        Trial trial = new Trial(seed);
        long digest = trial.run(HeapStores.create(), COMMANDS);
        List<Step> steps = trial.journalled();
        int from = new SplittableRandom(seed).nextInt(steps.size());
        MemoryDisk disk = new MemoryDisk(seed);
        try (LedgerStores stores = stores(seed);
                LedgerStores loadedStores = stores(seed + 1)) {
            SettlementStateMachine machine = new SettlementStateMachine(stores);
            SnapshotTrial snapshots = new SnapshotTrial(machine, seed);
            steps.subList(0, from).forEach(snapshots::apply);

            SnapshotInfo info = snapshots.take(disk, steps, from, (int) (seed % 97));
            SettlementStateMachine loaded = new SettlementStateMachine(loadedStores);
            SnapshotLoader.load(disk, info.fileName(), loaded);

            String words = "seed " + seed + ", sequence " + info.sequence();
            assertEquals(machine.digest(), loaded.digest(), words);
            assertEquals(StoreFacts.read(stores), StoreFacts.read(loadedStores), words);
            SnapshotTrial rest = new SnapshotTrial(loaded, seed);
            steps.stream().filter(step -> step.sequence() > info.sequence()).forEach(rest::apply);
            assertEquals(digest, loaded.digest(), words + ", at the end");
            assertTrue(loaded.recountedDigest() == loaded.digest(), words + ", recounted");
        }
    }

    /** The handles are outside the digest, so nothing else would notice. */
    @Test
    void shouldRefuseASnapshotWhosePersonsAreNotTheOwnersOfItsAccounts() throws IOException {
        long seed = 2_000_001;
        Trial trial = new Trial(seed);
        trial.run(HeapStores.create(), COMMANDS);
        List<Step> steps = trial.journalled();
        MemoryDisk disk = new MemoryDisk(seed);
        try (LedgerStores stores = stores(seed);
                LedgerStores loadedStores = stores(seed + 1)) {
            SnapshotTrial snapshots = new SnapshotTrial(new SettlementStateMachine(stores), seed);
            steps.forEach(snapshots::apply);
            Account first = stores.accounts().at(stores.accounts().handle(0));
            long owner = first.owner();
            stores.persons().forEach(reference -> {
                Person person = stores.persons().at(reference);
                if (person.ordinal() == owner) {
                    person.accountHandle(AccountStore.NONE);
                }
            });
            SnapshotInfo info = snapshots.take(disk, steps, steps.size(), 0);

            SettlementStateMachine loaded = new SettlementStateMachine(loadedStores);
            SnapshotDamageException refused = assertThrows(
                    SnapshotDamageException.class, () -> SnapshotLoader.load(disk, info.fileName(), loaded));

            assertTrue(
                    String.valueOf(refused.getMessage()).contains("account 0 is not that of person"),
                    refused.getMessage());
        }
    }

    private static LedgerStores stores(long seed) {
        return RealStores.create(new StoreConfig(1_000, true, 1 << 16, 64 << 20, 0, seed));
    }
}
