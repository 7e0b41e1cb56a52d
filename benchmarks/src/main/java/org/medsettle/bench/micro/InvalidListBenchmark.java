package org.medsettle.bench.micro;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Membership of a card in a list: a miss, which is the usual case, and a hit, of keys drawn at random, in the node's own
 * table, in what else might hold a list, and in mere memory of which one word is read. Prints the bytes an entry takes. Needs
 * the flags of config/jvm.options; at 100 million entries 8 GiB of memory, and minutes to fill.
 */
@SuppressWarnings("NullAway.Init") // the setup fills the field before the first operation
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms512m", "-Xmx5g", "-XX:MaxDirectMemorySize=7g"})
public class InvalidListBenchmark {
    @Param({"own", "open", "agrona", "sorted", "chronicle", "word"})
    public String kind;

    @Param({"1000000", "10000000", "100000000"})
    public int entries;

    /** So many look-ups are drawn beforehand and come again and again: what they read is many times what a processor's caches hold. */
    private static final int DRAWN = 1 << 22;

    private final long[] misses = new long[DRAWN];
    private final long[] hits = new long[DRAWN];
    private ListCandidate candidate;
    private int next;

    @Setup(Level.Trial)
    public void fill() {
        candidate = ListCandidate.of(kind, entries);
        for (long n = 1; n <= entries; n++) {
            candidate.add(key(n));
        }
        candidate.seal();
        System.out.printf(
                "%n# %s, %,d entries: %.1f bytes each%n", kind, entries, candidate.bytes() / (double) entries);
        boolean isRight = !candidate.has(key(entries + 1L)) && candidate.has(key(1)) && candidate.has(key(entries));
        if (candidate.isExact() && !isRight) {
            throw new IllegalStateException(kind + " answers falsely");
        }
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < DRAWN; i++) {
            misses[i] = key(random.nextLong(entries + 1L, entries + (1L << 32)));
            hits[i] = key(random.nextLong(1, entries + 1L));
        }
    }

    @TearDown(Level.Trial)
    public void release() {
        candidate.close();
    }

    /** Different numbers give different keys; odd ones stand on the list, so misses are never neighbours of hits by chance. */
    private static long key(long n) {
        return n * 0x9E37_79B9_7F4A_7C15L & (1L << 61) - 1;
    }

    @Benchmark
    public boolean miss() {
        return candidate.has(misses[next++ & (DRAWN - 1)]);
    }

    @Benchmark
    public boolean hit() {
        return candidate.has(hits[next++ & (DRAWN - 1)]);
    }
}
