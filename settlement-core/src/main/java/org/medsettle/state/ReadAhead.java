package org.medsettle.state;

import org.medsettle.command.Command;
import org.medsettle.command.ImportBody;
import org.medsettle.command.SettleBody;
import org.medsettle.command.TillBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.account.AccountStore;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.CardStore;
import org.medsettle.domain.institution.InstitutionStore;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.person.PersonStore;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.domain.settlement.KeyStore;

/**
 * Reads what the next few settlements and imports will need, a step of all of them at a time, so that the processor waits for
 * their cache misses together and not one after the other. It changes nothing and decides nothing: a command that was not
 * read ahead, or whose card has changed since, comes out the same.
 *
 * <p>Use: {@link #add} up to {@link #WIDTH} commands, then {@link #read}. Allocates nothing.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class ReadAhead {
    static final int WIDTH = 16;

    private final LedgerStores stores;
    private final Moment moment;
    private final SettleBody bill = new SettleBody();
    private final TillBody purchase = new TillBody();
    private final TillKey till = new TillKey();
    private final ImportBody body = new ImportBody();
    private final Person person = new Person();
    private final Card card = new Card();
    private final boolean[] isBankNumber = new boolean[WIDTH];
    private final long[] at = new long[WIDTH];
    private final long[] key0 = new long[WIDTH];
    private final long[] key1 = new long[WIDTH];
    private final long[] key2 = new long[WIDTH];
    private final int[] keyDate = new int[WIDTH];
    private int count;
    private long touched;

    ReadAhead(Ledger ledger) {
        stores = ledger.stores;
        moment = ledger.moment;
    }

    /**
     * Takes note of a command that presents a card to an institution we know. What an import looks up is read at once: no
     * later read depends on it, so the processor does not wait for it here.
     */
    void add(Command command) {
        switch (command.type()) {
            case SETTLE, QUOTE -> addBill(command);
            case PURCHASE -> addPurchase(command);
            case IMPORT_PERSON -> touchPerson(command);
            case IMPORT_CARD -> touchCard(command);
            default -> {
                // Seldom, or nothing to wait for.
            }
        }
    }

    private void touchPerson(Command command) {
        body.wrap(command.body(), 0);
        person.wrap(command.body(), body.recordOffset());
        PersonStore persons = stores.persons();
        touched += persons.touchNumber(person.buffer(), person.numberOffset())
                + persons.touchCitizenId(person.citizenId());
    }

    private void touchCard(Command command) {
        body.wrap(command.body(), 0);
        card.wrap(command.body(), body.recordOffset());
        CardStore cards = stores.cards();
        touched += stores.persons().touchNumber(body.buffer(), body.holderOffset())
                + cards.touch(card.key(), false)
                + cards.touch(card.bankNumber(), true);
    }

    private void addBill(Command command) {
        bill.wrap(command.body(), 0);
        long institution = stores.institutions().findByCode(bill.buffer(), bill.institutionOffset());
        if (bill.credentialType() == CredentialType.CARD && institution != InstitutionStore.NONE) {
            int ordinal = stores.institutions().at(institution).ordinal();
            add(KeyRules.word0(bill.door(), ordinal), bill.keyWord1(), bill.keyWord2(), bill.keyDate());
            isBankNumber[count] = false;
            at[count++] = bill.credential();
        }
    }

    private void addPurchase(Command command) {
        purchase.wrap(command.body(), 0);
        long institution = stores.institutions().findByMerchant(purchase.buffer(), purchase.institutionOffset());
        if (institution != InstitutionStore.NONE
                && till.set(purchase, stores.institutions().at(institution).ordinal(), moment)) {
            int date = till.date() == KeyStore.NO_DATE ? moment.date() : till.date();
            add(till.word0(), till.word1(), till.word2(), date);
            isBankNumber[count] = purchase.credentialType() == CredentialType.BANK_NUMBER;
            at[count++] = purchase.credential();
        }
    }

    private void add(long word0, long word1, long word2, int date) {
        key0[count] = word0;
        key1[count] = word1;
        key2[count] = word2;
        keyDate[count] = date;
    }

    /** Reads index, card, holder and account of what was added, of each record something in its first and in its last line. */
    void read() {
        CardStore cards = stores.cards();
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += cards.touch(at[i], isBankNumber[i]);
        }
        for (int i = 0; i < count; i++) {
            sum += stores.keys().touch(key0[i], key1[i], key2[i], keyDate[i]);
        }
        for (int i = 0; i < count; i++) {
            at[i] = cards.candidate(at[i], isBankNumber[i]);
        }
        for (int i = 0; i < count; i++) {
            if (at[i] != CardStore.NONE) {
                Card shown = cards.at(at[i]);
                sum += shown.expiryDay();
                at[i] = shown.personReference();
            }
        }
        for (int i = 0; i < count; i++) {
            if (at[i] == CardStore.NONE) {
                at[i] = AccountStore.NONE;
            } else {
                Person holder = stores.persons().at(at[i]);
                sum += holder.insuranceType();
                at[i] = holder.accountHandle();
            }
        }
        for (int i = 0; i < count; i++) {
            if (at[i] != AccountStore.NONE) {
                Account account = stores.accounts().at(at[i]);
                sum += account.balanceFen() + account.day();
            }
        }
        count = 0;
        touched += sum;
    }

    /** A sum of what was read, so that no compiler finds the reading useless. */
    long touched() {
        return touched;
    }
}
