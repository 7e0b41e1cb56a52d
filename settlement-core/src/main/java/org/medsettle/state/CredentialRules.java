package org.medsettle.state;

import java.nio.ByteBuffer;
import org.medsettle.command.ListDetail;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.card.CardStore;
import org.medsettle.domain.card.CredentialStore;
import org.medsettle.domain.card.ElectronicCredential;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.person.PersonStore;
import org.medsettle.domain.settlement.CredentialType;

/**
 * Whom a credential names, and whether it is in force now. The invalid lists are asked for every card presented, ours or
 * not; the local state of a card of ours outranks them in the answer.
 *
 * <p>A card that nothing speaks against is refused while a list is older than its terms allow, if they say so. Invariant:
 * the token buffer is this object's own, so that a token of any length compares as a padded field.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class CredentialRules {
    private final Ledger ledger;
    private final CardStore cards;
    private final CredentialStore credentials;
    private final PersonStore persons;
    private final ByteBuffer token = Scratch.allocate(ElectronicCredential.TOKEN_BYTES);

    private CredentialType type = CredentialType.NONE;
    private long packed;
    private boolean hasSn;
    private long snHigh;
    private long snLow;
    private long reference;
    private long cardReference = CardStore.NONE;
    private int detail;

    CredentialRules(Ledger ledger) {
        this.ledger = ledger;
        cards = ledger.stores.cards();
        credentials = ledger.stores.credentials();
        persons = ledger.stores.persons();
    }

    /** Presents a card, a citizen id or a bank number. */
    void present(CredentialType type, long packed, boolean hasSn, long snHigh, long snLow) {
        this.type = type;
        this.packed = packed;
        this.hasSn = hasSn;
        this.snHigh = snHigh;
        this.snLow = snLow;
    }

    /** Presents the token of {@code length} bytes at {@code offset}. */
    void presentToken(ByteBuffer buffer, int offset, int length) {
        type = CredentialType.ELECTRONIC;
        packed = 0;
        hasSn = false;
        int kept = Math.min(length, ElectronicCredential.TOKEN_BYTES);
        AsciiField.copy(buffer, offset, token, 0, kept);
        for (int i = kept; i < ElectronicCredential.TOKEN_BYTES; i++) {
            token.put(i, (byte) 0);
        }
    }

    /** Resolves what was presented and checks that it is in force; {@link #person()} is the holder afterwards. */
    ResultCode resolve() {
        detail = 0;
        reference = PersonStore.NONE;
        cardReference = CardStore.NONE;
        return switch (type) {
            case ELECTRONIC -> resolveToken();
            case CITIZEN_ID -> resolveCitizen();
            case CARD -> resolveCard(cards.findByKey(packed), packed);
            case BANK_NUMBER -> resolveCard(cards.findByBankNumber(packed), 0);
            case NONE -> ResultCode.CARD_UNKNOWN;
        };
    }

    private ResultCode resolveToken() {
        long found = credentials.findByToken(token, 0);
        if (found == CredentialStore.NONE) {
            return ResultCode.CARD_UNKNOWN;
        }
        ElectronicCredential credential = credentials.at(found);
        reference = credential.personReference();
        long end = credential.expiresAtMs();
        return end != 0 && ledger.moment.timeMs() >= end ? ResultCode.CARD_EXPIRED : ResultCode.OK;
    }

    private ResultCode resolveCitizen() {
        reference = persons.findByCitizenId(packed);
        return reference == PersonStore.NONE ? ResultCode.PERSON_UNKNOWN : ResultCode.OK;
    }

    private ResultCode resolveCard(long found, long cardKey) {
        if (found == CardStore.NONE) {
            return cardKey != 0 && isListed(cardKey) ? ResultCode.CARD_ON_INVALID_LIST : ResultCode.CARD_UNKNOWN;
        }
        Card card = cards.at(found);
        if (hasSn && (card.snHigh() != snHigh || card.snLow() != snLow)) {
            return ResultCode.CARD_UNKNOWN;
        }
        reference = card.personReference();
        cardReference = found;
        ResultCode code = refusalOf(card.stateAt(ledger.moment.timeMs(), ledger.moment.date()));
        if (code == ResultCode.CARD_LOCKED && card.pinTries() >= Card.MAX_PIN_TRIES) {
            return ResultCode.PIN_LOCKED;
        }
        if (code != ResultCode.OK) {
            return code;
        }
        if (isListed(card.key())) {
            return ResultCode.CARD_ON_INVALID_LIST;
        }
        int tooOld = ledger.lists.levelTooOld(ledger.moment.timeMs());
        if (tooOld >= 0) {
            detail = ListDetail.pack(tooOld, 0);
            return ResultCode.CARD_LIST_TOO_OLD;
        }
        return ResultCode.OK;
    }

    private boolean isListed(long cardKey) {
        int level = ledger.lists.levelInForce(cardKey, ledger.moment.seconds());
        if (level < 0) {
            return false;
        }
        detail = ListDetail.pack(ListLevel.of(level).code(), ledger.lists.reason(level, cardKey));
        return true;
    }

    /** What a card in this state is refused with, {@code OK} for a normal one. */
    static ResultCode refusalOf(CardState state) {
        return switch (state) {
            case NORMAL -> ResultCode.OK;
            case SEALED -> ResultCode.CARD_NOT_ACTIVATED;
            case LOST_TEMPORARY -> ResultCode.CARD_LOST_TEMPORARY;
            case LOST_FORMAL -> ResultCode.CARD_LOST_FORMAL;
            case LOCKED -> ResultCode.CARD_LOCKED;
            case DAMAGED -> ResultCode.CARD_DAMAGED;
            case REPLACED -> ResultCode.CARD_REPLACED;
            case CANCELLED -> ResultCode.CARD_CANCELLED;
            case EXPIRED -> ResultCode.CARD_EXPIRED;
        };
    }

    /**
     * Level and reason behind {@link ResultCode#CARD_ON_INVALID_LIST}, the level behind
     * {@link ResultCode#CARD_LIST_TOO_OLD}, else 0.
     */
    int detail() {
        return detail;
    }

    /** Reference of the card that was presented, or {@code NONE} when it is not ours or no card. */
    long cardReference() {
        return cardReference;
    }

    /** Reference of the holder, once resolved. */
    long personReference() {
        return reference;
    }

    Person person() {
        return persons.at(reference);
    }
}
