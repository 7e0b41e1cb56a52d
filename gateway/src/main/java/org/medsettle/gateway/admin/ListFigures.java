package org.medsettle.gateway.admin;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.medsettle.command.CardReply;
import org.medsettle.common.ThreadSafe;
import org.medsettle.domain.list.ListLevel;

/**
 * Version and time of each invalid list as of the last reply that told them; not a number before the first, and no time for
 * a list that has never been fed.
 *
 * <p>Threads: any; the figures are replaced whole through one volatile field. Units: epoch seconds.
 */
@ThreadSafe
final class ListFigures {
    private static final double MS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);
    private static final Figure UNKNOWN = new Figure(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    private record Figure(
            double version, double updatedSeconds, double fedSeconds, double maxAgeSeconds, double tooOld) {}

    private volatile Map<ListLevel, Figure> last = Map.of();

    void set(CardReply reply) {
        Map<ListLevel, Figure> figures = new EnumMap<>(ListLevel.class);
        for (ListLevel level : ListLevel.values()) {
            int code = level.code();
            figures.put(
                    level,
                    new Figure(
                            reply.version(code),
                            seconds(reply.updatedMs(code)),
                            seconds(reply.fedMs(code)),
                            reply.maxAgeSeconds(code),
                            reply.isTooOld(code) ? 1 : 0));
        }
        last = figures;
    }

    private static double seconds(long epochMs) {
        return epochMs == 0 ? Double.NaN : epochMs / MS_PER_SECOND;
    }

    double fedSeconds(ListLevel level) {
        return last.getOrDefault(level, UNKNOWN).fedSeconds();
    }

    double maxAgeSeconds(ListLevel level) {
        return last.getOrDefault(level, UNKNOWN).maxAgeSeconds();
    }

    double tooOld(ListLevel level) {
        return last.getOrDefault(level, UNKNOWN).tooOld();
    }

    double version(ListLevel level) {
        return last.getOrDefault(level, UNKNOWN).version();
    }

    double updatedSeconds(ListLevel level) {
        return last.getOrDefault(level, UNKNOWN).updatedSeconds();
    }
}
