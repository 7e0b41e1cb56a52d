package org.medsettle.gateway.admin;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.medsettle.command.CardReply;
import org.medsettle.command.DigestReply;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.common.ThreadSafe;
import org.medsettle.domain.list.ListLevel;

/**
 * Metrics of what only the ledger itself can tell: how much it holds, the money that has moved, and whether its books are
 * balanced.
 *
 * <p>Threads: any. Units: fen, counts, epoch seconds. Invariant: every series is not a number until the ledger has answered.
 */
@ThreadSafe
final class LedgerMeters {
    private static final Figure[] MONEY_MOVED = {
        Figure.CREDITS_FEN,
        Figure.ACCOUNT_DEBITS_FEN,
        Figure.ACCOUNT_RETURNS_FEN,
        Figure.FUND_PAID_FEN,
        Figure.FUND_RETURNED_FEN
    };

    private static final List<Figure> SHOWN = Arrays.stream(Figure.values())
            .filter(figure -> figure != Figure.STATE_DIGEST && !figure.name().startsWith("LIST_"))
            .toList();

    private final MeterRegistry registry;
    private final LedgerFigures figures = new LedgerFigures();
    private final ListFigures lists = new ListFigures();

    LedgerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    LedgerMeters bind() {
        held("medsettle.accounts", "Personal accounts", Figure.ACCOUNTS);
        held("medsettle.persons", "Insured persons", Figure.PERSONS);
        held("medsettle.cards", "Cards of ours", Figure.CARDS);
        held("medsettle.institutions", "Institutions", Figure.INSTITUTIONS);
        held("medsettle.settlements", "Settlements, cancelling ones too", Figure.SETTLEMENTS);
        held("medsettle.idempotency.entries", "Keys whose outcome is kept", Figure.KEYS);
        held("medsettle.balance.fen", "Sum of all balances", Figure.BALANCE_FEN);
        held("medsettle.held.fen", "Sum of all holds", Figure.HELD_FEN);
        held("medsettle.institution.payable.fen", "Owed to institutions", Figure.INSTITUTION_PAYABLE_FEN);
        for (Figure figure : MONEY_MOVED) {
            FunctionCounter.builder("medsettle.amount.fen", figures, known -> known.get(figure))
                    .description("Money the ledger has moved since it was opened")
                    .tag("kind", figure.name().replace("_FEN", "").toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        difference("accounts", this::accountsDifferenceFen);
        difference("institutions", this::institutionsDifferenceFen);
        for (ListLevel level : ListLevel.values()) {
            bindList(level);
            bindAge(level);
        }
        return this;
    }

    private void bindList(ListLevel level) {
        Figure entries = Figure.valueOf("LIST_" + level.name());
        Gauge.builder("medsettle.cardlist.entries", () -> figures.get(entries))
                .description("Entries of an invalid list")
                .tag("level", level.name())
                .register(registry);
        Gauge.builder("medsettle.cardlist.version", () -> lists.version(level))
                .description("Version of an invalid list, 0 when it has never been fed")
                .tag("level", level.name())
                .register(registry);
        Gauge.builder("medsettle.cardlist.updated.timestamp.seconds", () -> lists.updatedSeconds(level))
                .description("When an invalid list was last changed")
                .tag("level", level.name())
                .register(registry);
    }

    private void bindAge(ListLevel level) {
        Gauge.builder("medsettle.cardlist.fed.timestamp.seconds", () -> lists.fedSeconds(level))
                .description("When an invalid list was last fed; its age counts from here")
                .tag("level", level.name())
                .register(registry);
        Gauge.builder("medsettle.cardlist.max.age.seconds", () -> lists.maxAgeSeconds(level))
                .description("How old an invalid list may become, 0 for no limit")
                .tag("level", level.name())
                .register(registry);
        Gauge.builder("medsettle.cardlist.too.old", () -> lists.tooOld(level))
                .description("1 while an invalid list is older than it may become")
                .tag("level", level.name())
                .register(registry);
    }

    private void held(String name, String description, Figure figure) {
        Gauge.builder(name, () -> figures.get(figure)).description(description).register(registry);
    }

    private void difference(String book, Supplier<Number> fen) {
        Gauge.builder("medsettle.books.difference.fen", fen)
                .description("What is missing between the two sides of a book, always 0")
                .tag("book", book)
                .register(registry);
    }

    private double accountsDifferenceFen() {
        return figures.get(Figure.BALANCE_FEN)
                + figures.get(Figure.HELD_FEN)
                - figures.get(Figure.OPENING_FEN)
                - figures.get(Figure.CREDITS_FEN)
                - figures.get(Figure.ACCOUNT_RETURNS_FEN)
                + figures.get(Figure.ACCOUNT_DEBITS_FEN);
    }

    private double institutionsDifferenceFen() {
        return figures.get(Figure.INSTITUTION_PAYABLE_FEN)
                - figures.get(Figure.ACCOUNT_DEBITS_FEN)
                + figures.get(Figure.ACCOUNT_RETURNS_FEN)
                - figures.get(Figure.FUND_PAID_FEN)
                + figures.get(Figure.FUND_RETURNED_FEN);
    }

    /** The figures that the console shows. */
    static List<Figure> shown() {
        return SHOWN;
    }

    /** A figure as of the last digest, or not a number. */
    double value(Figure figure) {
        return figures.get(figure);
    }

    void set(DigestReply digest) {
        figures.set(digest);
    }

    void set(CardReply reply) {
        lists.set(reply);
    }
}
