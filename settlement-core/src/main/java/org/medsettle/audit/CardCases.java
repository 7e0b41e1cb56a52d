package org.medsettle.audit;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.card.CardStore;
import org.medsettle.domain.card.LossReport;
import org.medsettle.domain.card.LossReportStore;
import org.medsettle.domain.card.Reimbursement;
import org.medsettle.domain.card.Replacement;
import org.medsettle.domain.card.ReplacementStage;
import org.medsettle.domain.mask.MaskedText;
import org.medsettle.state.LedgerStores;

/**
 * Checks what is kept of cards' lives against the cards: loss reports, reimbursements, replacements.
 *
 * <p>Threads: one, while nobody changes the stores. Units: fen. Invariant: reads only.
 */
final class CardCases {
    private final LedgerStores stores;
    private final Map<Long, Long> creditedByReport = new HashMap<>();
    private @Nullable String broken;

    CardCases(LedgerStores stores) {
        this.stores = stores;
    }

    /** The first broken rule in words, or null. */
    @Nullable
    String firstBroken() {
        stores.reimbursements().forEach(this::reimbursement);
        stores.lossReports().forEach(this::report);
        stores.replacements().forEach(this::replacement);
        return broken;
    }

    private void reimbursement(long reference) {
        Reimbursement credited = stores.reimbursements().at(reference);
        long key = credited.cardKey();
        long fen = credited.amountFen();
        long report = stores.lossReports().find(key, credited.reportNumber());
        if (report == LossReportStore.NONE) {
            breaks(key, "a reimbursement names a loss report that is not there");
        } else {
            creditedByReport.merge(report, fen, Long::sum);
        }
    }

    private void report(long reference) {
        LossReport report = stores.lossReports().at(reference);
        long key = report.cardKey();
        int number = report.number();
        boolean stands = report.untilMs() == 0;
        if (report.reimbursedFen() != creditedByReport.getOrDefault(reference, 0L)) {
            breaks(key, "loss report " + number + " says another sum than its reimbursements");
        }
        long found = stores.cards().findByKey(key);
        if (found == CardStore.NONE) {
            breaks(key, "a loss report names a card that is not there");
            return;
        }
        Card card = stores.cards().at(found);
        if (number < 1 || number > card.lossReports()) {
            breaks(key, "it has not as many loss reports as are kept of it");
        }
        if (stands && (number != card.lossReports() || card.storedState() != CardState.LOST_FORMAL)) {
            breaks(key, "loss report " + number + " stands and the card is not lost");
        }
    }

    private void replacement(long reference) {
        Replacement replacement = stores.replacements().at(reference);
        long key = replacement.cardKey();
        long next = replacement.newCardKey();
        ReplacementStage stage = replacement.stage();
        long old = stores.cards().findByKey(key);
        if (old == CardStore.NONE) {
            breaks(key, "a replacement names a card that is not there");
            return;
        }
        boolean replaced = stores.cards().at(old).storedState() == CardState.REPLACED;
        if (stage == ReplacementStage.COLLECTED && !replaced) {
            breaks(key, "its new card was collected and it is not replaced");
        }
        boolean named = stage == ReplacementStage.READY || stage == ReplacementStage.COLLECTED;
        if (named && stores.cards().findByKey(next) == CardStore.NONE) {
            breaks(key, "its new card is not there");
        }
    }

    private void breaks(long cardKey, String what) {
        if (broken == null) {
            broken = "card " + MaskedText.card(cardKey) + ": " + what;
        }
    }
}
