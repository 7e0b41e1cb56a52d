package org.medsettle.state;

import org.medsettle.command.CardLifeReply;
import org.medsettle.command.CardSweepBody;
import org.medsettle.command.CardTermsBody;
import org.medsettle.command.Command;
import org.medsettle.command.QueryBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ReplyType;
import org.medsettle.command.ResultCode;
import org.medsettle.command.WorkCalendarBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.card.CardStore;
import org.medsettle.domain.card.LossReportStore;
import org.medsettle.domain.card.ReplacementStore;

/**
 * CARD_TERMS, WORK_CALENDAR, CARD_SWEEP and the question where a card stands: what concerns cards at large.
 *
 * <p>Invariant: a sweep only writes down what counts already: a card past its date is refused, and a lapsed report is no
 * report, whether a sweep came by or not.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class CardOfficeHandler {
    private final Ledger ledger;
    private final CardStates states;
    private final CardStore cards;
    private final CardTermsBody terms = new CardTermsBody();
    private final WorkCalendarBody calendar = new WorkCalendarBody();
    private final CardSweepBody sweep = new CardSweepBody();
    private final QueryBody query = new QueryBody();
    private final CardLifeReply life = new CardLifeReply();

    CardOfficeHandler(Ledger ledger, CardStates states) {
        this.ledger = ledger;
        this.states = states;
        cards = ledger.stores.cards();
    }

    void terms(Command command, Reply reply) {
        terms.wrap(command.body(), 0);
        if (!ledger.cardTerms.take(terms, command.length())) {
            reply.code(ResultCode.FIELD_INVALID);
        }
    }

    void calendar(Command command, Reply reply) {
        calendar.wrap(command.body(), 0);
        if (!ledger.cardTerms.take(calendar, command.length())) {
            reply.code(ResultCode.FIELD_INVALID);
        }
    }

    /** Writes expiries and lapses down; the detail of the answer is how many cards have changed. */
    void sweep(Command command, Reply reply) {
        sweep.wrap(command.body(), 0);
        if (sweep.from() < 0 || sweep.cards() < 0 || sweep.cards() > CardSweepBody.MAX_CARDS) {
            reply.code(ResultCode.FIELD_INVALID);
            return;
        }
        long end = Math.min(cards.count(), sweep.from() + sweep.cards());
        int changed = 0;
        for (long place = sweep.from(); place < end; place++) {
            changed += writeDown(cards.referenceOf(place)) ? 1 : 0;
        }
        reply.code(ResultCode.OK, changed);
    }

    private boolean writeDown(long reference) {
        Card card = cards.at(reference);
        CardState stored = card.storedState();
        CardState now = states.now(card);
        if (stored == now) {
            return false;
        }
        // A lapsed report's entry goes with it; what somebody has listed since stays.
        if (now == CardState.EXPIRED || states.isOwnEntry(card.key(), CardState.LOST_TEMPORARY, card.lapsesAtMs())) {
            states.enter(reference, now, card.pinTries());
            return true;
        }
        return false;
    }

    /** Where a card of ours stands. */
    void life(Command command, Reply reply) {
        query.wrap(command.body(), 0);
        long reference = cards.findByKey(query.credential());
        if (reference == CardStore.NONE) {
            reply.code(ResultCode.CARD_UNKNOWN);
            return;
        }
        Card card = cards.at(reference);
        life.wrap(reply.reserve(ReplyType.CARD_LIFE, CardLifeReply.BYTES), 0);
        life.begin(states.now(card).code(), card.storedState().code())
                .pin(card.pinTries(), card.pinValue() != 0)
                .times(card.changedAtMs(), card.lapsesAtMs(), card.expiryDay());
        LossReportStore reports = ledger.stores.lossReports();
        int last = card.lossReports();
        if (last > 0) {
            life.copyReport(reports.at(reports.find(card.key(), last)), last);
        }
        ReplacementStore replacements = ledger.stores.replacements();
        long replacement = replacements.findByCard(query.credential());
        if (replacement != ReplacementStore.NONE) {
            life.copyReplacement(replacements.at(replacement));
        }
    }
}
