package org.medsettle.gateway.admin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.LongSupplier;
import org.medsettle.common.ThreadSafe;

/**
 * Counts what goes wrong at a door before or after it is a request. None of it happens on the way of a good request.
 *
 * <p>Threads: any; the counters are atomic and all registered at the start.
 */
@ThreadSafe
public final class DoorMeters {
    private final MeterRegistry registry;
    private final String door;
    private final PeerMeters peers;
    private final AnswerMeters answers;
    private final Counter slowStreams;
    private final Counter undecoded;
    private final Counter httpErrors;
    private final Counter dropped;
    private final Counter faults;

    DoorMeters(MeterRegistry registry, String door) {
        this.registry = registry;
        this.door = door;
        peers = new PeerMeters(registry, door);
        answers = new AnswerMeters(registry, door);
        slowStreams = PeerMeters.slow(registry, door, "stream");
        undecoded = counter(registry, door, "medsettle.decode.errors", "Bodies that are no message of the interface");
        httpErrors = counter(registry, door, "medsettle.http.errors", "Answers to what was no request");
        dropped = counter(registry, door, "medsettle.answers.dropped", "Answers whose client had gone");
        faults = counter(registry, door, "medsettle.connection.faults", "Connections closed by an error of ours");
    }

    private static Counter counter(MeterRegistry registry, String door, String name, String description) {
        return Counter.builder(name)
                .description(description)
                .tag("listener", door)
                .register(registry);
    }

    /** The gauge of a door's requests that wait for their answer. */
    static void watchInFlight(MeterRegistry registry, String door, LongSupplier inFlight) {
        Gauge.builder("medsettle.inflight.requests", inFlight::getAsLong)
                .description("Requests that wait for their answer")
                .tag("listener", door)
                .register(registry);
    }

    /** Begins to show how many requests wait for their answer; called once, before the page is served. */
    public void watchInFlight(LongSupplier inFlight) {
        watchInFlight(registry, door, inFlight);
    }

    /** What the engine's answers tell beside their code. */
    public AnswerMeters answers() {
        return answers;
    }

    /** Connections closed for their peer's sake. */
    public PeerMeters peers() {
        return peers;
    }

    /** A stream of HTTP/2 was reset since its peer did not finish its request or take its answer in time. */
    public void slowStream() {
        slowStreams.increment();
    }

    /** A body could not be read. */
    public void undecoded() {
        undecoded.increment();
    }

    /** Something was answered with an HTTP status without being a request. */
    public void httpError() {
        httpErrors.increment();
    }

    /** The client had gone before its answer came. */
    public void answerDropped() {
        dropped.increment();
    }

    /** A connection was closed because its handling threw. */
    public void fault() {
        faults.increment();
    }
}
