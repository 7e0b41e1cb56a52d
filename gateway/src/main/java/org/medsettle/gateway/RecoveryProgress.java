package org.medsettle.gateway;

import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.medsettle.common.LogEvent;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how far a recovery is: at every call to whoever asks the node, and every few seconds in the log.
 *
 * <p>Threads: the one that recovers. Units: nanoseconds.
 */
@ThreadConfined(Threads.CALLER)
final class RecoveryProgress implements LongConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(RecoveryProgress.class);
    private static final long LOG_EVERY_NS = 5_000_000_000L;

    private final Consumer<String> words;
    private long loggedNs = System.nanoTime();

    /** @param words takes the reason why the node is not ready yet */
    RecoveryProgress(Consumer<String> words) {
        this.words = words;
    }

    @Override
    public void accept(long sequence) {
        words.accept("recovering, at sequence " + sequence);
        long nowNs = System.nanoTime();
        if (nowNs - loggedNs >= LOG_EVERY_NS) {
            loggedNs = nowNs;
            LogEvent.RECOVERING.by(LOG).addKeyValue("sequence", sequence).log("recovering, at sequence {}", sequence);
        }
    }
}
