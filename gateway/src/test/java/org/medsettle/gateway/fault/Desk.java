package org.medsettle.gateway.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.posclient.TillPopulation;

/**
 * One window of the first pharmacy of {@link TillPopulation}, which sends single messages of the national interface and reads
 * their answers with regular expressions: it shares nothing with the server but the interface.
 */
@ThreadConfined(Threads.CALLER)
final class Desk {
    static final int LARGE_BYTES = 12_000;

    private static final String INSTITUTION = "P34010000001";
    /** Two windows opened in the same second give no key twice. */
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static final DateTimeFormatter KEY_TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LocalDateTime opened = LocalDateTime.now(ZoneId.of("Asia/Shanghai"));
    private final URI door;
    private int number = NUMBERS.getAndAdd(5_000);

    Desk(int hisPort) {
        door = URI.create("http://127.0.0.1:" + hisPort + "/fsi/api/callService");
    }

    /** An answer as text. */
    record Answer(String body) {
        /** The value of a field, wherever it stands first; empty when it is nowhere. */
        String get(String field) {
            Matcher found = Pattern.compile("\"" + field + "\":\"?([^\",}]*)").matcher(body);
            return found.find() ? found.group(1) : "";
        }

        /** 0, or the number in the brackets that end every refusal. */
        int code() {
            Matcher refusal = Pattern.compile("\\[([0-9]{4}) [A-Z_]+]").matcher(body);
            if (get("infcode").equals("0")) {
                return 0;
            }
            return refusal.find() ? Integer.parseInt(refusal.group(1)) : -1;
        }
    }

    /** A fresh key. */
    String key() {
        return INSTITUTION + KEY_TIME.format(opened) + String.format(Locale.ROOT, "%04d", ++number % 10_000);
    }

    Answer settle(String key, int person, String yuan) throws IOException, InterruptedException {
        return bill("2102", key, person, yuan, line(1, yuan));
    }

    /** A bill of thirty yuan in three hundred lines, which takes {@link #LARGE_BYTES} of the journal and more. */
    Answer settleLarge(String key, int person) throws IOException, InterruptedException {
        String lines = IntStream.rangeClosed(1, 300)
                .mapToObj(number -> line(number, "0.10"))
                .collect(Collectors.joining(","));
        return bill("2102", key, person, "30.00", lines);
    }

    Answer quote(int person, String yuan) throws IOException, InterruptedException {
        return bill("2101", key(), person, yuan, line(1, yuan));
    }

    private String line(int number, String yuan) {
        return "{\"feedetl_sn\":\"" + number + "\",\"rx_circ_flag\":\"0\",\"fee_ocur_time\":\"" + TIME.format(opened)
                + "\",\"med_list_codg\":\"XTEST1\",\"medins_list_codg\":\"SKU-1\",\"det_item_fee_sumamt\":\"" + yuan
                + "\",\"cnt\":\"1.0000\",\"pric\":\"" + yuan + "\"}";
    }

    private Answer bill(String infno, String key, int person, String yuan, String lines)
            throws IOException, InterruptedException {
        return send(
                infno,
                key,
                "{\"druginfo\":{\"psn_no\":\"" + TillPopulation.person(person) + "\",\"mdtrt_cert_type\":\"03\","
                        + "\"mdtrt_cert_no\":\"" + TillPopulation.cardNumber(person) + "\",\"begntime\":\""
                        + TIME.format(opened) + "\",\"medfee_sumamt\":\"" + yuan
                        + "\",\"insutype\":\"310\",\"med_type\":\"41\","
                        + "\"acct_used_flag\":\"1\",\"dise_codg\":\"\"},\"drugdetail\":[" + lines + "]}");
    }

    Answer cancel(int person, Answer settled) throws IOException, InterruptedException {
        return data(
                "2103",
                key(),
                "\"psn_no\":\"" + TillPopulation.person(person) + "\",\"setl_id\":\"" + settled.get("setl_id")
                        + "\",\"mdtrt_id\":\"" + settled.get("mdtrt_id") + "\"");
    }

    Answer reverse(int person, String originalKey) throws IOException, InterruptedException {
        return data(
                "2601",
                key(),
                "\"psn_no\":\"" + TillPopulation.person(person) + "\",\"omsgid\":\"" + originalKey
                        + "\",\"oinfno\":\"2102\"");
    }

    Answer outcome(String originalKey) throws IOException, InterruptedException {
        return data("S102", key(), "\"omsgid\":\"" + originalKey + "\",\"oinfno\":\"2102\"");
    }

    Answer inquire(int person) throws IOException, InterruptedException {
        return data(
                "1101",
                key(),
                "\"mdtrt_cert_type\":\"03\",\"mdtrt_cert_no\":\"" + TillPopulation.cardNumber(person)
                        + "\",\"psn_cert_type\":\"01\",\"certno\":\"\",\"psn_name\":\"\"");
    }

    private Answer data(String infno, String key, String fields) throws IOException, InterruptedException {
        return send(infno, key, "{\"data\":{" + fields + "}}");
    }

    private Answer send(String infno, String key, String input) throws IOException, InterruptedException {
        String message = "{\"infno\":\"" + infno + "\",\"msgid\":\"" + key + "\",\"mdtrtarea_admvs\":\"340100\","
                + "\"insuplc_admdvs\":\"340100\",\"recer_sys_code\":\"HIS\",\"infver\":\"V1.0\",\"opter_type\":\"1\","
                + "\"opter\":\"0007\",\"opter_name\":\"T\",\"inf_time\":\"" + TIME.format(opened)
                + "\",\"fixmedins_code\":\"" + INSTITUTION + "\",\"fixmedins_name\":\"One\",\"sign_no\":\"\",\"input\":"
                + input + "}";
        HttpRequest request = HttpRequest.newBuilder(door)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(message))
                .build();
        return new Answer(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
