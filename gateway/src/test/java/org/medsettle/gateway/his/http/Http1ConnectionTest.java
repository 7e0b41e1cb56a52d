package org.medsettle.gateway.his.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and answers of one connection: their order, the limits, the deadlines, and what is refused at the door. */
class Http1ConnectionTest extends Http1Fixture {
    @Test
    void shouldReadARequestHoweverItIsCut() {
        String bytes = HttpRig.post("{\"a\":1}");
        for (int cut = 1; cut < bytes.length(); cut++) {
            HttpRig one = open();
            one.send(bytes.substring(0, cut)).send(bytes.substring(cut));
            assertEquals(1, one.requests.size(), "cut at " + cut);
            assertEquals("{\"a\":1}", one.requests.get(0).body());
            assertEquals("/fsi/api/callService", one.requests.get(0).path());
        }
        for (int i = 0; i < bytes.length(); i++) {
            rig.send(bytes.substring(i, i + 1));
        }
        assertEquals(List.of("{\"a\":1}"), bodies());
    }

    @Test
    void shouldAnswerPipelinedRequestsInTheirOrder() {
        rig.send(HttpRig.post("1") + HttpRig.post("2") + HttpRig.post("3"));
        assertEquals(List.of("1", "2", "3"), bodies());
        rig.answer(2, "third");
        rig.answer(1, "second");
        assertEquals("", rig.sent());
        rig.answer(0, "first");
        String sent = rig.sent();
        assertTrue(sent.indexOf("first") < sent.indexOf("second"), sent);
        assertTrue(sent.indexOf("second") < sent.indexOf("third"), sent);
        assertEquals(3, sent.split("HTTP/1.1 200 OK\r\n", -1).length - 1);
        assertTrue(rig.isOpen());
    }

    @Test
    void shouldSendACompleteHead() {
        rig.send(HttpRig.post("1"));
        rig.answer(0, "{}");
        assertEquals(
                "HTTP/1.1 200 OK\r\ndate: Thu, 01 Jan 1970 00:00:00 GMT\r\n"
                        + "content-type: application/json;charset=UTF-8\r\ncontent-length: 2\r\n\r\n{}",
                rig.sent());
    }

    @Test
    void shouldPauseReadingWhenTooManyAreUnderWayAndDropNone() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            many.append(HttpRig.post("r" + i));
        }
        rig.send(many.toString());
        assertEquals(HttpRig.IN_FLIGHT_MAX, rig.requests.size());
        assertFalse(rig.isReading());
        for (int i = 0; i < 10; i++) {
            rig.answer(i, "a" + i);
        }
        assertEquals(10, rig.requests.size());
        assertTrue(rig.isReading());
        String sent = rig.sent();
        for (int i = 1; i < 10; i++) {
            assertTrue(sent.indexOf("a" + (i - 1)) < sent.indexOf("a" + i));
        }
    }

    @Test
    void shouldNotReadOnByItselfWhilePaused() {
        for (int i = 0; i < HttpRig.IN_FLIGHT_MAX; i++) {
            rig.send(HttpRig.post("r" + i));
        }
        AtomicInteger reads = new AtomicInteger();
        rig.channel.pipeline().addFirst(new ChannelDuplexHandler() {
            @Override
            public void read(ChannelHandlerContext context) {
                reads.incrementAndGet();
                context.read();
            }
        });
        rig.send(HttpRig.post("waits"));
        assertEquals(0, reads.get());
        rig.answer(0, "ok");
        assertEquals("waits", rig.requests.get(HttpRig.IN_FLIGHT_MAX).body());
        assertFalse(rig.isReading());
        rig.answer(1, "ok");
        assertTrue(rig.isReading());
        assertEquals(1, reads.get());
    }

    @Test
    void shouldAnswerWhatWaitsWhenTheClientHasSaidAll() {
        for (int i = 0; i < 2 * HttpRig.IN_FLIGHT_MAX; i++) {
            rig.send(HttpRig.post("r" + i));
        }
        rig.send("POST /half");
        rig.channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        for (int i = 0; i < 2 * HttpRig.IN_FLIGHT_MAX; i++) {
            rig.answer(i, "a" + i);
        }
        assertEquals(2 * HttpRig.IN_FLIGHT_MAX, rig.requests.size());
        assertEquals(List.of(), rig.unreadable);
        assertFalse(rig.isOpen());
    }

    @Test
    void shouldReadChunkedBodies() {
        String head = "POST /callService HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
        rig.send(head + "3\r\nabc\r\n00a;name=\"v\"\r\n0123456789\r\n0\r\n\r\n" + HttpRig.post("next"));
        assertEquals(List.of("abc0123456789", "next"), bodies());
    }

    @Test
    void shouldRefuseAnErrorAfterTheAnswersBeforeIt() {
        rig.send(HttpRig.post("1") + "BROKEN\r\n\r\n" + HttpRig.post("2"));
        assertEquals(List.of("1"), bodies());
        assertEquals(List.of(HttpStatus.BAD_REQUEST), rig.unreadable);
        assertEquals("", rig.sent());
        rig.answer(0, "first");
        String sent = rig.sent();
        assertTrue(sent.indexOf("first") < sent.indexOf("HTTP/1.1 400"), sent);
        assertTrue(sent.contains("connection: close"));
        assertFalse(rig.isOpen());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
                "Content-Length: 4\r\nContent-Length: 4\r\n",
                "Content-Length: 4\r\nContent-Length: 5\r\n",
                "Content-Length: 4, 4\r\n",
                "Content-Length: +4\r\n",
                "Content-Length: -4\r\n",
                "Content-Length: 0x4\r\n",
                "Content-Length: 4 4\r\n",
                "Content-Length:\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Content-Length : 4\r\n",
                " Content-Length: 4\r\n",
                "X: a\r\n folded\r\nContent-Length: 4\r\n",
                "X: a\r\n\tContent-Length: 4\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: identity\r\n",
                "Transfer-Encoding: gzip, chunked\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding:\u000bchunked\r\n",
                "X: a\nContent-Length: 4\r\n",
                "X: a\rContent-Length: 4\r\n",
                "X: a\u0000b\r\n",
                "X\r\n",
                ": a\r\n",
                "X y: a\r\n",
                "Host: other\r\n"
            })
    void shouldRefuseWhatCouldBeReadInTwoWays(String fields) {
        rig.send("POST /callService HTTP/1.1\r\nHost: a\r\n" + fields + "\r\nabcd" + HttpRig.post("smuggled"));
        assertEquals(List.of(), bodies());
        assertEquals(List.of(HttpStatus.BAD_REQUEST), rig.unreadable);
        assertFalse(rig.isOpen());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST  /callService HTTP/1.1",
                "POST /callService  HTTP/1.1",
                " POST /callService HTTP/1.1",
                "POST /call Service HTTP/1.1",
                "POST /callService",
                "POST /callService HTTP/1.1 ",
                "PO\u0001ST /callService HTTP/1.1",
                "POST /call\u0080Service HTTP/1.1",
                "(POST) /callService HTTP/1.1"
            })
    void shouldRefuseARequestLineOfAnotherForm(String line) {
        rig.send(line + "\r\nHost: a\r\n\r\n");
        assertEquals(List.of(HttpStatus.BAD_REQUEST), rig.unreadable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/1.2", "http/1.1", "HTTP/0.9", "HTTP/1.a"})
    void shouldRefuseAnotherVersion(String version) {
        rig.send("POST /callService " + version + "\r\nHost: a\r\n\r\n");
        assertEquals(List.of(HttpStatus.VERSION_NOT_SUPPORTED), rig.unreadable);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\nabc\r\n0\r\n\r\n",
                "3\nabc\r\n0\r\n\r\n",
                "3\r\nabcd\r\n0\r\n\r\n",
                "3\r\nabc0\r\n\r\n",
                "-3\r\nabc\r\n0\r\n\r\n",
                "3 \r\nabc\r\n0\r\n\r\n",
                "fffffffff\r\nabc\r\n0\r\n\r\n",
                "80000000\r\nabc\r\n0\r\n\r\n",
                "3;a\u0001\r\nabc\r\n0\r\n\r\n",
                "0\r\nX: trailer\r\n\r\n",
                "\r\n"
            })
    void shouldRefuseAChunkOfAnotherForm(String chunks) {
        rig.send("POST /callService HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);
        assertEquals(List.of(), bodies());
        assertEquals(List.of(HttpStatus.BAD_REQUEST), rig.unreadable);
        assertFalse(rig.isOpen());
    }

    @Test
    void shouldRefuseBodiesOverTheLimit() {
        rig.send(HttpRig.post("x".repeat(HttpRig.BODY_BYTES_MAX)));
        assertEquals(1, rig.requests.size());
        HttpRig fixed = open();
        fixed.send(HttpRig.post("x".repeat(HttpRig.BODY_BYTES_MAX + 1)));
        assertEquals(List.of(HttpStatus.CONTENT_TOO_LARGE), fixed.unreadable);
        HttpRig chunked = open();
        chunked.send("POST /callService HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < 3 && chunked.unreadable.isEmpty(); i++) {
            chunked.send("1f4\r\n" + "x".repeat(500) + "\r\n");
        }
        assertEquals(List.of(HttpStatus.CONTENT_TOO_LARGE), chunked.unreadable);
    }

    @Test
    void shouldRefuseHeadsOverTheLimit() {
        rig.send("POST /callService HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(2_048) + "\r\n\r\n");
        assertEquals(List.of(HttpStatus.HEADERS_TOO_LARGE), rig.unreadable);
        HttpRig endless = open();
        endless.send("POST /" + "a".repeat(3_000));
        assertEquals(List.of(HttpStatus.HEADERS_TOO_LARGE), endless.unreadable);
        HttpRig many = open();
        many.send("POST /callService HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(64) + "\r\n");
        assertEquals(List.of(HttpStatus.HEADERS_TOO_LARGE), many.unreadable);
    }

    @Test
    void shouldRefuseOtherExpectationsAndEncodings() {
        rig.send("POST /callService HTTP/1.1\r\nHost: a\r\nExpect: a-miracle\r\n\r\n");
        assertEquals(List.of(HttpStatus.EXPECTATION_FAILED), rig.unreadable);
        HttpRig zipped = open();
        zipped.send("POST /callService HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\n\r\n");
        assertEquals(List.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE), zipped.unreadable);
    }

    @Test
    void shouldNeedAHostInHttp11Only() {
        rig.send("POST /callService HTTP/1.1\r\nContent-Length: 0\r\n\r\n");
        assertEquals(List.of(HttpStatus.BAD_REQUEST), rig.unreadable);
        HttpRig old = open();
        old.send("POST /callService HTTP/1.0\r\nContent-Length: 0\r\n\r\n");
        old.answer(0, "ok");
        assertTrue(old.sent().contains("connection: close"));
        assertFalse(old.isOpen());
    }

    @Test
    void shouldTellAnOldClientThatItsConnectionGoesOn() {
        String kept = "POST /callService HTTP/1.0\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n";
        rig.send(kept + kept);
        rig.answer(0, "ok");
        assertTrue(rig.sent().contains("\r\nconnection: keep-alive\r\n"));
        rig.answer(1, "ok");
        rig.send("POST /callService HTTP/1.0\r\nContent-Length: 0\r\n\r\n");
        rig.answer(2, "last");
        String last = rig.sent();
        assertTrue(last.contains("\r\nconnection: close\r\n") && last.endsWith("last"), last);
        assertFalse(rig.isOpen());
    }

    @Test
    void shouldInviteABodyThatIsExpected() {
        rig.send("POST /callService HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
        assertEquals("HTTP/1.1 100 Continue\r\n\r\n", rig.sent());
        rig.send("ab");
        assertEquals(List.of("ab"), bodies());
    }

    @Test
    void shouldInviteOnlyAfterTheAnswersBefore() {
        rig.send(HttpRig.post("1"));
        rig.send("POST /callService HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
        assertEquals("", rig.sent());
        rig.answer(0, "first");
        assertTrue(rig.sent().endsWith("firstHTTP/1.1 100 Continue\r\n\r\n"));
    }

    @Test
    void shouldReadTheAbsoluteFormAndDropQueries() {
        rig.send("POST http://door:80/fsi/api/2102?x=/y HTTP/1.1\r\nHost: a\r\n\r\n");
        assertEquals("/fsi/api/2102", rig.requests.get(0).path());
    }
}
