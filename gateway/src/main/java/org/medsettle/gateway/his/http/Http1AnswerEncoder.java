package org.medsettle.gateway.his.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Puts the head of an HTTP/1.1 answer into the room left in front of its content, so that head and content leave as one
 * buffer.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class Http1AnswerEncoder {
    static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");

    private static final byte[] DATE = ascii("date: ");
    private static final byte[] TYPE = ascii("\r\ncontent-type: application/json;charset=UTF-8");
    private static final byte[] LENGTH = ascii("\r\ncontent-length: ");
    private static final byte[] ALLOW = ascii("\r\nallow: POST");
    private static final byte[] RETRY = ascii("\r\nretry-after: 1");
    /** What an answer says about its connection: that it ends, that it goes on, or nothing, which is to go on in HTTP/1.1. */
    static final byte[] CLOSE = ascii("\r\nconnection: close");

    static final byte[] KEEP = ascii("\r\nconnection: keep-alive");
    static final byte[] SILENT = {};

    private static final byte[] END = ascii("\r\n\r\n");

    private static final byte[][] STATUS_LINES = new byte[HttpStatus.values().length][];

    static {
        for (HttpStatus status : HttpStatus.values()) {
            STATUS_LINES[status.ordinal()] = ascii("HTTP/1.1 " + status.code() + " " + status.reason() + "\r\n");
        }
    }

    private final byte[] head = new byte[HttpExchange.HEAD_ROOM];
    private int count;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Completes {@code answer}, whose readable bytes are the content. */
    void encode(ByteBuf answer, HttpStatus status, byte[] connection, byte[] date) {
        int contentBytes = answer.readableBytes();
        count = 0;
        put(STATUS_LINES[status.ordinal()]);
        put(DATE);
        put(date);
        if (contentBytes > 0) {
            put(TYPE);
        }
        put(LENGTH);
        putNumber(contentBytes);
        if (status == HttpStatus.METHOD_NOT_ALLOWED) {
            put(ALLOW);
        }
        if (status.passes()) {
            put(RETRY);
        }
        put(connection);
        put(END);
        int from = answer.readerIndex() - count;
        Invariant.check(from >= 0, "the head of an answer fits the room left for it");
        answer.setBytes(from, head, 0, count);
        answer.readerIndex(from);
    }

    private void put(byte[] bytes) {
        System.arraycopy(bytes, 0, head, count, bytes.length);
        count += bytes.length;
    }

    private void putNumber(int number) {
        int digits = 1;
        for (int rest = number; rest > 9; rest /= 10) {
            digits++;
        }
        int rest = number;
        for (int i = count + digits - 1; i >= count; i--) {
            head[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        count += digits;
    }
}
