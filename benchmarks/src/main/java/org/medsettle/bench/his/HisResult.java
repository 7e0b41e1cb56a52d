package org.medsettle.bench.his;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a run measured, warm-up aside.
 *
 * <p>Units: seconds, nanoseconds.
 *
 * @param seconds from the first intended time that counts to the last answer
 * @param answered responses
 * @param settled of them, settlements (2102) answered with success
 * @param unanswered intended, but without a response ten seconds after the end
 * @param disconnects connections the server closed without saying so
 * @param codes how often each result code was answered, 0 for success
 * @param latencyNs from intended send time to the last byte of the response
 */
public record HisResult(
        double seconds,
        long answered,
        long settled,
        long unanswered,
        long disconnects,
        Map<Integer, Long> codes,
        Histogram latencyNs) {}
