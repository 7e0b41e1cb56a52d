package org.medsettle.gateway.his.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Request line and header fields of an HTTP/1.1 request, read strictly: whatever two readers could understand in two ways
 * is refused, since it would let one request hide in another.
 *
 * <p>Invariant: the framing is either a single Content-Length or {@code Transfer-Encoding: chunked}, never both. Failure:
 * {@link #parse} answers the status to refuse with.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class Http1Head implements HttpRequestHead {
    private static final int FIELDS_MAX = 64;
    private static final int CONTENT_LENGTH_DIGITS_MAX = 15;
    private static final boolean[] TOKEN = new boolean[256];

    static {
        for (int c = 0; c < 128; c++) {
            TOKEN[c] = Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
        }
    }

    private final AsciiSlice method = new AsciiSlice();
    private final AsciiSlice path = new AsciiSlice();
    private final AsciiSlice name = new AsciiSlice();
    private final AsciiSlice value = new AsciiSlice();
    private final int[] fields = new int[4 * FIELDS_MAX];
    private byte[] bytes = new byte[512];
    private int fieldCount;
    private boolean version11;
    private boolean keepAlive;
    private boolean closeAsked;
    private boolean http2Preface;
    private boolean chunked;
    private boolean expectsContinue;
    private long contentLength;
    private int hosts;

    /** Room for a head of {@code length} bytes, to be filled before {@link #parse}. */
    byte[] room(int length) {
        if (bytes.length < length) {
            bytes = Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length));
        }
        return bytes;
    }

    /** Reads the head of {@code length} bytes, which ends with an empty line; every line ends with CR LF. */
    HttpStatus parse(int length) {
        fieldCount = 0;
        chunked = false;
        expectsContinue = false;
        contentLength = -1;
        hosts = 0;
        int end = lineEnd(0);
        HttpStatus status = parseRequestLine(end);
        int at = end + 2;
        while (status == HttpStatus.OK && at < length - 2) {
            end = lineEnd(at);
            status = parseField(at, end);
            at = end + 2;
        }
        return status == HttpStatus.OK ? checkFraming() : status;
    }

    /** Index of the CR that ends the line. */
    private int lineEnd(int from) {
        int at = from;
        while (bytes[at] != '\r' || bytes[at + 1] != '\n') {
            at++;
        }
        return at;
    }

    private HttpStatus parseRequestLine(int end) {
        int methodEnd = 0;
        while (methodEnd < end && TOKEN[bytes[methodEnd] & 0xFF]) {
            methodEnd++;
        }
        int targetEnd = methodEnd + 1;
        while (targetEnd < end && bytes[targetEnd] > ' ' && bytes[targetEnd] < 0x7F) {
            targetEnd++;
        }
        boolean formed = methodEnd > 0
                && targetEnd > methodEnd + 1
                && targetEnd < end
                && bytes[methodEnd] == ' '
                && bytes[targetEnd] == ' '
                && end - targetEnd == 9;
        if (!formed) {
            return HttpStatus.BAD_REQUEST;
        }
        method.set(bytes, 0, methodEnd);
        setPath(methodEnd + 1, targetEnd);
        return parseVersion(value.set(bytes, targetEnd + 1, end));
    }

    private HttpStatus parseVersion(CharSequence version) {
        version11 = CharSequence.compare(version, "HTTP/1.1") == 0;
        keepAlive = version11;
        closeAsked = false;
        http2Preface = CharSequence.compare(version, "HTTP/2.0") == 0
                && CharSequence.compare(method, "PRI") == 0
                && CharSequence.compare(path, "*") == 0;
        boolean known = version11 || http2Preface || CharSequence.compare(version, "HTTP/1.0") == 0;
        return known ? HttpStatus.OK : HttpStatus.VERSION_NOT_SUPPORTED;
    }

    /** The path of a target in origin form, or in the absolute form that proxies use. */
    private void setPath(int from, int to) {
        int start = from + schemeLength(from, to);
        if (start > from) {
            while (start < to && bytes[start] != '/') {
                start++;
            }
        }
        int end = start;
        while (end < to && bytes[end] != '?' && bytes[end] != '#') {
            end++;
        }
        path.set(bytes, start, end);
    }

    private int schemeLength(int from, int to) {
        if (path.set(bytes, from, Math.min(to, from + 7)).equalsIgnoreCase("http://")) {
            return 7;
        }
        return path.set(bytes, from, Math.min(to, from + 8)).equalsIgnoreCase("https://") ? 8 : 0;
    }

    private HttpStatus parseField(int from, int end) {
        int nameEnd = from;
        while (nameEnd < end && TOKEN[bytes[nameEnd] & 0xFF]) {
            nameEnd++;
        }
        if (nameEnd == from || nameEnd == end || bytes[nameEnd] != ':') {
            return HttpStatus.BAD_REQUEST; // a folded line too: it begins with a blank
        }
        if (fieldCount == FIELDS_MAX) {
            return HttpStatus.HEADERS_TOO_LARGE;
        }
        int valueFrom = nameEnd + 1;
        int valueTo = end;
        while (valueFrom < valueTo && isBlank(bytes[valueFrom])) {
            valueFrom++;
        }
        while (valueTo > valueFrom && isBlank(bytes[valueTo - 1])) {
            valueTo--;
        }
        for (int i = valueFrom; i < valueTo; i++) {
            int b = bytes[i] & 0xFF;
            if ((b < ' ' && b != '\t') || b == 0x7F) {
                return HttpStatus.BAD_REQUEST;
            }
        }
        int slot = 4 * fieldCount++;
        fields[slot] = from;
        fields[slot + 1] = nameEnd;
        fields[slot + 2] = valueFrom;
        fields[slot + 3] = valueTo;
        return note(name.set(bytes, from, nameEnd), value.set(bytes, valueFrom, valueTo));
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    /** Takes in the fields that say how the request goes on. */
    private HttpStatus note(AsciiSlice name, AsciiSlice value) {
        return switch (name.length()) {
            case 4 -> {
                hosts += name.equalsIgnoreCase("host") ? 1 : 0;
                yield HttpStatus.OK;
            }
            case 6 -> name.equalsIgnoreCase("expect") ? noteExpect(value) : HttpStatus.OK;
            case 10 -> name.equalsIgnoreCase("connection") ? noteConnection(value) : HttpStatus.OK;
            case 14 -> name.equalsIgnoreCase("content-length") ? noteContentLength(value) : HttpStatus.OK;
            case 16 ->
                name.equalsIgnoreCase("content-encoding") && !value.equalsIgnoreCase("identity")
                        ? HttpStatus.UNSUPPORTED_MEDIA_TYPE
                        : HttpStatus.OK;
            case 17 -> name.equalsIgnoreCase("transfer-encoding") ? noteTransferEncoding(value) : HttpStatus.OK;
            default -> HttpStatus.OK;
        };
    }

    private HttpStatus noteExpect(AsciiSlice value) {
        expectsContinue = value.equalsIgnoreCase("100-continue");
        return expectsContinue ? HttpStatus.OK : HttpStatus.EXPECTATION_FAILED;
    }

    private HttpStatus noteConnection(AsciiSlice value) {
        int at = 0;
        while (at <= value.length()) {
            int end = at;
            while (end < value.length() && value.charAt(end) != ',') {
                end++;
            }
            String option = value.subSequence(at, end).toString().trim();
            if (option.equalsIgnoreCase("close")) {
                closeAsked = true;
            }
            keepAlive |= option.equalsIgnoreCase("keep-alive");
            at = end + 1;
        }
        return HttpStatus.OK;
    }

    private HttpStatus noteContentLength(AsciiSlice value) {
        if (contentLength >= 0 || value.length() == 0 || value.length() > CONTENT_LENGTH_DIGITS_MAX) {
            return HttpStatus.BAD_REQUEST;
        }
        long sum = 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = value.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return HttpStatus.BAD_REQUEST;
            }
            sum = sum * 10 + digit;
        }
        contentLength = sum;
        return HttpStatus.OK;
    }

    private HttpStatus noteTransferEncoding(AsciiSlice value) {
        if (chunked || !version11 || !value.equalsIgnoreCase("chunked")) {
            return HttpStatus.BAD_REQUEST;
        }
        chunked = true;
        return HttpStatus.OK;
    }

    private HttpStatus checkFraming() {
        boolean twoFramings = chunked && contentLength >= 0;
        boolean hostWrong = hosts > 1 || (hosts == 0 && version11);
        return twoFramings || hostWrong ? HttpStatus.BAD_REQUEST : HttpStatus.OK;
    }

    /** True when this is the beginning of HTTP/2's connection preface. */
    boolean isHttp2Preface() {
        return http2Preface && fieldCount == 0;
    }

    boolean isChunked() {
        return chunked;
    }

    /** Length of the body when it is not chunked. */
    long contentLength() {
        return Math.max(0, contentLength);
    }

    boolean expectsContinue() {
        return expectsContinue && version11;
    }

    boolean keepAlive() {
        return keepAlive && !closeAsked;
    }

    @Override
    public CharSequence method() {
        return method;
    }

    @Override
    public CharSequence path() {
        return path;
    }

    @Override
    public @Nullable CharSequence field(String lowerCaseName) {
        for (int slot = 0; slot < 4 * fieldCount; slot += 4) {
            if (name.set(bytes, fields[slot], fields[slot + 1]).equalsIgnoreCase(lowerCaseName)) {
                return value.set(bytes, fields[slot + 2], fields[slot + 3]);
            }
        }
        return null;
    }
}
