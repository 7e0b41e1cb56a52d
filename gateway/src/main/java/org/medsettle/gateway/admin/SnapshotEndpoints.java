package org.medsettle.gateway.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.admin.http.JsonText;

/**
 * {@code /api/v1/node/snapshot}: GET shows the newest snapshot, POST has one taken and answers 202 before it is there; ask
 * again until {@code sequence} has moved on.
 *
 * <p>Threads: stateless, the admin event loop.
 */
final class SnapshotEndpoints {
    private SnapshotEndpoints() {}

    static void show(SnapshotStatus status, Exchange exchange) {
        exchange.json(to -> write(status, to));
    }

    static void take(SnapshotStatus status, AdminCall call, Exchange exchange) {
        if (Operators.of(call, exchange) == null) {
            return;
        }
        status.takeSnapshot();
        exchange.answer(202, "application/json", JsonText.object(to -> write(status, to)));
    }

    private static void write(SnapshotStatus status, JsonGenerator to) throws IOException {
        SnapshotStatus.Newest newest = status.newestSnapshot();
        if (newest != null) {
            to.writeNumberField("sequence", newest.sequence());
            to.writeStringField("state_digest", String.format("%016x", newest.digest()));
            to.writeStringField("taken", Instant.ofEpochMilli(newest.takenMs()).toString());
            to.writeNumberField("duration_ms", TimeUnit.NANOSECONDS.toMillis(newest.durationNs()));
            to.writeNumberField("bytes", newest.bytes());
        }
        to.writeNumberField("writing_bytes", status.snapshotWritingBytes());
        to.writeNumberField("failures", status.snapshotFailures());
    }
}
