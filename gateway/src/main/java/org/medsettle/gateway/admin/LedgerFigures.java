package org.medsettle.gateway.admin;

import java.util.EnumMap;
import java.util.Map;
import org.medsettle.command.DigestReply;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.common.ThreadSafe;

/**
 * The ledger's figures as of the last digest reply; not a number before the first.
 *
 * <p>Threads: any; a set of figures is replaced whole through one volatile field.
 */
@ThreadSafe
final class LedgerFigures {
    private volatile Map<Figure, Double> last = Map.of();

    void set(DigestReply digest) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            figures.put(figure, (double) digest.get(figure));
        }
        last = figures;
    }

    double get(Figure figure) {
        return last.getOrDefault(figure, Double.NaN);
    }
}
