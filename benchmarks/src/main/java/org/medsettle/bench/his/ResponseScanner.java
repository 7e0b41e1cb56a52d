package org.medsettle.bench.his;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Reads as much of an HTTP response as the client needs: where it ends, the result code, and a settlement's two ids. Not a
 * JSON parser: it looks for the names the interface fixes.
 *
 * <p>Threads: one. Invariant: {@link #scan} consumes a response whole or not at all. Failure: a response without
 * Content-Length throws {@link IllegalStateException}; the connection is then closed.
 */
final class ResponseScanner {
    /** Result code of an envelope that is neither a success nor names its code. */
    static final int UNNAMED = 9_999;

    private static final byte[] HEAD_END = ascii("\r\n\r\n");
    private static final byte[] CONTENT_LENGTH = ascii("\ncontent-length:");
    private static final byte[] CLOSE = ascii("\nconnection: close");
    private static final byte[] INFCODE = ascii("\"infcode\":");
    private static final byte[] ERR_MSG = ascii("\"err_msg\":\"");
    private static final byte[] SETL_ID = ascii("\"setl_id\":\"");
    private static final byte[] MDTRT_ID = ascii("\"mdtrt_id\":\"");
    private static final int STATUS_AT = 9;
    private static final int OK = 200;

    private int status;
    private int code;
    private long setlId;
    private long mdtrtId;
    private boolean closing;

    /** Consumes one whole response from {@code in}, or answers false and consumes nothing. */
    boolean scan(ByteBuf in) {
        int start = in.readerIndex();
        int headEnd = find(in, start, in.writerIndex(), HEAD_END);
        if (headEnd < 0) {
            return false;
        }
        int lengthAt = findIgnoringCase(in, start, headEnd, CONTENT_LENGTH);
        if (lengthAt < 0) {
            throw new IllegalStateException("a response without Content-Length");
        }
        int bodyAt = headEnd + HEAD_END.length;
        int end = bodyAt + (int) number(in, lengthAt + CONTENT_LENGTH.length, headEnd);
        if (end > in.writerIndex()) {
            return false;
        }
        status = (int) number(in, start + STATUS_AT, headEnd);
        closing = findIgnoringCase(in, start, headEnd, CLOSE) >= 0;
        body(in, bodyAt, end);
        in.readerIndex(end);
        return true;
    }

    private void body(ByteBuf in, int from, int end) {
        setlId = 0;
        mdtrtId = 0;
        int at = find(in, from, end, INFCODE);
        if (at < 0) {
            code = status == OK ? UNNAMED : status;
            return;
        }
        at += INFCODE.length;
        at += in.getByte(at) == '"' ? 1 : 0;
        if (in.getByte(at) == '0') {
            code = 0;
            setlId = idBehind(in, from, end, SETL_ID);
            mdtrtId = idBehind(in, from, end, MDTRT_ID);
        } else {
            code = named(in, from, end);
        }
    }

    /** The number in the brackets at the end of err_msg. */
    private static int named(ByteBuf in, int from, int end) {
        int at = find(in, from, end, ERR_MSG);
        if (at < 0) {
            return UNNAMED;
        }
        for (int i = at + ERR_MSG.length; i + 5 < end && in.getByte(i) != '"'; i++) {
            if (in.getByte(i) == '[' && in.getByte(i + 5) == ' ') {
                return (int) number(in, i + 1, end);
            }
        }
        return UNNAMED;
    }

    private static long idBehind(ByteBuf in, int from, int end, byte[] name) {
        int at = find(in, from, end, name);
        return at < 0 ? 0 : number(in, at + name.length, end);
    }

    /** The digits at {@code from}, leading blanks skipped. */
    private static long number(ByteBuf in, int from, int end) {
        int at = from;
        while (at < end && in.getByte(at) == ' ') {
            at++;
        }
        long number = 0;
        for (; at < end; at++) {
            int digit = in.getByte(at) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static int find(ByteBuf in, int from, int end, byte[] wanted) {
        int last = end - wanted.length;
        for (int at = in.indexOf(from, end, wanted[0]);
                at >= 0 && at <= last;
                at = in.indexOf(at + 1, end, wanted[0])) {
            int i = 1;
            while (i < wanted.length && in.getByte(at + i) == wanted[i]) {
                i++;
            }
            if (i == wanted.length) {
                return at;
            }
        }
        return -1;
    }

    /** As {@link #find}, for names of headers; {@code wanted} is in lower case. */
    private static int findIgnoringCase(ByteBuf in, int from, int end, byte[] wanted) {
        int last = end - wanted.length;
        for (int at = in.indexOf(from, end, wanted[0]);
                at >= 0 && at <= last;
                at = in.indexOf(at + 1, end, wanted[0])) {
            int i = 1;
            while (i < wanted.length && lower(in.getByte(at + i)) == wanted[i]) {
                i++;
            }
            if (i == wanted.length) {
                return at;
            }
        }
        return -1;
    }

    private static byte lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? (byte) (letter + 32) : letter;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    int status() {
        return status;
    }

    /** 0 for a success, else the named result code, or the HTTP status where there is no envelope. */
    int code() {
        return code;
    }

    long setlId() {
        return setlId;
    }

    long mdtrtId() {
        return mdtrtId;
    }

    /** The server will close the connection behind this response. */
    boolean closing() {
        return closing;
    }
}
