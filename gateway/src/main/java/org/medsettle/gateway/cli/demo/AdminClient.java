package org.medsettle.gateway.cli.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.medsettle.common.ThreadSafe;

/**
 * The few calls of the admin door that the demo makes. Threads: any.
 *
 * <p>Failure: no connection or no sense in the answer is an {@link IOException}, as value of the future where there is
 * one.
 */
@ThreadSafe
final class AdminClient {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final URI node;

    AdminClient(URI node) {
        this.node = node;
    }

    /** The ledger's figures, as text by name; lists flattened to {@code list_entries.nation} and so on. */
    Map<String, String> digest() throws IOException, InterruptedException {
        HttpRequest request = request("/api/v1/node/digest").GET().build();
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("the digest answers HTTP " + response.statusCode());
        }
        Map<String, String> figures = new TreeMap<>();
        try (JsonParser json = new JsonFactory().createParser(response.body())) {
            json.nextToken();
            flatten(json, "", figures);
        }
        return figures;
    }

    private static void flatten(JsonParser json, String prefix, Map<String, String> into) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = prefix + json.currentName();
            if (json.nextToken() == JsonToken.START_OBJECT) {
                flatten(json, name + ".", into);
            } else {
                into.put(name, json.getText());
            }
        }
    }

    /** Reports a card lost by phone; true when the node has taken it, false when it refuses. */
    CompletableFuture<Boolean> reportLoss(SocialCard card, String key) {
        String path = String.format(Locale.ROOT, "/api/v1/cards/%06d/%s/report-loss", card.area(), card.number());
        HttpRequest request = request(path)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build();
        return http.sendAsync(request, BodyHandlers.discarding()).thenCompose(response -> {
            int status = response.statusCode();
            return status == 429 || status >= 500
                    ? CompletableFuture.failedFuture(new IOException("the admin door answers HTTP " + status))
                    : CompletableFuture.completedFuture(status < 300);
        });
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(node.resolve(path)).timeout(LIMIT).header("X-Operator", "demo");
    }
}
