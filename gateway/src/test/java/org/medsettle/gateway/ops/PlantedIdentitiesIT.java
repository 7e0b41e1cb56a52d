package org.medsettle.gateway.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.medsettle.gateway.ops.PlantedIdentities.CARD;
import static org.medsettle.gateway.ops.PlantedIdentities.CITIZEN_ID;
import static org.medsettle.gateway.ops.PlantedIdentities.IDEMPOTENCY_KEY;
import static org.medsettle.gateway.ops.PlantedIdentities.MASTER_KEY;
import static org.medsettle.gateway.ops.PlantedIdentities.MSGID;
import static org.medsettle.gateway.ops.PlantedIdentities.NAME;
import static org.medsettle.gateway.ops.PlantedIdentities.PAN;
import static org.medsettle.gateway.ops.PlantedIdentities.PERSON;
import static org.medsettle.gateway.ops.PlantedIdentities.TOKEN;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.posclient.Till;
import org.medsettle.gateway.posclient.TillFormat;
import org.medsettle.gateway.posclient.TillKeystore;
import org.medsettle.gateway.posclient.TillMessage;
import org.medsettle.gateway.posclient.TillPopulation;
import org.medsettle.gateway.posclient.TillSocket;

/**
 * Goal: whatever is done to a node with a person's identities, they stand in none of its log, metrics, error texts, audit trail
 * and thread dumps. Method: one node, one insured person, every door, good requests and bent ones; then everything it said is
 * searched for every identity in every form.
 */
@Timeout(600)
class PlantedIdentitiesIT {
    private static final String OPEN = "POST /fsi/api/callService HTTP/1.1\r\nHost: localhost\r\nContent-Length: ";
    private static final Pattern ERROR_TEXT = Pattern.compile("\"err_msg\":\"([^\"]*)\"");

    @TempDir
    private Path directory;

    private OpsNode node;
    private final ByteArrayOutputStream errorTexts = new ByteArrayOutputStream();

    private void start() throws Exception {
        List<String> settings = new ArrayList<>(new TillKeystore(directory.resolve("keys"), "PKCS12")
                .terminal(TillPopulation.MERCHANT, TillPopulation.SECOND_TERMINAL, "cup-ecb", "3des", MASTER_KEY)
                .write());
        settings.add("log.level=debug");
        settings.add("log.library_level=debug");
        settings.add("his.request_timeout_ms=500");
        node = OpsNode.start(directory, settings.toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void shouldSayNobodysIdentityAnywhere() throws Exception {
        start();
        TillPopulation.importAll(node.port("admin"), 3);
        useAdminDoor();
        useHisDoor();
        usePosDoor();
        node.awaitMetric("medsettle_connections{listener=\"his\"} 0.0\n");

        List<String> leaks = new ArrayList<>();
        search("the error texts", errorTexts.toByteArray(), leaks);
        search("the metrics", node.get("/metrics").body().getBytes(StandardCharsets.UTF_8), leaks);
        search("the thread dump", node.threads().getBytes(StandardCharsets.UTF_8), leaks);
        assertEquals(0, node.terminate());
        search("the log", Files.readAllBytes(directory.resolve("node.log")), leaks);
        search("stdout", Files.readAllBytes(directory.resolve("node.out")), leaks);
        try (Stream<Path> trail = Files.list(directory.resolve("data/audit"))) {
            for (Path file : trail.toList()) {
                search("the audit trail", Files.readAllBytes(file), leaks);
            }
        }
        assertEquals(new TreeSet<>(), new TreeSet<>(leaks));
        assertTrue(node.log().contains("\"event\":\"RECOVERED\""), "it has logged");
        assertTrue(errorTexts.size() > 2_000, "it has refused: " + errorTexts);
    }

    /** What the search would not find, the test above could not see either. */
    @Test
    void shouldFindEveryIdentityInEveryForm() {
        PlantedIdentities.all()
                .forEach((kind, identity) -> PlantedIdentities.forms(identity).forEach((form, text) -> {
                    byte[] said = ("before " + text + " behind").getBytes(StandardCharsets.ISO_8859_1);
                    assertTrue(
                            PlantedIdentities.leaksIn(said).stream().anyMatch(leak -> leak.startsWith(kind)),
                            kind + form);
                }));
    }

    private static void search(String where, byte[] text, List<String> leaks) {
        PlantedIdentities.leaksIn(text).forEach(leak -> leaks.add(where + ": " + leak));
    }

    private void useAdminDoor() throws Exception {
        String persons = "psn_no,certno,name,gend,brdy,insutype,psn_type,insu_state,area,opening_balance\n";
        String person = PERSON + "," + CITIZEN_ID + "," + NAME + ",1,1977-07-07,310,11,1,340100,100.00\n";
        String cards = "issuing_area,card_no,card_sn,pan,psn_no,state,expiry\n";
        String card =
                "340100," + CARD + ",340100D0000000000000000000000001," + PAN + "," + PERSON + ",NORMAL,2099-12-31\n";
        assertTrue(post("/api/v1/import/persons", persons + person).contains("\"accepted\":1"));
        assertTrue(post("/api/v1/import/cards", cards + card).contains("\"accepted\":1"));
        for (String bent : List.of(
                person.replace(CITIZEN_ID, CITIZEN_ID + "1"),
                person.replace(",1,1977", ",9,1977"),
                person.replace("100.00", NAME),
                person.replace("340100,", PAN + ","),
                "\"" + person,
                CITIZEN_ID + "," + person)) {
            post("/api/v1/import/persons", persons + bent);
        }
        for (String bent : List.of(
                card.replace(CARD, CARD.substring(0, 8) + "-"),
                card.replace(PAN, PAN + "0"),
                card.replace("NORMAL", NAME),
                card.replace(PERSON, CITIZEN_ID))) {
            post("/api/v1/import/cards", cards + bent);
        }
        post("/api/v1/import/persons", CITIZEN_ID + "," + NAME + "\n");
        for (String path : List.of(
                "/api/v1/cards/340100/" + CARD + "/report-loss",
                "/api/v1/cards/340100/" + CARD + "/cancel-loss",
                "/api/v1/cards/340100/" + CARD + "/" + CITIZEN_ID,
                "/api/v1/cards/" + CITIZEN_ID + "/" + PAN + "/lock",
                "/api/v1/accounts/" + PERSON + "/freeze",
                "/api/v1/accounts/" + PERSON + "/unfreeze",
                "/api/v1/accounts/" + CITIZEN_ID + "/open",
                "/api/v1/" + CITIZEN_ID + "?name=" + PAN)) {
            post(path, "");
            post(path, "{\"" + CITIZEN_ID + "\":\"" + PAN + "\"}");
        }
        post(
                "/api/v1/accounts/" + PERSON + "/credit",
                "{\"kind\":\"" + PAN + "\",\"amount_fen\":\"" + CITIZEN_ID + "\"}");
        for (String number : List.of(CARD, PAN, CITIZEN_ID)) {
            post("/api/v1/invalid-list/inquiry", "{\"area\":\"340100\",\"card_no\":\"" + number + "\"}");
            post("/api/v1/settlements/inquiry", "{\"setl_id\":\"" + number + "\"}");
        }
        assertTrue(post("/api/v1/persons/inquiry", "{\"psn_no\":\"" + PERSON + "\"}")
                .contains("\"has_account\":true"));
        for (String number : List.of(CITIZEN_ID, PAN, NAME)) {
            post("/api/v1/persons/inquiry", "{\"psn_no\":\"" + number + "\"}");
            post("/api/v1/persons/inquiry", "{\"" + number + "\":\"" + PERSON + "\"}");
            post("/api/v1/business-day/close", "{\"day\":\"" + number + "\"}");
        }
        post("/api/v1/settlements/inquiry", "{\"msgid\":\"" + MSGID + "\"}");
        post("/api/v1/settlements/inquiry", "{\"" + CITIZEN_ID + "\":\"" + NAME + "\"}");
        raw(
                "admin",
                "GET /api/v1/day-totals?day=" + CITIZEN_ID + "&institution=" + PAN
                        + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        raw("admin", "GET /console/" + CARD + "?" + PAN + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        raw(
                "admin",
                "GET /api/v1/invalid-list/340100/" + CARD + " HTTP/1.1\r\nHost: localhost\r\nX-Operator: " + CITIZEN_ID
                        + "\r\nAuthorization: Bearer " + TOKEN + "\r\nIdempotency-Key: " + IDEMPOTENCY_KEY
                        + "\r\n\r\n");
        raw("admin", "GET /api/v1/audit?day=" + CITIZEN_ID + "&name=%zz HTTP/1.1\r\nHost: localhost\r\n\r\n");
        raw("admin", CITIZEN_ID + " /" + PAN + " HTTP/1.1\r\n" + NAME + "\r\n\r\n");
        raw("admin", CITIZEN_ID.repeat(2_000) + "\r\n\r\n");
    }

    private void useHisDoor() throws Exception {
        String good = "{\"infno\":\"1101\",\"msgid\":\"" + MSGID + "\",\"mdtrtarea_admvs\":\"340100\","
                + "\"insuplc_admdvs\":\"340100\",\"recer_sys_code\":\"HIS\",\"infver\":\"V1.0\",\"opter_type\":\"1\","
                + "\"opter\":\"7\",\"opter_name\":\"" + NAME + "\",\"inf_time\":\"2026-11-21 09:01:15\","
                + "\"fixmedins_code\":\"P34010000001\",\"fixmedins_name\":\"One\",\"sign_no\":\"\",\"input\":{\"data\":{"
                + "\"mdtrt_cert_type\":\"02\",\"mdtrt_cert_no\":\"" + CITIZEN_ID + "\",\"card_sn\":\"\","
                + "\"psn_cert_type\":\"01\",\"certno\":\"" + CITIZEN_ID + "\",\"psn_name\":\"" + NAME + "\"}}}";
        String answer = his(good);
        assertTrue(answer.contains(NAME), "a person's own data are an answer, not a leak: " + answer);
        String inquiry = good.replace("1101", "S101")
                .replace("\"02\",\"mdtrt_cert_no\":\"" + CITIZEN_ID, "\"03\",\"mdtrt_cert_no\":\"" + CARD)
                .replace("\"opter\":\"7\"", "\"opter\":\"" + CITIZEN_ID + "\"");
        assertTrue(his(inquiry).contains("\"infcode\":0"), "an inquiry that the trail keeps");
        for (String bent : List.of(
                good.replace("\"1101\"", "\"" + CITIZEN_ID + "\""),
                good.replace("\"02\"", "\"03\""),
                good.replace("\"02\"", "\"" + PAN + "\""),
                good.replace("\"" + CITIZEN_ID + "\"", "{\"" + CITIZEN_ID + "\":\"" + PAN + "\"}"),
                good.replace(CITIZEN_ID, CITIZEN_ID.repeat(40)),
                good.replace(CITIZEN_ID, CITIZEN_ID + "\\ud800"),
                good.replace("2026-11-21 09:01:15", CITIZEN_ID),
                good.replace(MSGID, MSGID + CITIZEN_ID),
                good.replace("\"input\"", "\"" + CITIZEN_ID + "\":1,\"input\""),
                good.substring(0, good.length() - 30),
                good + good,
                good.replace("P34010000001\",\"fix", CITIZEN_ID + "\",\"fix"),
                good.replace("1101", "2102"),
                good.replace("1101", "2601").replace("\"card_sn\"", "\"omsgid\":\"" + CITIZEN_ID + "\",\"card_sn\""),
                good.replace("1101", "5203").replace("\"card_sn\"", "\"setl_id\":\"" + PAN + "\",\"card_sn\""))) {
            his(bent);
        }
        raw(
                "his",
                OPEN + good.getBytes(Charset.forName("GBK")).length + "\r\n\r\n",
                good.getBytes(Charset.forName("GBK")));
        raw("his", OPEN + CITIZEN_ID + "\r\n\r\n" + good);
        raw("his", OPEN + "5\r\n" + CITIZEN_ID + "\r\n\r\n" + good);
        raw("his", "POST /" + CITIZEN_ID + "?" + PAN + " HTTP/1.1\r\nHost: " + CARD + "\r\nContent-Length: 0\r\n\r\n");
        raw("his", CITIZEN_ID + "\r\n\r\n" + PAN);
        raw("his", OPEN + "1000\r\n\r\n" + good.substring(0, good.length() / 2));
        raw("his", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + CITIZEN_ID + PAN);
    }

    private void usePosDoor() throws Exception {
        Till till = new Till(TillPopulation.MERCHANT, TillPopulation.TERMINAL).batch(1);
        InetSocketAddress door = new InetSocketAddress("127.0.0.1", node.port("pos"));
        try (TillSocket socket = new TillSocket(door, TillFormat.ISO87B, new byte[0])) {
            TillMessage purchase = till.purchase(PAN, 100);
            assertEquals("00", socket.ask(purchase).code());
            for (TillMessage bent : List.of(
                    till.purchase(PAN, 1_000_000),
                    till.purchase(PAN.substring(0, 15) + "0", 1),
                    till.purchase(PAN, 1).set(42, PAN.substring(0, 15)),
                    till.purchase(PAN, 1).set(25, "99"),
                    till.refund(PAN, 1, PAN.substring(0, 12)),
                    till.purchase(PAN, 1).set(35, PAN + "D30122010000000000000"),
                    Till.reversal(purchase).set(37, PAN.substring(0, 12)))) {
                socket.ask(bent);
            }
            Till signed = new Till(TillPopulation.MERCHANT, TillPopulation.SECOND_TERMINAL).batch(1);
            socket.ask(signed.network("0800", "003"));
            socket.ask(signed.purchase(PAN, 1).set(64, "0011223344556677"));
        }
        for (byte[] frame : List.of(
                CITIZEN_ID.getBytes(StandardCharsets.US_ASCII),
                NAME.getBytes(Charset.forName("GBK")),
                ("0200" + PAN + CARD).getBytes(StandardCharsets.US_ASCII))) {
            byte[] whole = new byte[frame.length + 2];
            whole[1] = (byte) frame.length;
            System.arraycopy(frame, 0, whole, 2, frame.length);
            raw("pos", "", whole);
            raw("pos", "", frame);
        }
    }

    private String post(String path, String body) throws Exception {
        String request = String.format(
                Locale.ROOT,
                "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Operator: op-1\r\nIdempotency-Key: %s\r\n"
                        + "Content-Length: %d\r\n\r\n%s",
                path,
                IDEMPOTENCY_KEY + Integer.toHexString(path.hashCode()),
                body.getBytes(StandardCharsets.UTF_8).length,
                body);
        return raw("admin", request);
    }

    private String his(String body) throws Exception {
        return raw("his", OPEN + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    private String raw(String door, String request) throws Exception {
        return raw(door, request, new byte[0]);
    }

    /** Sends bytes, reads until the door has answered or given up, and keeps what is an error text. */
    private String raw(String door, String head, byte[] body) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", node.port(door))) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            socket.shutdownOutput();
            String answer = read(socket);
            boolean isData = door.equals("his") && answer.contains("\"infcode\":0");
            String errors = door.equals("his") && answer.startsWith("HTTP/1.1 200")
                    ? String.join(
                            "\n",
                            ERROR_TEXT
                                    .matcher(answer)
                                    .results()
                                    .map((MatchResult text) -> text.group(1))
                                    .toList())
                    : answer;
            errorTexts.writeBytes((isData ? "" : errors + "\n").getBytes(StandardCharsets.UTF_8));
            return answer;
        }
    }

    private static String read(Socket socket) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
        } catch (SocketTimeoutException silent) {
            throw new IOException(
                    "neither answered nor closed after: " + answer.toString(StandardCharsets.UTF_8), silent);
        } catch (IOException reset) {
            // A door may end what makes no sense as it likes.
        }
        return answer.toString(StandardCharsets.UTF_8);
    }
}
