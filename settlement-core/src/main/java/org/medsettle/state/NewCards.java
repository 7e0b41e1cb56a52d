package org.medsettle.state;

import org.medsettle.command.CardLifeBody;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.card.CardStore;
import org.medsettle.domain.card.ReplacementStage;
import org.medsettle.domain.card.ReplacementStore;

/** How new cards come in, other than by import: always SEALED, under a number that was never used. */
@ThreadConfined(Threads.STATE_MACHINE)
final class NewCards {
    private final Ledger ledger;
    private final CardStore cards;
    private final Card fresh = new Card();

    NewCards(Ledger ledger) {
        this.ledger = ledger;
        cards = ledger.stores.cards();
        fresh.wrap(Scratch.allocate(Card.BYTES), 0);
    }

    /** Whether the new card of a command may come in. */
    ResultCode check(CardLifeBody body) {
        if (body.newCardKey() <= 0 || body.newBankNumber() < 0 || body.newExpiryDay() < 0) {
            return ResultCode.FIELD_INVALID;
        }
        boolean taken = cards.findByKey(body.newCardKey()) != CardStore.NONE
                || (body.newBankNumber() != 0 && cards.findByBankNumber(body.newBankNumber()) != CardStore.NONE);
        if (taken) {
            return ResultCode.CARD_EXISTS;
        }
        boolean expired = body.newExpiryDay() != 0 && body.newExpiryDay() < ledger.moment.date();
        return expired ? ResultCode.CARD_EXPIRED : ResultCode.OK;
    }

    /** Brings it in for the person at {@code holder}. */
    void add(CardLifeBody body, long holder) {
        fresh.clear()
                .key(body.newCardKey())
                .personReference(holder)
                .personOrdinal(ledger.stores.persons().at(holder).ordinal())
                .sn(body.newSnHigh(), body.newSnLow())
                .bankNumber(body.newBankNumber())
                .expiryDay(body.newExpiryDay())
                .changedAtMs(ledger.moment.timeMs())
                .state(CardState.SEALED);
        cards.add(fresh);
        ledger.digest.add(fresh.stateHash());
    }

    /** A card made to take another's place is put in force by its collection, and by nothing else. */
    boolean isAwaitingCollection(long cardKey) {
        ReplacementStore replacements = ledger.stores.replacements();
        long found = replacements.findByNewCard(cardKey);
        return found != ReplacementStore.NONE && replacements.at(found).stage() != ReplacementStage.COLLECTED;
    }
}
