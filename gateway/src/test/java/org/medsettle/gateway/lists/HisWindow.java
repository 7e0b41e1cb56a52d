package org.medsettle.gateway.lists;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medsettle.gateway.posclient.TillPopulation;

/** A window of a pharmacy: one keep-alive connection to the HIS door. Threads: one. */
final class HisWindow implements SettlingConnection {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final ZoneOffset SHANGHAI = ZoneOffset.ofHours(8);
    private static final DateTimeFormatter PLAIN =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(SHANGHAI);
    private static final DateTimeFormatter LONG =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(SHANGHAI);
    private static final Pattern CODE = Pattern.compile("\\[([0-9]{4}) [A-Z_]+]\"");
    private static final int TIMEOUT_MS = 30_000;

    private final ListNode node;
    private final Socket socket;
    private final InputStream in;

    HisWindow(ListNode node) throws IOException {
        this.node = node;
        socket = new Socket("127.0.0.1", node.his().getPort());
        socket.setSoTimeout(TIMEOUT_MS);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    @Override
    public String settle(int card) throws IOException {
        String answer = ask(bill(card));
        if (answer.contains("\"infcode\":0,")) {
            return "0";
        }
        Matcher code = CODE.matcher(answer);
        if (!code.find()) {
            throw new IOException("no code in " + answer);
        }
        return code.group(1);
    }

    /** Sends a body as it is. */
    String ask(String body) throws IOException {
        String request = "POST /fsi/api/callService HTTP/1.1\r\nHost: door\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return answer();
    }

    /** A bill of one fen under a key of its own. */
    String bill(int card) {
        Instant now = Instant.ofEpochMilli(node.nowMs());
        return String.format(
                Locale.ROOT,
                "{\"infno\":\"2102\",\"msgid\":\"P34010000001%s%04d\",\"mdtrtarea_admvs\":\"340100\","
                        + "\"insuplc_admdvs\":\"340100\",\"infver\":\"V1.0\",\"opter_type\":\"1\",\"opter\":\"1\","
                        + "\"opter_name\":\"N\",\"inf_time\":\"%s\",\"fixmedins_code\":\"P34010000001\","
                        + "\"input\":{\"druginfo\":{\"psn_no\":\"%s\",\"mdtrt_cert_type\":\"03\","
                        + "\"mdtrt_cert_no\":\"%s\",\"begntime\":\"%s\",\"medfee_sumamt\":\"0.01\","
                        + "\"insutype\":\"310\",\"acct_used_flag\":\"1\",\"med_type\":\"41\"},"
                        + "\"drugdetail\":[{\"feedetl_sn\":\"1\",\"med_list_codg\":\"X\",\"medins_list_codg\":\"S\","
                        + "\"det_item_fee_sumamt\":\"0.01\",\"cnt\":\"1.0000\",\"pric\":\"0.010000\"}]}}",
                PLAIN.format(now),
                NUMBERS.incrementAndGet() % 10_000,
                LONG.format(now),
                TillPopulation.person(card),
                TillPopulation.cardNumber(card),
                LONG.format(now));
    }

    private String answer() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(256);
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the door has closed after " + head);
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.US_ASCII);
        int from = text.indexOf("content-length: ") + "content-length: ".length();
        int length = Integer.parseInt(text.substring(from, text.indexOf('\r', from)));
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
