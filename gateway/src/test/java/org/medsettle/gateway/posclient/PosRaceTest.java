package org.medsettle.gateway.posclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.medsettle.gateway.posclient.TillPopulation.MERCHANT;
import static org.medsettle.gateway.posclient.TillPopulation.OPENING_FEN;
import static org.medsettle.gateway.posclient.TillPopulation.SECOND_TERMINAL;
import static org.medsettle.gateway.posclient.TillPopulation.TERMINAL;
import static org.medsettle.gateway.posclient.TillPopulation.pan;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One card at two tills and one HIS window at the same moment, for more than it has. */
class PosRaceTest {
    private static final int ROUNDS = Integer.getInteger("rounds", 50);
    private static final Pattern ACCOUNT_PAY = Pattern.compile("\"acct_pay\":([0-9.]+)");

    @TempDir
    private Path data;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void shouldNeverSpendMoreThanThereIsWhoeverComesFirst() throws Exception {
        ExecutorService windows = Executors.newFixedThreadPool(3);
        CyclicBarrier together = new CyclicBarrier(3);
        int bothApproved = 0;
        try (PosNode node = PosNode.start(data, "0:none:iso87b").populate(ROUNDS);
                TillSocket first = node.connect();
                TillSocket second = node.connect()) {
            Till left = new Till(MERCHANT, TERMINAL);
            Till right = new Till(MERCHANT, SECOND_TERMINAL);
            for (int round = 1; round <= ROUNDS; round++) {
                int person = round;
                Future<Long> a = windows.submit(at(together, () -> buy(first, left.purchase(pan(person), 4_500))));
                Future<Long> b = windows.submit(at(together, () -> buy(second, right.purchase(pan(person), 4_000))));
                Future<Long> c = windows.submit(at(together, () -> settle(node, person)));
                long spent = a.get(30, TimeUnit.SECONDS) + b.get(30, TimeUnit.SECONDS) + c.get(30, TimeUnit.SECONDS);
                bothApproved += a.get() > 0 && b.get() > 0 ? 1 : 0;

                TillMessage answer = first.ask(left.balance(pan(person)));
                assertEquals('C', answer.get(54).charAt(7), "balance of round " + round);
                assertEquals(OPENING_FEN - spent, Long.parseLong(answer.get(54).substring(8)), "round " + round);
                assertTrue(spent <= OPENING_FEN, "round " + round);
            }
            assertTrue(bothApproved > 0 || ROUNDS < 50, "the tills came first at least once");
        } finally {
            windows.shutdownNow();
        }
    }

    private static Callable<Long> at(CyclicBarrier together, Callable<Long> window) {
        return () -> {
            together.await(30, TimeUnit.SECONDS);
            return window.call();
        };
    }

    private static long buy(TillSocket socket, TillMessage purchase) throws IOException {
        TillMessage answer = socket.ask(purchase);
        assertTrue(answer.code().equals("00") || answer.code().equals("51"), answer.toString());
        return answer.code().equals("00") ? Long.parseLong(answer.get(4)) : 0;
    }

    /** A bill of 50 yuan at a HIS window, which takes what there is and lets the rest be paid in cash. */
    private long settle(PosNode node, int person) throws IOException, InterruptedException {
        LocalDateTime now = LocalDateTime.now(ZoneId.of("Asia/Shanghai"));
        String time = now.format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT));
        String id = now.format(DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT));
        String body = String.format(
                Locale.ROOT,
                "{\"infno\":\"2102\",\"msgid\":\"P34010000001%s%04d\",\"mdtrtarea_admvs\":\"340100\","
                        + "\"insuplc_admdvs\":\"340100\",\"infver\":\"V1.0\",\"opter_type\":\"1\",\"opter\":\"1\","
                        + "\"opter_name\":\"N\",\"inf_time\":\"%s\",\"fixmedins_code\":\"P34010000001\","
                        + "\"input\":{\"druginfo\":{\"psn_no\":\"%s\",\"mdtrt_cert_type\":\"03\","
                        + "\"mdtrt_cert_no\":\"%s\",\"begntime\":\"%s\",\"medfee_sumamt\":\"50.00\","
                        + "\"insutype\":\"310\",\"acct_used_flag\":\"1\",\"med_type\":\"41\"},"
                        + "\"drugdetail\":[{\"feedetl_sn\":\"1\",\"med_list_codg\":\"X\",\"medins_list_codg\":\"S\","
                        + "\"det_item_fee_sumamt\":\"50.00\",\"cnt\":\"1.0000\",\"pric\":\"50.000000\"}]}}",
                id,
                person % 10_000,
                time,
                TillPopulation.person(person),
                TillPopulation.cardNumber(person),
                time);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + node.his().getPort() + "/fsi/api/callService"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        Matcher paid = ACCOUNT_PAY.matcher(answer.body());
        assertTrue(paid.find(), answer.body());
        return new BigDecimal(paid.group(1)).movePointRight(2).longValueExact();
    }
}
