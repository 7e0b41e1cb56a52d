package org.medsettle.gateway.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Endpoint;
import org.medsettle.gateway.admin.http.Exchange;

/**
 * {@code GET /openapi.json}: this door described for programs, as it lies in the jar. A test holds it to the routes.
 *
 * <p>Threads: immutable. Failure: a jar without the document does not start.
 */
final class OpenApiEndpoint implements Endpoint {
    private static final String DOCUMENT = "openapi.json";

    private final byte[] document = read();

    private static byte[] read() {
        try (InputStream in = OpenApiEndpoint.class.getResourceAsStream(DOCUMENT)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no " + DOCUMENT);
            }
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException("the jar's " + DOCUMENT, broken);
        }
    }

    @Override
    public void handle(AdminCall call, Exchange exchange) {
        exchange.answer(200, "application/json", document);
    }
}
