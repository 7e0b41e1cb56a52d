package org.medsettle.gateway.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: whoever is connected when a server goes down hears of it, whenever its handlers came. */
@Timeout(60)
class TcpServerTest {
    private final EventLoops loops = EventLoops.open("test-tcp", 1);
    private final BlockingQueue<Runnable> handshakes = new LinkedBlockingQueue<>();
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final TcpServer server = TcpServer.bind(
            new TcpServerConfig("127.0.0.1", 0, 8, 8), loops, this::openLater, this::install, new Unheard());

    @AfterEach
    void close() {
        server.close(1_000);
        loops.close(1_000);
    }

    @Test
    void shouldGiveNoticeToAConnectionWhoseHandshakeEndsAfterIt() throws Exception {
        try (Socket late = connect()) {
            Runnable handshake = nextHandshake();
            server.giveNotice();
            handshake.run();

            assertEquals(DrainEvent.NOTICE, nextHeard());
            assertEquals(-1, late.getInputStream().read());
        }
    }

    @Test
    void shouldGiveNoticeToAConnectionThatComesAfterIt() throws Exception {
        server.giveNotice();
        try (Socket late = connect()) {
            nextHandshake().run();

            assertEquals(DrainEvent.NOTICE, nextHeard());
            assertEquals(-1, late.getInputStream().read());
        }
    }

    @Test
    void shouldListenNoMoreOnceItIsClosed() throws Exception {
        int port = server.localAddress().getPort();
        server.giveNotice();
        server.close(1_000);

        assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", port).close());
    }

    private Socket connect() throws IOException {
        return new Socket("127.0.0.1", server.localAddress().getPort());
    }

    private Runnable nextHandshake() throws InterruptedException {
        Runnable next = handshakes.poll(10, TimeUnit.SECONDS);
        assertNotNull(next, "no connection came");
        return next;
    }

    private Object nextHeard() throws InterruptedException {
        Object next = heard.poll(10, TimeUnit.SECONDS);
        assertNotNull(next, "nothing was heard");
        return next;
    }

    private void openLater(Channel channel, ConnectionOpener opener) {
        handshakes.add(() -> channel.eventLoop().execute(() -> opener.open(channel, ConnectionOpener.NOT_NEGOTIATED)));
    }

    /** A door's handler that closes as soon as it hears of the end. */
    private void install(Channel channel, String protocol) {
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void userEventTriggered(ChannelHandlerContext context, Object event) {
                heard.add(event);
                context.close();
            }
        });
    }

    private static final class Unheard implements ConnectionListener {
        @Override
        public void onConnectionOpened() {}

        @Override
        public void onConnectionClosed() {}

        @Override
        public void onConnectionRefused() {}
    }
}
