package org.medsettle.state;

import org.medsettle.command.CardLifeBody;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.card.CardStore;
import org.medsettle.domain.card.Replacement;
import org.medsettle.domain.card.ReplacementStage;
import org.medsettle.domain.card.ReplacementStep;
import org.medsettle.domain.card.ReplacementStore;

/**
 * CARD_REPLACEMENT: from the application for a new card to its collection.
 *
 * <p>Invariant: the new card is SEALED until it is collected; then the old one is REPLACED, and on the city's list, in the
 * same command.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class ReplacementHandler {
    private final Ledger ledger;
    private final CardStore cards;
    private final ReplacementStore replacements;
    private final KeyRules keys;
    private final CardStates states;
    private final NewCards newCards;
    private final CardLifeBody body = new CardLifeBody();
    private final Replacement application = new Replacement();

    ReplacementHandler(Ledger ledger, KeyRules keys, CardStates states, NewCards newCards) {
        this.ledger = ledger;
        this.keys = keys;
        this.states = states;
        this.newCards = newCards;
        cards = ledger.stores.cards();
        replacements = ledger.stores.replacements();
        application.wrap(Scratch.allocate(Replacement.BYTES), 0);
    }

    /** Takes a step on the way to a card's replacement, once per key. */
    void replace(Command command, Reply reply) {
        body.wrap(command.body(), 0);
        if (!keys.isRepeat(body, reply)) {
            keys.conclude(body, replace(), reply);
        }
    }

    private ResultCode replace() {
        long old = cards.findByKey(body.cardKey());
        if (old == CardStore.NONE) {
            return ResultCode.CARD_UNKNOWN;
        }
        ReplacementStep step = ReplacementStep.of(body.step());
        if (step == null) {
            return ResultCode.FIELD_INVALID;
        }
        long found = replacements.findByCard(body.cardKey());
        if (step == ReplacementStep.APPLY) {
            return apply(old, found);
        }
        CardState now = states.now(cards.at(old));
        if (isFinal(now) && step != ReplacementStep.REJECT) {
            return CredentialRules.refusalOf(now);
        }
        if (found == ReplacementStore.NONE) {
            return ResultCode.REPLACEMENT_NOT_APPLIED;
        }
        if (!step.fits(replacements.at(found).stage())) {
            return ResultCode.REPLACEMENT_AT_OTHER_STAGE;
        }
        return switch (step) {
            case READY -> ready(old, found);
            case COLLECT -> collect(old, found);
            case REJECT -> reject(found);
            default -> reach(found, step.to());
        };
    }

    private static boolean isFinal(CardState state) {
        return state == CardState.REPLACED || state == CardState.CANCELLED;
    }

    private ResultCode apply(long old, long found) {
        CardState now = states.now(cards.at(old));
        boolean allowed =
                switch (now) {
                    case NORMAL, LOST_FORMAL, DAMAGED, EXPIRED -> true;
                    case SEALED, LOST_TEMPORARY, LOCKED, REPLACED, CANCELLED -> false;
                };
        if (!allowed) {
            return CredentialRules.refusalOf(now);
        }
        if (found == ReplacementStore.NONE) {
            replacements.add(application.begin(body.cardKey(), now, ledger.moment.timeMs()));
            ledger.digest.add(application.stateHash());
            return ResultCode.OK;
        }
        Replacement earlier = replacements.at(found);
        if (!ReplacementStep.APPLY.fits(earlier.stage())) {
            return ResultCode.REPLACEMENT_APPLIED;
        }
        ledger.digest.remove(earlier.stateHash());
        earlier.begin(body.cardKey(), now, ledger.moment.timeMs());
        ledger.digest.add(earlier.stateHash());
        return ResultCode.OK;
    }

    private ResultCode reach(long found, ReplacementStage stage) {
        Replacement replacement = replacements.at(found);
        ledger.digest.remove(replacement.stateHash());
        replacement.enter(stage, ledger.moment.timeMs());
        if (stage == ReplacementStage.PRINTING) {
            int today = ledger.moment.date();
            replacement.promisedDay(ledger.cardTerms.workingDayAfter(today, Replacement.PROMISED_WORKING_DAYS));
        }
        ledger.digest.add(replacement.stateHash());
        return ResultCode.OK;
    }

    /** The new card is there: it comes in sealed, of the same area, for the same holder. */
    private ResultCode ready(long old, long found) {
        if (CardNumber.area(body.newCardKey()) != CardNumber.area(body.cardKey())) {
            return ResultCode.FIELD_INVALID;
        }
        ResultCode code = newCards.check(body);
        if (code != ResultCode.OK) {
            return code;
        }
        newCards.add(body, cards.at(old).personReference());
        ledger.digest.remove(replacements.at(found).stateHash());
        replacements.nameNewCard(found, body.newCardKey());
        ledger.digest.add(replacements.at(found).stateHash());
        return reach(found, ReplacementStage.READY);
    }

    /** The holder has the new card in hand: the old one is replaced and the new one in force, at once. */
    private ResultCode collect(long old, long found) {
        long next = cards.findByKey(replacements.at(found).newCardKey());
        Card card = cards.at(next);
        CardState now = states.now(card);
        if (now != CardState.SEALED) {
            return now == CardState.NORMAL ? ResultCode.CARD_IN_FORCE : CredentialRules.refusalOf(now);
        }
        if (card.isPastExpiry(ledger.moment.date())) {
            return ResultCode.CARD_EXPIRED;
        }
        states.enter(old, CardState.REPLACED, cards.at(old).pinTries());
        states.enter(next, CardState.NORMAL, 0);
        return reach(found, ReplacementStage.COLLECTED);
    }

    /** Given up: a new card that was made already must never be in force. */
    private ResultCode reject(long found) {
        Replacement replacement = replacements.at(found);
        if (replacement.stage() == ReplacementStage.READY) {
            long next = cards.findByKey(replacement.newCardKey());
            if (!isFinal(states.now(cards.at(next)))) {
                states.enter(next, CardState.CANCELLED, 0);
            }
        }
        return reach(found, ReplacementStage.REJECTED);
    }
}
