package org.medsettle.state;

import org.medsettle.command.Command;
import org.medsettle.command.EventBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.command.TillBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.BusinessDay;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.card.CardStore;
import org.medsettle.domain.list.ListLevel;

/**
 * CARD_EVENT and the counting of PIN tries: what happens to a card, and in the same command to its entry on the city's invalid list.
 *
 * <p>Units: epoch milliseconds; list entries in epoch seconds. Invariant: a card that must not settle (SEALED and LOCKED
 * aside) has a city entry, any other of ours has none made by its state.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class CardHandler {
    private final Ledger ledger;
    private final CardStore cards;
    private final KeyRules keys;
    private final EventBody event = new EventBody();

    CardHandler(Ledger ledger, KeyRules keys) {
        this.ledger = ledger;
        this.keys = keys;
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
        Card card = cards.at(reference);
        CardState now = card.stateAt(ledger.moment.timeMs(), ledger.moment.date());
        CardState next = kind.from(now);
        if (next == null) {
            return now == CardState.NORMAL ? ResultCode.FIELD_INVALID : CredentialRules.refusalOf(now);
        }
        enter(card, next, kind == CardEvent.UNLOCK ? 0 : card.pinTries());
        return ResultCode.OK;
    }

    /** Brings the card into a state, its entry on the city's list with it. */
    private void enter(Card card, CardState next, int pinTries) {
        ledger.digest.remove(card.stateHash());
        card.state(next)
                .changedAtMs(ledger.moment.timeMs())
                .lapsesAtMs(lapseOf(next))
                .pinTries(pinTries);
        ledger.digest.add(card.stateHash());
        list(card.key(), next, card.lapsesAtMs());
    }

    /** Counts what the PIN verifier said of a card in force; the third wrong PIN locks it. */
    ResultCode judgePin(long reference, int verdict) {
        Card card = cards.at(reference);
        if (verdict == TillBody.PIN_OK && card.pinTries() != 0) {
            count(card, 0);
        }
        if (verdict != TillBody.PIN_WRONG) {
            return ResultCode.OK;
        }
        if (card.pinTries() + 1 < Card.MAX_PIN_TRIES) {
            count(card, card.pinTries() + 1);
            return ResultCode.PIN_WRONG;
        }
        enter(card, CardState.LOCKED, Card.MAX_PIN_TRIES);
        return ResultCode.PIN_LOCKED;
    }

    private void count(Card card, int pinTries) {
        ledger.digest.remove(card.stateHash());
        card.pinTries(pinTries);
        ledger.digest.add(card.stateHash());
    }

    /** When a card that enters {@code state} now leaves it by itself; 0 for never. */
    long lapseOf(CardState state) {
        return state == CardState.LOST_TEMPORARY
                ? ledger.moment.timeMs() + ledger.rules.temporaryLossDays() * BusinessDay.DAY_MS
                : 0;
    }

    /** Puts the card on the city's list, or takes it off, as its new state wants it. */
    void list(long cardKey, CardState state, long lapsesAtMs) {
        int city = ListLevel.CITY.code();
        int reason = state.listReason();
        if (reason == 0) {
            ledger.lists.remove(city, cardKey, ledger.moment.timeMs());
            return;
        }
        long toSeconds = Math.floorDiv(lapsesAtMs, 1_000L);
        ledger.lists.put(city, cardKey, reason, ledger.moment.seconds(), toSeconds, ledger.moment.timeMs());
    }
}
