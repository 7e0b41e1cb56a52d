package org.medsettle.audit;

import java.util.HexFormat;
import java.util.Locale;
import org.medsettle.command.DigestReply;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.domain.mask.MaskedText;

/**
 * The figures of a whole ledger at one point of the command order, as plain values.
 *
 * <p>Threads: any, immutable. Units: fen, counts.
 */
public final class LedgerFigures {
    private final long[] values = new long[Figure.values().length];

    /** Copies the figures of a reply. */
    static LedgerFigures of(DigestReply reply) {
        LedgerFigures figures = new LedgerFigures();
        for (Figure figure : Figure.values()) {
            figures.values[figure.ordinal()] = reply.get(figure);
        }
        return figures;
    }

    public long get(Figure figure) {
        return values[figure.ordinal()];
    }

    /** The state digest as sixteen hex digits. */
    public String digestHex() {
        return HexFormat.of().toHexDigits(get(Figure.STATE_DIGEST));
    }

    /** A figure for people: yuan for an amount, a plain number otherwise. */
    String text(Figure figure) {
        long value = get(figure);
        return figure.name().endsWith("_FEN")
                ? MaskedText.yuan(value) + " yuan"
                : String.format(Locale.ROOT, "%,d", value);
    }
}
