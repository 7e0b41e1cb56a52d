package org.medsettle.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.medsettle.command.CardSweepBody;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.DigestReply;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.Reply;
import org.medsettle.command.ReplyType;
import org.medsettle.command.ResultCode;

/** The daily look through all cards: every card once a day, one command at a time, whatever the node says meanwhile. */
@Timeout(60)
class CardSweepTest {
    private static final int CARDS = 10_000;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final List<Long> swept = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final CountDownLatch enough = new CountDownLatch(6);

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }

    private boolean answer(Command command, Reply reply) {
        if (command.type() == CommandType.QUERY_DIGEST) {
            DigestReply figures = new DigestReply();
            figures.wrap(reply.reserve(ReplyType.DIGEST, DigestReply.BYTES), 0);
            figures.set(Figure.CARDS, CARDS);
            int day = looks.incrementAndGet() < 4 ? 0 : 1;
            reply.timeMs(reply.timeMs() + TimeUnit.DAYS.toMillis(day));
            return true;
        }
        CardSweepBody body = new CardSweepBody();
        body.wrap(command.body(), 0);
        assertEquals(CommandType.CARD_SWEEP, command.type());
        assertEquals(CardSweepBody.MAX_CARDS, body.cards());
        swept.add(body.from());
        reply.code(ResultCode.OK, 2);
        enough.countDown();
        return true;
    }

    @Test
    void shouldSweepEveryCardOnceADay() throws InterruptedException {
        AnsweringLink link = new AnsweringLink(this::answer);
        AtomicInteger offers = new AtomicInteger();
        link.admission(() -> offers.incrementAndGet() % 3 == 0 ? ResultCode.BUSY : ResultCode.OK);
        ReplyLane lane = ReplyLane.open(link, loop, 2_000);

        loop.execute(new CardSweep(lane, 1)::start);

        assertTrue(enough.await(30, TimeUnit.SECONDS), () -> "swept " + swept);
        assertEquals(List.of(0L, 4_096L, 8_192L, 0L, 4_096L, 8_192L), swept.subList(0, 6));
    }
}
