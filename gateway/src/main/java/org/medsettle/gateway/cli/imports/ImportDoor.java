package org.medsettle.gateway.cli.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The admin door of a node, as an importer uses it. A node that is busy, starting again or not there for a moment is asked
 * again for a while: sending a piece twice is safe.
 *
 * <p>Threads: one. Failure: {@link ImportException} when the node refuses or stays away.
 */
public final class ImportDoor {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(90);
    private static final long PAUSE_MS = 250;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final URI node;
    private final String operator;
    private final String token;
    private final Duration patience;

    /** A door at {@code node}; {@code token} may be empty; {@code patience} is how long a silent node is asked again. */
    public ImportDoor(URI node, String operator, String token, Duration patience) {
        this.node = node;
        this.operator = operator;
        this.token = token;
        this.patience = patience;
    }

    /** {@link #post} on a thread of its own; one at a time. */
    CompletableFuture<byte[]> postSoon(String path, byte[] body) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return post(path, body);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (InterruptedException told) {
                throw new CancellationException("the import was told to stop");
            }
        });
    }

    /** The answer to {@link #postSoon}. */
    static byte[] await(CompletableFuture<byte[]> answer) throws IOException, InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UncheckedIOException inside) {
                throw inside.getCause();
            }
            throw new IOException(failed.getCause());
        }
    }

    /** Posts one body to a path below /api/v1/import/ and answers what came back with 200. */
    byte[] post(String path, byte[] body) throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + patience.toNanos();
        String trouble;
        do {
            try {
                HttpResponse<byte[]> answer = http.send(request(path, body), BodyHandlers.ofByteArray());
                if (answer.statusCode() == 200) {
                    return answer.body();
                }
                trouble = PieceOutcome.detailOf(answer.body(), "HTTP status " + answer.statusCode());
                if (answer.statusCode() != 503 && answer.statusCode() != 504) {
                    throw new ImportException("the node refuses: " + trouble);
                }
            } catch (ImportException refused) {
                throw refused;
            } catch (IOException away) {
                trouble = "no answer from " + node + " (" + away.getClass().getSimpleName() + ")";
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        } while (System.nanoTime() < deadlineNs);
        throw new ImportException(
                trouble + "; run the same command again when the node is ready, what is in counts as repeated");
    }

    private HttpRequest request(String path, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(node.resolve("/api/v1/import/" + path))
                .timeout(ANSWER)
                .header("Content-Type", "text/csv; charset=utf-8")
                .header("X-Operator", operator)
                .POST(BodyPublishers.ofByteArray(body));
        return token.isEmpty()
                ? request.build()
                : request.header("Authorization", "Bearer " + token).build();
    }
}
