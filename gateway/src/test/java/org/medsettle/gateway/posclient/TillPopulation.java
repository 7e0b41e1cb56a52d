package org.medsettle.gateway.posclient;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.medsettle.domain.card.BankNumber;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.person.CitizenId;

/** Two pharmacies with two terminals each, and insured persons with a card each, brought in through the admin door. */
public final class TillPopulation {
    public static final String MERCHANT = "898530112340001";
    public static final String OTHER_MERCHANT = "898530112340002";
    public static final String TERMINAL = "10000001";
    public static final String SECOND_TERMINAL = "10000002";
    public static final String OPENING_YUAN = "100.00";
    public static final long OPENING_FEN = 10_000;
    public static final int AREA = 340_100;

    private TillPopulation() {}

    /** Bank number of the card of person {@code i}. */
    public static String pan(int i) {
        long body = 621_700_000_000_000L + i;
        return Long.toString(body) + BankNumber.checkDigit(body);
    }

    public static String person(int i) {
        return String.format(Locale.ROOT, "34010000%012d", i);
    }

    public static String cardNumber(int i) {
        String body = String.format(Locale.ROOT, "A%07d", i);
        return body + CardNumber.checkCharacter(body);
    }

    /** Brings everything in. */
    public static void importAll(int adminPort, int persons) throws IOException, InterruptedException {
        String pharmacies = "fixmedins_code,name,kind,area,clr_optins,med_types,merchant_id,terminal_ids\n"
                + "P34010000001,One,pharmacy,340100,340100,41;14," + MERCHANT + ",10000001;10000002\n"
                + "P34010000002,Two,pharmacy,340100,340100,41," + OTHER_MERCHANT + ",20000001\n";
        StringBuilder people =
                new StringBuilder("psn_no,certno,name,gend,brdy,insutype,psn_type,insu_state,area,opening_balance\n");
        StringBuilder cards = new StringBuilder("issuing_area,card_no,card_sn,pan,psn_no,state,expiry\n");
        for (int i = 1; i <= persons; i++) {
            String certno = CitizenId.unpack(34_010_119_800_101_000L + i);
            people.append(person(i))
                    .append(',')
                    .append(certno)
                    .append(",N,1,1980-01-01,310,11,1,340100,")
                    .append(OPENING_YUAN)
                    .append('\n');
            cards.append("340100,")
                    .append(cardNumber(i))
                    .append(',')
                    .append(String.format(Locale.ROOT, "340100%026X", i))
                    .append(',')
                    .append(pan(i))
                    .append(',')
                    .append(person(i))
                    .append(",NORMAL,2099-12-31\n");
        }
        send(adminPort, "import/institutions", "text/csv", pharmacies);
        send(adminPort, "import/persons", "text/csv", people.toString());
        send(adminPort, "import/cards", "text/csv", cards.toString());
    }

    /** Puts a card on the city's list. */
    public static void list(int adminPort, int i, String reason) throws IOException, InterruptedException {
        send(
                adminPort,
                "import/invalid-list",
                "text/csv",
                "level,issuing_area,card_no,reason,effective_from,effective_to\nCITY,340100," + cardNumber(i) + ","
                        + reason + ",,\n");
    }

    /** Posts to the admin door; anything but 2xx without rejections is an error of the test. */
    public static String send(int adminPort, String path, String type, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + "/api/v1/" + path))
                .header("Content-Type", type)
                .header("X-Operator", "test")
                .header("Idempotency-Key", "test-" + path.hashCode() + "-" + body.hashCode())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2
                || (answer.body().contains("rejected") && !answer.body().contains("\"rejected\":[]"))) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** A page of the admin door. */
    public static String get(int adminPort, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + path))
                .header("X-Operator", "test")
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
