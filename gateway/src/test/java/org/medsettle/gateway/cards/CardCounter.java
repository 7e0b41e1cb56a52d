package org.medsettle.gateway.cards;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medsettle.gateway.posclient.PosNode;
import org.medsettle.gateway.posclient.Till;
import org.medsettle.gateway.posclient.TillPopulation;
import org.medsettle.gateway.posclient.TillSocket;

/** A counter for cards, a hospital window and a till of one node, on a clock that can be put forward. */
final class CardCounter {
    private static final Pattern STATE = Pattern.compile("\"card_state\":\"([A-Z_]*)\"");
    private static final Pattern MESSAGE = Pattern.compile("\"err_msg\":\"([^\"]*)\"");
    private static final String PIN = "00000000000000AA";

    private final PosNode node;
    private final TillSocket socket;
    private final AtomicLong aheadMs;
    private final Till till = new Till(TillPopulation.MERCHANT, TillPopulation.TERMINAL);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private int calls;

    CardCounter(PosNode node, TillSocket socket, AtomicLong aheadMs) {
        this.node = node;
        this.socket = socket;
        this.aheadMs = aheadMs;
    }

    /** A call and its answer: status, then the body. */
    record Said(int status, String body) {
        boolean isOk() {
            return status == 200;
        }

        /** Number and name of the code in a problem document. */
        String code() {
            Matcher found = Pattern.compile("\"code\":([0-9]+),\"result\":\"([A-Z_]+)\"")
                    .matcher(body);
            return found.find() ? found.group(1) + " " + found.group(2) : body;
        }
    }

    void ahead(Duration time) {
        aheadMs.addAndGet(time.toMillis());
    }

    Instant now() {
        return Instant.ofEpochMilli(System.currentTimeMillis() + aheadMs.get());
    }

    String today(int daysLater) {
        return now().atOffset(ZoneOffset.ofHours(8))
                .toLocalDate()
                .plusDays(daysLater)
                .toString();
    }

    Said post(String path, String json) throws IOException, InterruptedException {
        calls++;
        return send(request(path)
                .header("Idempotency-Key", "counter-" + calls)
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.adminPort() + path))
                .header("X-Operator", "counter-1");
    }

    private Said send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Said(answer.statusCode(), answer.body());
    }

    Said file(CardHolder card) throws IOException, InterruptedException {
        return send(request(card.path()).GET());
    }

    String state(CardHolder card) throws IOException, InterruptedException {
        Matcher found = STATE.matcher(file(card).body());
        return found.find() ? found.group(1) : "";
    }

    /** What the cashier reads; empty for an approved settlement. */
    String settle(CardHolder card) throws IOException, InterruptedException {
        String time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                .withZone(ZoneOffset.ofHours(8))
                .format(now());
        String id = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT)
                .withZone(ZoneOffset.ofHours(8))
                .format(now());
        calls++;
        String body = String.format(
                Locale.ROOT,
                "{\"infno\":\"2102\",\"msgid\":\"P34010000001%s%04d\",\"mdtrtarea_admvs\":\"340100\","
                        + "\"insuplc_admdvs\":\"340100\",\"infver\":\"V1.0\",\"opter_type\":\"1\",\"opter\":\"1\","
                        + "\"opter_name\":\"N\",\"inf_time\":\"%s\",\"fixmedins_code\":\"P34010000001\","
                        + "\"input\":{\"druginfo\":{\"psn_no\":\"%s\",\"mdtrt_cert_type\":\"03\","
                        + "\"mdtrt_cert_no\":\"%s\",\"begntime\":\"%s\",\"medfee_sumamt\":\"0.50\","
                        + "\"insutype\":\"310\",\"acct_used_flag\":\"1\",\"med_type\":\"41\"},"
                        + "\"drugdetail\":[{\"feedetl_sn\":\"1\",\"med_list_codg\":\"X\","
                        + "\"det_item_fee_sumamt\":\"0.50\",\"cnt\":\"1.0000\",\"pric\":\"0.500000\"}]}}",
                id,
                calls % 10_000,
                time,
                card.person(),
                card.number(),
                time);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + node.his().getPort() + "/fsi/api/callService"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        Matcher message = MESSAGE.matcher(answer.body());
        return message.find() ? message.group(1) : answer.body();
    }

    /** Field 39 of a purchase. */
    String buy(CardHolder card) throws IOException {
        return socket.ask(till.purchase(card.pan(), 50)).code();
    }

    /** A call as the page names it. */
    Said call(String name, CardHolder card) throws IOException, InterruptedException {
        String path = card.path() + "/";
        return switch (name) {
            case "issue" -> post(path + "issue", "{\"psn_no\":\"" + card.person() + "\"," + card.fields("") + "}");
            case "report-loss formal" -> post(path + "report-loss", "{\"formal\":true}");
            case "track" -> post(path + "track", "{\"step\":\"approve\"}");
            case "move" -> {
                CardHolder next = CardHolder.next(card, "420100");
                yield post(
                        path + "move",
                        "{\"area\":\"420100\",\"card_no\":\"" + next.number() + "\"," + next.fields("") + "}");
            }
            case "pin", "verify-pin" -> post(path + name, "{\"value\":\"" + PIN + "\"}");
            case "reimburse" ->
                post(
                        path + "reimburse",
                        "{\"amount_fen\":2500,\"paid_at\":\"" + now().minusSeconds(1)
                                + "\",\"fixmedins_code\":\"P34010000002\",\"receipt\":\"R-" + card.index()
                                + "\",\"second_operator\":\"counter-2\"}");
            default -> post(path + name, "");
        };
    }
}
