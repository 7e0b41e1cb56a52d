package org.medsettle.gateway.ops;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.medsettle.gateway.posclient.TillPopulation;

/** A pharmacy that settles over the HIS door, one bill at a time. Threads: any. */
final class PharmacyWindow {
    static final String PHARMACY = "P34010000001";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final DateTimeFormatter PLAIN =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.ofHours(8));
    private static final DateTimeFormatter LONG =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.ofHours(8));

    private PharmacyWindow() {}

    /** A msgid of now. */
    static String messageId(int number) {
        return PHARMACY + PLAIN.format(Instant.now()) + String.format(Locale.ROOT, "%04d", number);
    }

    /** A bill of 12.34 yuan, by card, from the account; answers what the door answers. */
    static String settle(int port, String message, int card) throws IOException, InterruptedException {
        String body = String.format(
                Locale.ROOT,
                "{\"infno\":\"2102\",\"msgid\":\"%s\",\"mdtrtarea_admvs\":\"340100\",\"insuplc_admdvs\":\"340100\","
                        + "\"infver\":\"V1.0\",\"opter_type\":\"1\",\"opter\":\"1\",\"opter_name\":\"N\",\"inf_time\":\"%s\","
                        + "\"fixmedins_code\":\"%s\",\"input\":{\"druginfo\":{\"psn_no\":\"%s\",\"mdtrt_cert_type\":\"03\","
                        + "\"mdtrt_cert_no\":\"%s\",\"begntime\":\"2026-01-01 08:00:00\",\"medfee_sumamt\":\"12.34\","
                        + "\"insutype\":\"310\",\"acct_used_flag\":\"1\",\"med_type\":\"41\"},\"drugdetail\":["
                        + "{\"feedetl_sn\":\"1\",\"med_list_codg\":\"X\",\"medins_list_codg\":\"S\","
                        + "\"det_item_fee_sumamt\":\"12.34\",\"cnt\":\"1.0000\",\"pric\":\"12.340000\"}]}}",
                message,
                LONG.format(Instant.now()),
                PHARMACY,
                TillPopulation.person(card),
                TillPopulation.cardNumber(card));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/fsi/api/callService"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
