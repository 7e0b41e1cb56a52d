package org.medsettle.gateway.cards;

import java.util.Locale;
import org.medsettle.domain.card.BankNumber;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.gateway.posclient.TillPopulation;

/** A person of the population and one of the cards he has or may get; all invented. */
record CardHolder(int index, String area, String number, String pan) {
    /** The card he was imported with. */
    static CardHolder first(int index) {
        return new CardHolder(
                index,
                Integer.toString(TillPopulation.AREA),
                TillPopulation.cardNumber(index),
                TillPopulation.pan(index));
    }

    /** A card that he does not have yet. */
    static CardHolder fresh(int index, String area) {
        String body = String.format(Locale.ROOT, "B%07d", index);
        long pan = 621_701_000_000_000L + index;
        return new CardHolder(
                index, area, body + CardNumber.checkCharacter(body), Long.toString(pan) + BankNumber.checkDigit(pan));
    }

    /** The card that comes in the place of another of his. */
    static CardHolder next(CardHolder card, String area) {
        String body = String.format(Locale.ROOT, "C%07d", card.index());
        long pan = 621_702_000_000_000L + card.index();
        return new CardHolder(
                card.index(),
                area,
                body + CardNumber.checkCharacter(body),
                Long.toString(pan) + BankNumber.checkDigit(pan));
    }

    String person() {
        return TillPopulation.person(index);
    }

    String serial() {
        return area + String.format(Locale.ROOT, "%026X", 9_000 + index);
    }

    String path() {
        return "/api/v1/cards/" + area + "/" + number;
    }

    /** The fields of a call that names this card as the new one. */
    String fields(String expiry) {
        return "\"card_sn\":\"" + serial() + "\",\"pan\":\"" + pan + "\",\"expiry\":\"" + expiry + "\"";
    }
}
