package org.medsettle.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.ListDetail;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.domain.settlement.CredentialType;

/** The model of whom a credential means and whether it is in force. */
final class NaiveCredentials {
    private final Books books;

    NaiveCredentials(Books books) {
        this.books = books;
    }

    /** Whom a credential means, or why it means nobody or is not in force. */
    record Meant(Books.@Nullable Person person, @Nullable Answer refusal) {
        Books.Person holder() {
            return Objects.requireNonNull(person);
        }
    }

    Meant meant(Order.Shown shown) {
        return switch (shown.type()) {
            case NONE -> no(ResultCode.FIELD_INVALID);
            case ELECTRONIC -> byToken(shown.token());
            case CITIZEN_ID -> byCitizenId(shown.packed());
            case CARD -> byCard(books.cards.get(shown.packed()), shown);
            case BANK_NUMBER -> byCard(books.cardByBankNumber(shown.packed()), shown);
        };
    }

    private Meant byToken(String token) {
        Order.ImportCredential credential = books.tokens.get(token);
        if (credential == null) {
            return no(ResultCode.CARD_UNKNOWN);
        }
        boolean ended = credential.expiresAtMs() != 0 && books.timeMs >= credential.expiresAtMs();
        return ended ? no(ResultCode.CARD_EXPIRED) : new Meant(books.persons.get(credential.holder()), null);
    }

    private Meant byCitizenId(long citizenId) {
        Books.Person person = books.personByCitizenId(citizenId);
        return person == null ? no(ResultCode.PERSON_UNKNOWN) : new Meant(person, null);
    }

    private Meant byCard(Books.@Nullable Card card, Order.Shown shown) {
        if (card == null) {
            boolean named = shown.type() == CredentialType.CARD;
            Answer listed = named ? onList(shown.packed()) : null;
            return listed != null ? new Meant(null, listed) : no(ResultCode.CARD_UNKNOWN);
        }
        Order.ImportCard imported = card.imported;
        boolean sameSerial = shown.snHigh() == imported.snHigh() && shown.snLow() == imported.snLow();
        if (shown.hasSn() && !sameSerial) {
            return no(ResultCode.CARD_UNKNOWN);
        }
        CardState state = books.stateNow(card);
        if (state == CardState.LOCKED && card.wrongPins >= 3) {
            return no(ResultCode.PIN_LOCKED);
        }
        if (state != CardState.NORMAL) {
            return no(codeOf(state));
        }
        Answer listed = onList(imported.key());
        return new Meant(books.persons.get(imported.holder()), listed == null ? tooOld() : listed);
    }

    /** The refusal by the first list that is older than its terms allow, or {@code null}. */
    private @Nullable Answer tooOld() {
        NaiveLists lists = new NaiveLists(books);
        for (ListLevel level : ListLevel.values()) {
            Books.InvalidList list = books.list(level);
            if (list.refusesWhenTooOld && lists.isTooOld(list)) {
                return new Answer(ResultCode.CARD_LIST_TOO_OLD, ListDetail.pack(level.code(), 0), Answer.NO_BODY);
            }
        }
        return null;
    }

    private static Meant no(ResultCode code) {
        return new Meant(null, Answer.refused(code));
    }

    /** The refusal by the first list that has the card, or {@code null}. */
    private @Nullable Answer onList(long cardKey) {
        for (ListLevel level : ListLevel.values()) {
            Order.Entry entry = books.list(level).entries.get(cardKey);
            if (entry != null && isInForce(entry)) {
                return new Answer(
                        ResultCode.CARD_ON_INVALID_LIST, ListDetail.pack(level.code(), entry.reason()), Answer.NO_BODY);
            }
        }
        return null;
    }

    boolean isInForce(Order.Entry entry) {
        return books.second >= entry.fromSeconds() && (entry.toSeconds() == 0 || books.second < entry.toSeconds());
    }

    /** How a settlement names the state of a card that must not settle. */
    static ResultCode codeOf(CardState state) {
        return switch (state) {
            case SEALED -> ResultCode.CARD_NOT_ACTIVATED;
            case NORMAL -> ResultCode.FIELD_INVALID;
            case LOST_TEMPORARY -> ResultCode.CARD_LOST_TEMPORARY;
            case LOST_FORMAL -> ResultCode.CARD_LOST_FORMAL;
            case LOCKED -> ResultCode.CARD_LOCKED;
            case DAMAGED -> ResultCode.CARD_DAMAGED;
            case REPLACED -> ResultCode.CARD_REPLACED;
            case CANCELLED -> ResultCode.CARD_CANCELLED;
            case EXPIRED -> ResultCode.CARD_EXPIRED;
        };
    }
}
