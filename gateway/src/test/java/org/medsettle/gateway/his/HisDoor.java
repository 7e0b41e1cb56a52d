package org.medsettle.gateway.his;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.ResultCode;
import org.medsettle.gateway.admission.Admission;
import org.medsettle.gateway.admission.ConnectionBudget;
import org.medsettle.gateway.his.http.HttpExchange;
import org.medsettle.gateway.his.http.HttpLimits;
import org.medsettle.gateway.his.http.HttpRequestHead;
import org.medsettle.gateway.his.http.HttpStatus;
import org.medsettle.gateway.transport.FlushList;
import org.medsettle.gateway.transport.TcpServerConfig;

/** One event loop of the door without sockets, on the test's own thread and clock. */
final class HisDoor {
    /** An answer as the client sees it. */
    record Answer(HttpStatus status, String body) {}

    /** A request as the metrics see it. */
    record Counted(HisTransaction transaction, ResultCode code) {}

    static final long ARRIVAL_MS = 1_795_222_875_210L; // 2026-11-21 09:01:15.210 in Shanghai
    static final String CALL_SERVICE = "/fsi/api/callService";

    final FakeLink link = new FakeLink();
    final Admission admission = new Admission();
    private final ConnectionBudget budget = new ConnectionBudget();
    final List<Counted> counted = new ArrayList<>();
    int dropped;
    int decodeErrors;
    private final List<Runnable> tasks = new ArrayList<>();
    private final HisLoop loop;
    private long nowMs = ARRIVAL_MS;

    HisDoor() {
        this(HisDialects.none(), RequestAuthenticator.ALLOW_ALL);
    }

    HisDoor(HisDialects dialects, RequestAuthenticator authenticator) {
        this(dialects, authenticator, InquiryDesk.open());
    }

    HisDoor(HisDialects dialects, RequestAuthenticator authenticator, InquiryDesk inquiries) {
        HisConfig config = config(dialects);
        HisLimits limits = new HisLimits(admission, inquiries);
        loop = new HisLoop(config, link, limits, () -> nowMs, authenticator, new Recorder(), new FlushList());
        loop.open(tasks::add);
        link.timeMs(HisReplies.SETTLED_MS);
    }

    static HisConfig config(HisDialects dialects) {
        HttpLimits http = new HttpLimits(8_192, 256 * 1_024, 64L << 20, 64, 10_000, 60_000, 200);
        return new HisConfig(new TcpServerConfig("127.0.0.1", 0, 128, 64), 1, http, 1_024, 20, 5_000, dialects);
    }

    static HisDialects dialect(int area, HisDialect dialect) {
        return new HisDialects(Map.of(area, dialect));
    }

    Client post(String body) {
        return send("POST", CALL_SERVICE, body.getBytes(StandardCharsets.UTF_8));
    }

    Client post(byte[] body) {
        return send("POST", CALL_SERVICE, body);
    }

    Client send(String method, String path, byte[] body) {
        Client client = new Client(budget);
        loop.onRequest(client, new Head(method, path), body, body.length);
        return client;
    }

    /** Delivers the replies that the link has given so far. */
    void deliver() {
        nowMs += 26;
        for (Runnable task : List.copyOf(tasks)) {
            task.run();
        }
        tasks.clear();
    }

    int underWay() {
        return loop.underWay();
    }

    private record Head(String method, String path) implements HttpRequestHead {
        @Override
        public @Nullable CharSequence field(String lowerCaseName) {
            return null;
        }
    }

    private final class Recorder implements HisMetrics {
        @Override
        public void onRequest(HisTransaction transaction, ResultCode code, long durationNs) {
            counted.add(new Counted(transaction, code));
        }

        @Override
        public void onAnswerDropped() {
            dropped++;
        }

        @Override
        public void onDecodeError() {
            decodeErrors++;
        }
    }

    /** A client that waits for one answer. */
    static final class Client implements HttpExchange {
        private @Nullable Answer answer;
        private final ConnectionBudget budget;
        private boolean gone;

        Client(ConnectionBudget budget) {
            this.budget = budget;
        }

        @Override
        public ConnectionBudget budget() {
            return budget;
        }

        @Override
        public ByteBuf newContent(int bytes) {
            return Unpooled.buffer(bytes);
        }

        @Override
        public void answer(HttpStatus status, ByteBuf content) {
            if (answer != null) {
                throw new AssertionError("answered twice");
            }
            answer = new Answer(status, content.toString(StandardCharsets.UTF_8));
        }

        @Override
        public boolean isGone() {
            return gone;
        }

        void leave() {
            gone = true;
        }

        boolean isAnswered() {
            return answer != null;
        }

        Answer answer() {
            if (answer == null) {
                throw new AssertionError("not answered");
            }
            return answer;
        }
    }
}
