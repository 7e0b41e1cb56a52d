package org.medsettle.gateway.his.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.gateway.transport.DrainEvent;

/** When and how a connection ends, and what becomes of what is under way. */
class Http1EndTest extends Http1Fixture {
    @Test
    void shouldCloseAfterTheAnswerWhenAsked() {
        rig.send("POST /callService HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n" + HttpRig.post("ignored"));
        assertEquals(1, rig.requests.size());
        assertTrue(rig.isOpen());
        rig.answer(0, "bye");
        assertTrue(rig.sent().contains("connection: close"));
        assertFalse(rig.isOpen());
    }

    @Test
    void shouldTimeOutARequestThatDrips() {
        rig.send("POST /callService HTTP/1.1\r\n");
        rig.watch.sweep(System.nanoTime() + 9 * HttpRig.SECOND_NS);
        rig.send("Host: a\r\n");
        assertTrue(rig.isOpen());
        rig.watch.sweep(System.nanoTime() + 11 * HttpRig.SECOND_NS);
        assertEquals(List.of(HttpStatus.REQUEST_TIMEOUT), rig.unreadable);
        assertTrue(rig.sent().startsWith("HTTP/1.1 408 "));
        assertFalse(rig.isOpen());
    }

    @Test
    void shouldTimeOutABodyThatDrips() {
        rig.send("POST /callService HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc");
        rig.watch.sweep(System.nanoTime() + 11 * HttpRig.SECOND_NS);
        assertEquals(List.of(HttpStatus.REQUEST_TIMEOUT), rig.unreadable);
    }

    @Test
    void shouldNotTimeOutWhatItDoesNotRead() {
        for (int i = 0; i <= HttpRig.IN_FLIGHT_MAX; i++) {
            rig.send(HttpRig.post("r" + i));
        }
        rig.watch.sweep(System.nanoTime() + 100 * HttpRig.SECOND_NS);
        assertEquals(List.of(), rig.unreadable);
        assertTrue(rig.isOpen());
    }

    @Test
    void shouldCloseAnIdleConnection() {
        rig.send(HttpRig.post("1"));
        rig.answer(0, "ok");
        rig.watch.sweep(System.nanoTime() + 59 * HttpRig.SECOND_NS);
        assertTrue(rig.isOpen());
        rig.send("\r\n\r\n");
        rig.watch.sweep(System.nanoTime() + 61 * HttpRig.SECOND_NS);
        assertFalse(rig.isOpen());
    }

    @Test
    void shouldKeepAConnectionThatWaitsForItsAnswer() {
        rig.send(HttpRig.post("1"));
        rig.watch.sweep(System.nanoTime() + 1_000 * HttpRig.SECOND_NS);
        assertTrue(rig.isOpen());
    }

    @Test
    void shouldAnswerWhatIsInFlightWhenDraining() {
        rig.send(HttpRig.post("1") + HttpRig.post("2"));
        rig.channel.pipeline().fireUserEventTriggered(DrainEvent.DRAIN);
        rig.send(HttpRig.post("late"));
        assertEquals(List.of("1", "2"), bodies());
        assertTrue(rig.isOpen());
        rig.answer(0, "first");
        assertTrue(rig.isOpen());
        rig.answer(1, "second");
        assertTrue(rig.sent().contains("connection: close"));
        assertFalse(rig.isOpen());
    }

    @Test
    void shouldCloseAtOnceWhenDrainingWithNothingInFlight() {
        rig.send("POST /callService HT");
        rig.channel.pipeline().fireUserEventTriggered(DrainEvent.DRAIN);
        assertFalse(rig.isOpen());
    }

    @Test
    void shouldAnswerOneMoreRequestAndSayThatItIsTheLastWhenNoticeIsGiven() {
        rig.channel.pipeline().fireUserEventTriggered(DrainEvent.NOTICE);
        assertTrue(rig.isOpen());
        rig.send(HttpRig.post("on its way") + HttpRig.post("behind the last"));
        assertEquals(List.of("on its way"), bodies());
        rig.answer(0, "not taken");
        assertTrue(rig.sent().contains("connection: close"));
        assertFalse(rig.isOpen());
    }

    @Test
    void shouldCloseWithTheAnswerUnderWayWhenNoticeIsGiven() {
        rig.send(HttpRig.post("1"));
        rig.channel.pipeline().fireUserEventTriggered(DrainEvent.NOTICE);
        assertTrue(rig.isOpen());
        rig.answer(0, "first");
        assertTrue(rig.sent().contains("connection: close"));
        assertFalse(rig.isOpen());
    }

    @Test
    void shouldCloseASilentConnectionWhenTheNoticeIsOver() {
        rig.send("POST /callService HT");
        rig.channel.pipeline().fireUserEventTriggered(DrainEvent.NOTICE);
        assertTrue(rig.isOpen());
        rig.channel.pipeline().fireUserEventTriggered(DrainEvent.DRAIN);
        assertFalse(rig.isOpen());
    }

    @Test
    void shouldLetAnAnswerGoWhenTheClientHasGone() {
        rig.send(HttpRig.post("1"));
        HttpExchange exchange = rig.requests.get(0).exchange();
        rig.channel.close();
        assertTrue(exchange.isGone());
        var content = exchange.newContent(8);
        exchange.answer(HttpStatus.OK, content);
        assertEquals(0, content.refCnt());
    }
}
