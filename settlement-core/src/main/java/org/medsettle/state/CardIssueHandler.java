package org.medsettle.state;

import org.medsettle.command.CardLifeBody;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.card.CardStore;
import org.medsettle.domain.card.ReplacementStore;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.person.PersonStore;

/** CARD_ISSUE and CARD_MOVE: a person's fresh card, and the card of another area in the place of one of ours. */
@ThreadConfined(Threads.STATE_MACHINE)
final class CardIssueHandler {
    private final Ledger ledger;
    private final CardStore cards;
    private final ReplacementStore replacements;
    private final KeyRules keys;
    private final CardStates states;
    private final NewCards newCards;
    private final CardLifeBody body = new CardLifeBody();

    CardIssueHandler(Ledger ledger, KeyRules keys, CardStates states, NewCards newCards) {
        this.ledger = ledger;
        this.keys = keys;
        this.states = states;
        this.newCards = newCards;
        cards = ledger.stores.cards();
        replacements = ledger.stores.replacements();
    }

    /** Issues a fresh card to a person, once per key. */
    void issue(Command command, Reply reply) {
        body.wrap(command.body(), 0);
        if (!keys.isRepeat(body, reply)) {
            keys.conclude(body, issue(), reply);
        }
    }

    private ResultCode issue() {
        long holder = ledger.stores.persons().findByNumber(body.buffer(), body.personOffset());
        if (holder == PersonStore.NONE) {
            return ResultCode.PERSON_UNKNOWN;
        }
        ResultCode code = newCards.check(body);
        if (code == ResultCode.OK) {
            newCards.add(body, holder);
        }
        return code;
    }

    /** Puts a card of another area in a card's place, once per key. */
    void move(Command command, Reply reply) {
        body.wrap(command.body(), 0);
        if (!keys.isRepeat(body, reply)) {
            keys.conclude(body, move(), reply);
        }
    }

    private ResultCode move() {
        long old = cards.findByKey(body.cardKey());
        if (old == CardStore.NONE) {
            return ResultCode.CARD_UNKNOWN;
        }
        CardState now = states.now(cards.at(old));
        boolean allowed =
                switch (now) {
                    case SEALED, NORMAL, LOST_FORMAL, DAMAGED, EXPIRED -> true;
                    case LOST_TEMPORARY, LOCKED, REPLACED, CANCELLED -> false;
                };
        if (!allowed) {
            return CredentialRules.refusalOf(now);
        }
        long found = replacements.findByCard(body.cardKey());
        boolean underWay =
                found != ReplacementStore.NONE && replacements.at(found).stage().isOpen();
        if (underWay || newCards.isAwaitingCollection(body.cardKey())) {
            return ResultCode.REPLACEMENT_APPLIED;
        }
        int area = CardNumber.area(body.newCardKey());
        if (area == CardNumber.area(body.cardKey())) {
            return ResultCode.FIELD_INVALID;
        }
        ResultCode code = newCards.check(body);
        if (code != ResultCode.OK) {
            return code;
        }
        long holder = cards.at(old).personReference();
        newCards.add(body, holder);
        states.enter(old, CardState.REPLACED, cards.at(old).pinTries());
        Person person = ledger.stores.persons().at(holder);
        ledger.digest.remove(person.stateHash());
        person.area(area);
        ledger.digest.add(person.stateHash());
        return ResultCode.OK;
    }
}
