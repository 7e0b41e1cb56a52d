package org.medsettle.gateway.pos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ConnectException;
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
 * no connection may begin any more before it does.
 */
@Timeout(60)
class PosNoticeTest {
    private static final int TILLS = 8;
    private static final int ROUNDS = 3;

    @Test
    void shouldLeaveNoDialWithoutAnAnswerWhenNoticeIsGiven() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            assertEquals(List.of(), unansweredDials());
        }
    }

    private List<String> unansweredDials() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(TILLS);
        List<Future<List<String>>> tills = new ArrayList<>();
        try (PosDoor door = new PosDoor(4, PosDoor.LONG_MS, PosDoor.LONG_MS, PosDoor.LONG_MS, PosDoor.LONG_MS)) {
            door.link.refuse(ResultCode.DRAINING);
            AtomicInteger asked = new AtomicInteger();
            for (int i = 0; i < TILLS; i++) {
                tills.add(threads.submit(() -> dialUntilRefused(door, asked)));
            }
            while (asked.get() < 20 * TILLS) {
                LockSupport.parkNanos(1_000_000);
            }
            door.giveNotice();
        } finally {
            threads.shutdown();
        }
        List<String> unanswered = new ArrayList<>();
        for (Future<List<String>> till : tills) {
            unanswered.addAll(till.get(20, TimeUnit.SECONDS));
        }
        return unanswered;
    }

    /** A line for each message, as many tills work, and no pause between them. */
    private List<String> dialUntilRefused(PosDoor door, AtomicInteger asked) throws IOException {
        Till till = new Till("MERCHANT", "TERMINAL");
        List<String> unanswered = new ArrayList<>();
        while (true) {
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
        }
    }
}
