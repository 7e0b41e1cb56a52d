package org.medsettle.gateway.admin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.medsettle.common.ThreadSafe;
import org.medsettle.gateway.transport.HandshakeFailure;

/**
 * What the POS door tells: its messages by type and response code, how long they took, and what went wrong on the way.
 *
 * <p>Threads: any; the meters are atomic, and a pair's counter is registered on its first message, after which a message
 * allocates nothing. Units: nanoseconds in, seconds out. Invariant: labels come from two closed lists.
 */
@ThreadSafe
public final class PosMeters {
    private static final Duration[] OBJECTIVES = {
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private static final String DOOR = "pos";

    private final MeterRegistry registry;
    private final List<String> messages;
    private final Timer[] durations;
    private final List<Map<String, Counter>> answers;
    private final AtomicLong inFlight = new AtomicLong();
    private final AnswerMeters replies;
    private final Map<HandshakeFailure, Counter> handshakeFailures = new EnumMap<>(HandshakeFailure.class);
    private final Counter decodeErrors;
    private final Counter macErrors;
    private final Counter reversals;
    private final Counter tombstonesHit;

    PosMeters(MeterRegistry registry, List<String> messages) {
        this.registry = registry;
        this.messages = List.copyOf(messages);
        answers = messages.stream()
                .map(any -> (Map<String, Counter>) new ConcurrentHashMap<String, Counter>())
                .toList();
        durations = messages.stream()
                .map(message -> Timer.builder("medsettle.pos.request.duration")
                        .description("Time from a whole message of the POS door to its answer, by message")
                        .tag("message", message)
                        .serviceLevelObjectives(OBJECTIVES)
                        .register(registry))
                .toArray(Timer[]::new);
        for (int i = 0; i < messages.size(); i++) {
            counter(i, "00");
        }
        DoorMeters.watchInFlight(registry, DOOR, inFlight::get);
        replies = new AnswerMeters(registry, DOOR);
        for (HandshakeFailure reason : HandshakeFailure.values()) {
            handshakeFailures.put(
                    reason,
                    Counter.builder("medsettle.tls.handshake.failures")
                            .description("Connections closed before their handshake was done")
                            .tag("listener", DOOR)
                            .tag("reason", reason.label())
                            .register(registry));
        }
        decodeErrors = counter("medsettle.pos.decode.errors", "Frames that could not be read as a message");
        macErrors = counter("medsettle.pos.mac.errors", "Messages whose MAC was wrong or missing");
        reversals = counter("medsettle.pos.reversals", "Reversals answered");
        tombstonesHit = counter("medsettle.pos.tombstones.hit", "Originals declined since their reversal came first");
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private Counter counter(int message, String code) {
        Counter known = answers.get(message).get(code);
        return known != null
                ? known
                : answers.get(message).computeIfAbsent(code, any -> Counter.builder("medsettle.pos.requests")
                        .description("Messages of the POS door by type and response code (field 39)")
                        .tag("message", messages.get(message))
                        .tag("code", code)
                        .register(registry));
    }

    /** Hook: a message has come. */
    public void message() {
        inFlight.incrementAndGet();
    }

    /** Hook: it was answered; {@code message} is its place in the list of messages. */
    public void answer(int message, String code, long durationNs) {
        inFlight.decrementAndGet();
        counter(message, code).increment();
        durations[message].record(durationNs, TimeUnit.NANOSECONDS);
    }

    /** What the engine's answers tell beside their code. */
    public AnswerMeters answers() {
        return replies;
    }

    /** Hook: a connection was closed before its handshake was done. */
    public void handshakeFailed(HandshakeFailure reason) {
        Counter counter = handshakeFailures.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }

    public void decodeError() {
        decodeErrors.increment();
    }

    public void macError() {
        macErrors.increment();
    }

    public void reversal() {
        reversals.increment();
    }

    public void tombstoneHit() {
        tombstonesHit.increment();
    }
}
