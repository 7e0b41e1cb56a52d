package org.medsettle.state;

import java.nio.ByteBuffer;
import org.medsettle.command.Command;
import org.medsettle.command.ImportBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.Fen;
import org.medsettle.domain.account.AccountStore;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.card.CardStore;
import org.medsettle.domain.card.CredentialStore;
import org.medsettle.domain.card.ElectronicCredential;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.institution.InstitutionStore;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.person.PersonStore;

/**
 * The imports. They take no key: what a record identifies is its key. An identical repeat is answered OK with detail 1;
 * the same identity with other content is refused and changes nothing.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class ImportHandler {
    /** Detail of an OK that changed nothing. */
    static final int IDENTICAL = 1;

    private final Ledger ledger;
    private final CardStates cardStates;
    private final PersonStore persons;
    private final CardStore cards;
    private final CredentialStore credentials;
    private final InstitutionStore institutions;
    private final ByteBuffer copy = Scratch.allocate(Command.MAX_BODY_BYTES);
    private final ImportBody body = new ImportBody();
    private final Person person = new Person();
    private final Card card = new Card();
    private final ElectronicCredential credential = new ElectronicCredential();
    private final Institution institution = new Institution();

    ImportHandler(Ledger ledger, CardStates cardStates) {
        this.ledger = ledger;
        this.cardStates = cardStates;
        persons = ledger.stores.persons();
        cards = ledger.stores.cards();
        credentials = ledger.stores.credentials();
        institutions = ledger.stores.institutions();
    }

    void institution(Command command, Reply reply) {
        institution.wrap(copyOf(command), 0);
        long known = institutions.findByCode(institution.buffer(), institution.codeOffset());
        if (known != InstitutionStore.NONE) {
            repeat(institution.sameContent(institutions.at(known)), reply);
            return;
        }
        if (institutions.findByMerchant(institution.buffer(), institution.merchantOffset()) != InstitutionStore.NONE) {
            reply.code(ResultCode.FIELD_INVALID);
            return;
        }
        institution.ordinal((int) institutions.count() + 1).payableFen(0);
        institutions.add(institution);
        ledger.digest.add(institution.stateHash());
    }

    void person(Command command, Reply reply) {
        ByteBuffer buffer = copyOf(command);
        body.wrap(buffer, 0);
        person.wrap(buffer, body.recordOffset());
        long known = persons.findByNumber(buffer, person.numberOffset());
        if (known != PersonStore.NONE) {
            repeat(person.sameContent(persons.at(known)) && hasOpening(persons.at(known)), reply);
            return;
        }
        ResultCode code = check();
        if (code != ResultCode.OK) {
            reply.code(code);
            return;
        }
        person.ordinal(persons.count() + 1).accountHandle(AccountStore.NONE);
        if (person.insuranceType() == Person.EMPLOYEE_SCHEME) {
            long handle = ledger.stores.accounts().open(person.ordinal());
            person.accountHandle(handle);
            ledger.books.open(ledger.stores.accounts().at(handle), body.openingFen());
        }
        persons.add(person);
        ledger.digest.add(person.stateHash());
    }

    private ResultCode check() {
        if (persons.findByCitizenId(person.citizenId()) != PersonStore.NONE) {
            return ResultCode.FIELD_INVALID;
        }
        long openingFen = body.openingFen();
        if (openingFen < 0 || openingFen > Fen.MAX_BILL_FEN) {
            return ResultCode.AMOUNT_INVALID;
        }
        if (person.insuranceType() == Person.EMPLOYEE_SCHEME) {
            return ledger.rules.allowAccount(ledger.stores.accounts().count()) ? ResultCode.OK : ResultCode.TOO_LARGE;
        }
        return openingFen == 0 ? ResultCode.OK : ResultCode.FIELD_INVALID;
    }

    private boolean hasOpening(Person known) {
        return known.accountHandle() == AccountStore.NONE
                ? body.openingFen() == 0
                : ledger.stores.accounts().at(known.accountHandle()).openingFen() == body.openingFen();
    }

    void card(Command command, Reply reply) {
        ByteBuffer buffer = copyOf(command);
        body.wrap(buffer, 0);
        card.wrap(buffer, body.recordOffset());
        long holder = persons.findByNumber(buffer, body.holderOffset());
        long known = cards.findByKey(card.key());
        if (known != CardStore.NONE) {
            repeat(sameCard(cards.at(known), holder), reply);
            return;
        }
        if (holder == PersonStore.NONE) {
            reply.code(ResultCode.PERSON_UNKNOWN);
            return;
        }
        boolean isTaken = card.bankNumber() != 0 && cards.findByBankNumber(card.bankNumber()) != CardStore.NONE;
        if (card.key() <= 0 || isTaken) {
            reply.code(ResultCode.FIELD_INVALID);
            return;
        }
        CardState state = card.storedState();
        card.personReference(holder)
                .personOrdinal(persons.at(holder).ordinal())
                .changedAtMs(ledger.moment.timeMs())
                .lapsesAtMs(cardStates.lapseOf(state, card.key()))
                .pinTries(0)
                .lossReports(0)
                .pinValue(0);
        cards.add(card);
        ledger.digest.add(card.stateHash());
        cardStates.listNew(card);
    }

    private boolean sameCard(Card known, long holder) {
        return known.personReference() == holder
                && known.snHigh() == card.snHigh()
                && known.snLow() == card.snLow()
                && known.bankNumber() == card.bankNumber()
                && known.expiryDay() == card.expiryDay()
                && known.storedState() == card.storedState();
    }

    void credential(Command command, Reply reply) {
        ByteBuffer buffer = copyOf(command);
        body.wrap(buffer, 0);
        credential.wrap(buffer, body.recordOffset());
        long holder = persons.findByNumber(buffer, body.holderOffset());
        long known = credentials.findByToken(buffer, credential.tokenOffset());
        if (known != CredentialStore.NONE) {
            ElectronicCredential stored = credentials.at(known);
            repeat(stored.personReference() == holder && stored.expiresAtMs() == credential.expiresAtMs(), reply);
            return;
        }
        if (holder == PersonStore.NONE) {
            reply.code(ResultCode.PERSON_UNKNOWN);
            return;
        }
        credential.personReference(holder).personOrdinal(persons.at(holder).ordinal());
        credentials.add(credential);
        ledger.digest.add(credential.stateHash());
    }

    /** The body to fill in for the store: the command itself may be on its way into the journal at this moment. */
    private ByteBuffer copyOf(Command command) {
        return copy.put(0, command.body(), 0, command.length());
    }

    private static void repeat(boolean identical, Reply reply) {
        if (identical) {
            reply.code(ResultCode.OK, IDENTICAL);
        } else {
            reply.code(ResultCode.FIELD_INVALID);
        }
    }
}
