package org.medsettle.state;

import org.medsettle.command.CardLifeBody;
import org.medsettle.command.Command;
import org.medsettle.command.EventBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.command.TillBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.card.CardStore;
import org.medsettle.domain.card.LossReportStore;
import org.medsettle.domain.card.Replacement;
import org.medsettle.domain.card.ReplacementStage;
import org.medsettle.domain.card.ReplacementStore;

/**
 * CARD_EVENT and CARD_PIN: what happens to one card at a counter.
 *
 * <p>Invariant: an event of {@code EventBody.FIRST_REVISION} is decided as before loss reports were kept, so that old
 * journals replay to their digests.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class CardHandler {
    private final Ledger ledger;
    private final CardStore cards;
    private final KeyRules keys;
    private final CardStates states;
    private final NewCards newCards;
    private final EventBody event = new EventBody();
    private final CardLifeBody body = new CardLifeBody();

    CardHandler(Ledger ledger, KeyRules keys, CardStates states, NewCards newCards) {
        this.ledger = ledger;
        this.keys = keys;
        this.states = states;
        this.newCards = newCards;
        cards = ledger.stores.cards();
    }

    /** Applies the event, once per key. */
    void event(Command command, Reply reply) {
        event.wrap(command.body(), 0);
        if (!keys.isRepeat(event, reply)) {
            keys.conclude(event, event(), reply);
        }
    }

    private ResultCode event() {
        long reference = cards.findByKey(event.cardKey());
        if (reference == CardStore.NONE) {
            return ResultCode.CARD_UNKNOWN;
        }
        CardEvent kind = CardEvent.of(event.event());
        if (kind == null) {
            return ResultCode.FIELD_INVALID;
        }
        boolean first = event.revision() == EventBody.FIRST_REVISION;
        Card card = cards.at(reference);
        CardState now = states.now(card);
        CardState next = kind.from(now);
        if (next == null) {
            return now != CardState.NORMAL
                    ? CredentialRules.refusalOf(now)
                    : first ? ResultCode.FIELD_INVALID : ResultCode.CARD_IN_FORCE;
        }
        int pinTries = kind == CardEvent.UNLOCK ? 0 : card.pinTries();
        if (first) {
            states.enter(reference, next, pinTries);
            return ResultCode.OK;
        }
        return happen(kind, reference, next, pinTries);
    }

    private ResultCode happen(CardEvent kind, long reference, CardState next, int pinTries) {
        boolean pastExpiry = cards.at(reference).isPastExpiry(ledger.moment.date());
        switch (kind) {
            case ACTIVATE -> {
                if (newCards.isAwaitingCollection(cards.at(reference).key())) {
                    return ResultCode.REPLACEMENT_APPLIED;
                }
                if (pastExpiry) {
                    return ResultCode.CARD_EXPIRED;
                }
            }
            case CANCEL_LOSS -> {
                if (isReplacementAppliedFor(reference)) {
                    return ResultCode.REPLACEMENT_APPLIED;
                }
            }
            case REPORT_LOSS_TEMPORARY, REPORT_LOSS_FORMAL -> {
                states.reportLoss(reference, next);
                return ResultCode.OK;
            }
            case LOCK, UNLOCK, DAMAGE, REPLACE, CANCEL, EXPIRE -> {
                // Nothing stands in their way but the card's state.
            }
        }
        boolean expires = next == CardState.NORMAL && pastExpiry;
        states.enter(reference, expires ? CardState.EXPIRED : next, pinTries);
        return ResultCode.OK;
    }

    /** Whether a replacement is on its way, or has been applied for since the card was reported lost. */
    private boolean isReplacementAppliedFor(long reference) {
        Card card = cards.at(reference);
        long key = card.key();
        int lastReport = card.lossReports();
        ReplacementStore replacements = ledger.stores.replacements();
        long found = replacements.findByCard(key);
        if (found == ReplacementStore.NONE) {
            return false;
        }
        Replacement replacement = replacements.at(found);
        LossReportStore reports = ledger.stores.lossReports();
        long lostFromMs = lastReport == 0
                ? Long.MIN_VALUE
                : reports.at(reports.find(key, lastReport)).fromMs();
        return replacement.stage().isOpen() || replacement.reachedMs(ReplacementStage.APPLIED) >= lostFromMs;
    }

    /** Sets or judges a PIN, once per key. */
    void pin(Command command, Reply reply) {
        body.wrap(command.body(), 0);
        if (!keys.isRepeat(body, reply)) {
            keys.conclude(body, pin(), reply);
        }
    }

    private ResultCode pin() {
        long reference = cards.findByKey(body.cardKey());
        if (reference == CardStore.NONE) {
            return ResultCode.CARD_UNKNOWN;
        }
        Card card = cards.at(reference);
        CardState now = states.now(card);
        boolean isSetting = body.step() == CardLifeBody.PIN_SET;
        if (now != CardState.NORMAL && !(isSetting && now == CardState.SEALED)) {
            boolean byWrongPins = now == CardState.LOCKED && card.pinTries() >= Card.MAX_PIN_TRIES;
            return byWrongPins ? ResultCode.PIN_LOCKED : CredentialRules.refusalOf(now);
        }
        if (body.pinValue() == 0 || (!isSetting && body.step() != CardLifeBody.PIN_VERIFY)) {
            return ResultCode.FIELD_INVALID;
        }
        if (isSetting) {
            states.setPin(reference, body.pinValue());
            return ResultCode.OK;
        }
        boolean isRight = card.pinValue() == body.pinValue();
        return states.judgePin(reference, isRight ? TillBody.PIN_OK : TillBody.PIN_WRONG);
    }
}
