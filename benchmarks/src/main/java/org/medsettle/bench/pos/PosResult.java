package org.medsettle.bench.pos;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a run measured, warm-up aside.
 *
 * <p>Units: seconds, nanoseconds.
 *
 * @param seconds from the first intended time that counts to the last answer
 * @param answered purchases answered
 * @param approved of them, with 00
 * @param unanswered intended, but without an answer ten seconds after the end
 * @param disconnects connections the door closed
 * @param codes how often each response code (DE39) was answered
 * @param lastStan the highest trace number a till has used
 * @param latencyNs from intended send time to the last byte of the answer
 */
public record PosResult(
        double seconds,
        long answered,
        long approved,
        long unanswered,
        long disconnects,
        Map<String, Long> codes,
        int lastStan,
        Histogram latencyNs) {}
