package org.medsettle.gateway.pos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.medsettle.command.ResultCode;
import org.medsettle.gateway.posclient.Till;
import org.medsettle.gateway.posclient.TillPopulation;
import org.medsettle.gateway.posclient.TillSocket;

/**
 * A door that goes down under tills which dial for every message: the queue of a listening socket that closes is reset, so
 * it may not close while they still come.
 */
@Timeout(60)
class PosNoticeTest {
    private static final int TILLS = 8;
    private static final int ROUNDS = 3;
    private static final long NOTICE_MS = 1_250;
    private static final long TOLD_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final AtomicInteger told = new AtomicInteger();
    private volatile boolean isGoingDown;

    @Test
    void shouldLeaveNoDialWithoutAnAnswerWhenNoticeIsGiven() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            isGoingDown = false;
            told.set(0);
            assertEquals(List.of(), unansweredDials());
            assertTrue(told.get() >= TILLS, "every till is told once at least");
        }
    }

    private List<String> unansweredDials() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(TILLS);
        List<Future<List<String>>> tills = new ArrayList<>();
        try (PosDoor door = new PosDoor(4, PosDoor.LONG_MS, PosDoor.LONG_MS, PosDoor.LONG_MS, PosDoor.LONG_MS);
                Socket idle = door.raw(false)) {
            assertTrue(idle.isConnected());
            door.link.refuse(ResultCode.DRAINING);
            AtomicInteger asked = new AtomicInteger();
            for (int i = 0; i < TILLS; i++) {
                tills.add(threads.submit(() -> dialUntilRefused(door, asked)));
            }
            while (asked.get() < 20 * TILLS) {
                LockSupport.parkNanos(1_000_000);
            }
            isGoingDown = true;
            door.giveNotice();
            door.awaitClosed(NOTICE_MS);
        } finally {
            threads.shutdown();
        }
        List<String> unanswered = new ArrayList<>();
        for (Future<List<String>> till : tills) {
            unanswered.addAll(till.get(20, TimeUnit.SECONDS));
        }
        return unanswered;
    }

    /** A line for each message, as many tills work; told that the door goes down, it pauses before it dials again. */
    private List<String> dialUntilRefused(PosDoor door, AtomicInteger asked) throws IOException {
        Till till = new Till("MERCHANT", "TERMINAL");
        List<String> unanswered = new ArrayList<>();
        while (true) {
            boolean wasGoingDown = isGoingDown;
            TillSocket line;
            try {
                line = door.connect();
            } catch (ConnectException closed) {
                return unanswered;
            }
            try (line) {
                assertEquals(
                        "91", line.ask(till.purchase(TillPopulation.pan(1), 1)).code());
                asked.incrementAndGet();
            } catch (IOException lost) {
                unanswered.add(lost.toString());
            }
            if (wasGoingDown) {
                told.incrementAndGet();
                LockSupport.parkNanos(TOLD_PAUSE_NS);
            }
        }
    }
}
