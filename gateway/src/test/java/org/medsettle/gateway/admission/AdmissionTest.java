package org.medsettle.gateway.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ResultCode;
import org.medsettle.gateway.admission.Admission.SenderFigures;

/** Goal: rate and burst hold to the request, for each sender alone, and what ends an overload never waits for the rest. */
class AdmissionTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private final Admission admission = new Admission();
    private final ConnectionBudget connection = new ConnectionBudget();
    private final Command command = new Command().set(CommandType.SETTLE, 0);
    private final long startNs = System.nanoTime() + SECOND_NS;

    @Test
    void shouldAdmitBurstAndRateAndNotOneMore() {
        admission.limit(RateLimit.of(10, 5), RateLimit.NONE);
        int row = known("H1");

        assertEquals(5, admitted(row, startNs, 100));
        assertEquals(0, admitted(row, startNs + 99_999_999, 1));
        assertEquals(1, admitted(row, startNs + 100_000_000, 2));
        assertEquals(5, admitted(row, startNs + 60 * SECOND_NS, 100), "saved up to the burst, no further");
        assertEquals(192, admission.throttledByInstitution());
    }

    @Test
    void shouldHoldTheRateInTheLongRun() {
        admission.limit(RateLimit.of(1_000, 1), RateLimit.NONE);
        int row = known("H1");

        int admitted = 0;
        for (long at = 0; at < 10 * SECOND_NS; at += 100_000) {
            admitted += admitted(row, startNs + at, 1);
        }

        assertEquals(10_000, admitted);
    }

    @Test
    void shouldLeaveOthersAlone() {
        admission.limit(RateLimit.of(10, 5), RateLimit.NONE);
        int noisy = known("H1");
        int quiet = known("H2");

        assertEquals(5, admitted(noisy, startNs, 1_000));
        assertEquals(5, admitted(quiet, startNs, 5));
    }

    @Test
    void shouldKeepReversalsAndOutcomeQueriesABucketOfTheirOwn() {
        admission.limit(RateLimit.of(10, 5), RateLimit.of(10, 5));
        int row = known("H1");
        assertEquals(5, admitted(row, startNs, 100));

        for (CommandType type : List.of(CommandType.REVERSE, CommandType.TILL_REVERSE, CommandType.QUERY_OUTCOME)) {
            command.set(type, 0);
            assertEquals(1, admitted(row, startNs, 1), type.name());
        }
        assertEquals(2, admitted(row, startNs, 100), "and not more than its own");
    }

    @Test
    void shouldLimitAConnectionWhoeverSpeaksOnIt() {
        admission.limit(RateLimit.NONE, RateLimit.of(10, 3));

        assertEquals(2, admitted(known("H1"), startNs, 2));
        assertEquals(1, admitted(known("H2"), startNs, 2));
        assertEquals(1, admission.throttledByConnection());
    }

    @Test
    void shouldGiveStrangersALargerBucketTogetherAndARowWhenTheyAreKnown() {
        admission.limit(RateLimit.of(10, 1), RateLimit.NONE);
        long[] code = words("H1");

        assertEquals(Admission.NOBODY, admission.find(code[0], code[1]));
        admission.answered(Admission.NOBODY, code[0], code[1], ResultCode.INSTITUTION_UNKNOWN);
        assertEquals(Admission.NOBODY, admission.find(code[0], code[1]), "a stranger gets none");
        assertEquals(1, admitted(Admission.NOBODY, startNs, 1));
        assertEquals(1, admitted(Admission.NOBODY, startNs + SECOND_NS / 100, 1));

        admission.answered(Admission.NOBODY, code[0], code[1], ResultCode.OK);
        assertTrue(admission.find(code[0], code[1]) != Admission.NOBODY);
    }

    @Test
    void shouldKeepSendersApartUpToItsBoundAndCountThemAll() {
        int many = 10_000;
        for (int i = 0; i < many; i++) {
            long[] code = words(String.format(Locale.ROOT, "P%012d", i));
            admission.answered(admission.find(code[0], code[1]), code[0], code[1], ResultCode.OK);
        }
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            long[] code = words(String.format(Locale.ROOT, "P%012d", i));
            int row = admission.find(code[0], code[1]);
            rows.add(row);
            for (int n = 0; n < (i == 77 ? 5 : 1); n++) {
                admission.answered(row, code[0], code[1], ResultCode.CARD_LOCKED);
            }
        }

        assertEquals(
                6_144,
                rows.stream().filter(row -> row != Admission.NOBODY).distinct().count());
        List<SenderFigures> figures = admission.figures(20);
        assertEquals(21, figures.size());
        assertEquals(new SenderFigures("P000000000077", 0, 5, 0), figures.get(0));
        assertEquals("", figures.get(20).code());
        assertEquals(
                many + many + 4,
                figures.stream().mapToLong(SenderFigures::total).sum());
    }

    @Test
    void shouldGiveEachSenderOneRowWhenThreadsRace() throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(4);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> {
                ready.countDown();
                for (int i = 0; i < 2_000; i++) {
                    long[] code = words("H" + i % 500);
                    admission.answered(admission.find(code[0], code[1]), code[0], code[1], ResultCode.OK);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        List<SenderFigures> figures = admission.figures(10_000);
        assertEquals(501, figures.size());
        assertEquals(501, figures.stream().map(SenderFigures::code).distinct().count());
        assertEquals(8_000, figures.stream().mapToLong(SenderFigures::total).sum());
    }

    @Test
    void shouldAllocateNothing() {
        admission.limit(RateLimit.of(1_000_000, 1_000_000), RateLimit.of(1_000_000, 1_000_000));
        long[] code = words("H1");
        known("H1");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        AtomicInteger sink = new AtomicInteger();
        pass(code, sink, 100_000);

        long before = threads.getCurrentThreadAllocatedBytes();
        pass(code, sink, 100_000);

        assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 100_000, "less than a byte each");
    }

    private void pass(long[] code, AtomicInteger sink, int times) {
        for (int i = 0; i < times; i++) {
            int row = admission.find(code[0], code[1]);
            sink.addAndGet(admission
                    .admit(row, connection, command, startNs + i * 10_000L)
                    .number());
            admission.answered(row, code[0], code[1], ResultCode.OK);
        }
    }

    private int admitted(int row, long nowNs, int requests) {
        int admitted = 0;
        for (int i = 0; i < requests; i++) {
            admitted += admission.admit(row, connection, command, nowNs) == ResultCode.OK ? 1 : 0;
        }
        return admitted;
    }

    private int known(String name) {
        long[] code = words(name);
        admission.answered(admission.find(code[0], code[1]), code[0], code[1], ResultCode.OK);
        return admission.find(code[0], code[1]);
    }

    private static long[] words(String name) {
        ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(name.getBytes(StandardCharsets.US_ASCII));
        return new long[] {bytes.getLong(0), bytes.getLong(8)};
    }
}
