package org.medsettle.gateway.his.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsettle.gateway.transport.FlushList;
import org.medsettle.gateway.transport.LoopWatch;

/** One HTTP/1.1 connection without a socket, whose requests are kept until the test answers them. */
final class HttpRig implements HttpRequestListener {
    /** A request that came. */
    record Request(HttpExchange exchange, String method, String path, String body) {}

    static final int IN_FLIGHT_MAX = 4;
    static final int BODY_BYTES_MAX = 1_000;
    static final long BODIES_BYTES_MAX = 1_500;
    static final long REQUEST_TIMEOUT_MS = 10_000;
    static final long IDLE_TIMEOUT_MS = 60_000;
    static final long SECOND_NS = 1_000_000_000L;

    final List<Request> requests = new ArrayList<>();
    final List<HttpStatus> unreadable = new ArrayList<>();
    final FlushList flushes = new FlushList();
    final LoopWatch watch = new LoopWatch();
    final EmbeddedChannel channel;

    int slow;
    final HttpLoop loop;

    HttpRig() {
        this(null);
    }

    /** A connection on the event loop of another one, or on one of its own; it has the other's listener then. */
    HttpRig(@Nullable HttpRig beside) {
        HttpLimits limits = new HttpLimits(
                2_048, BODY_BYTES_MAX, BODIES_BYTES_MAX, IN_FLIGHT_MAX, REQUEST_TIMEOUT_MS, IDLE_TIMEOUT_MS, 1_000);
        channel = new EmbeddedChannel();
        loop = beside == null ? new HttpLoop(limits, this, flushes, watch, () -> 0) : beside.loop;
        HttpPipeline.install(channel, "", loop);
    }

    @Override
    public void onRequest(HttpExchange exchange, HttpRequestHead head, byte[] body, int length) {
        String text = new String(body, 0, length, StandardCharsets.UTF_8);
        requests.add(new Request(exchange, head.method().toString(), head.path().toString(), text));
    }

    @Override
    public void onUnreadable(HttpExchange exchange, HttpStatus status) {
        unreadable.add(status);
        exchange.answer(status, exchange.newContent(0));
    }

    @Override
    public void onSlowStream() {
        slow++;
    }

    @Override
    public void onSlowConnection() {
        slow++;
    }

    @Override
    public void onFault(Throwable fault) {
        throw new AssertionError(fault);
    }

    static String post(String body) {
        return "POST /fsi/api/callService HTTP/1.1\r\nHost: door\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    HttpRig send(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
        return this;
    }

    void answer(int index, String content) {
        HttpExchange exchange = requests.get(index).exchange();
        exchange.answer(
                HttpStatus.OK,
                exchange.newContent(content.length()).writeBytes(content.getBytes(StandardCharsets.UTF_8)));
        flushes.flushAll();
    }

    /** Everything sent since the last call. */
    String sent() {
        StringBuilder all = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            all.append(out.toString(StandardCharsets.ISO_8859_1));
            out.release();
        }
        return all.toString();
    }

    boolean isOpen() {
        channel.runPendingTasks();
        return channel.isOpen();
    }

    boolean isReading() {
        return channel.config().isAutoRead();
    }
}
