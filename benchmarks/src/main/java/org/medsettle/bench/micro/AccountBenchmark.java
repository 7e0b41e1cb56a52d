package org.medsettle.bench.micro;

import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import net.openhft.chronicle.map.MapEntry;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.account.AccountStore;
import org.medsettle.store.chronicle.ChronicleAccountStore;
import org.medsettle.store.heap.HeapAccountStore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Debit of a random account, in every way an account can be reached. Needs the flags of config/jvm.options. */
@SuppressWarnings("NullAway.Init") // the setup fills the fields before the first operation
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class AccountBenchmark {
    @Param("1000000")
    public int accounts;

    private final RandomIndex random = new RandomIndex();
    private final MapAccount reused = new MapAccount();
    private ChronicleMap<Long, MapAccount> map;
    private AccountStore chronicle;
    private AccountStore heap;
    private long[] chronicleHandles;
    private long[] heapHandles;

    @Setup
    public void fill() {
        chronicle = ChronicleAccountStore.create(accounts, false, false);
        heap = new HeapAccountStore(accounts);
        map = ChronicleMap.of(Long.class, MapAccount.class)
                .name("by-key")
                .entries(accounts * 13L / 10)
                .maxBloatFactor(2)
                .checksumEntries(false)
                .putReturnsNull(true)
                .create();
        chronicleHandles = new long[accounts];
        heapHandles = new long[accounts];
        MapAccount zero = new MapAccount();
        for (int i = 0; i < accounts; i++) {
            chronicleHandles[i] = chronicle.open(i);
            heapHandles[i] = heap.open(i);
            map.put((long) i, zero);
        }
    }

    @TearDown
    public void close() {
        chronicle.close();
        heap.close();
        map.close();
    }

    private static long debit(Account account) {
        long balanceFen = account.balanceFen() - 1;
        account.balanceFen(balanceFen);
        account.debitsFen(account.debitsFen() + 1);
        account.lastSequence(account.lastSequence() + 1);
        return balanceFen;
    }

    @Benchmark
    public long chronicleByHandle() {
        return debit(chronicle.at(chronicleHandles[random.below(accounts)]));
    }

    @Benchmark
    public long heapByHandle() {
        return debit(heap.at(heapHandles[random.below(accounts)]));
    }

    @Benchmark
    public long chronicleByKeyInPlace() {
        return map.getUsing((long) random.below(accounts), reused).debit();
    }

    @Benchmark
    public long chronicleByKeyUnderLock() {
        try (ExternalMapQueryContext<Long, MapAccount, ?> context = map.queryContext((long) random.below(accounts))) {
            context.updateLock().lock();
            context.writeLock().lock();
            MapEntry<Long, MapAccount> entry = context.entry();
            if (entry == null) {
                throw new IllegalStateException("every account was put");
            }
            return entry.value().getUsing(reused).debit();
        }
    }

    @Benchmark
    public long chronicleByKeyAndPut() {
        Long key = (long) random.below(accounts);
        MapAccount account = map.getUsing(key, reused);
        long balanceFen = account.debit();
        map.put(key, account);
        return balanceFen;
    }
}
