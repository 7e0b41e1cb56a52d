package org.medsettle.audit;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.account.AccountStore;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.domain.mask.MaskedText;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.KeyRecord;
import org.medsettle.domain.settlement.OutcomeKind;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlementState;
import org.medsettle.domain.settlement.SettlementStore;
import org.medsettle.domain.settlement.SettlingFamily;
import org.medsettle.state.LedgerStores;

/**
 * Recomputes every rule of the books from the records in the stores, independently of the running figures, and names the
 * first that is broken.
 *
 * <p>Threads: one, while nobody changes the stores. Units: fen. Invariant: reads only.
 */
final class LedgerAudit {
    private final LedgerStores stores;
    private final LedgerFigures figures;
    private final CityListEdits edits;
    private final SettlementSums sums = new SettlementSums();
    private final TillSums tills = new TillSums();
    private @Nullable String broken;

    private long balanceFen;
    private long heldFen;
    private long openingFen;
    private long creditsFen;
    private long debitsFen;
    private long returnsFen;
    private long payableFen;

    LedgerAudit(LedgerStores stores, LedgerFigures figures, CityListEdits edits) {
        this.stores = stores;
        this.figures = figures;
        this.edits = edits;
    }

    /** The first broken rule in words, or null when the ledger is sound. */
    @Nullable
    String firstBroken() {
        stores.settlements().forEach(this::settlement);
        stores.persons().forEach(this::person);
        stores.institutions().forEach(this::institution);
        stores.cards().forEach(this::card);
        String brokenCase = new CardCases(stores).firstBroken();
        check(brokenCase == null, () -> String.valueOf(brokenCase));
        stores.keys().forEach(this::key);
        totals();
        tills();
        ledger();
        return broken;
    }

    private void settlement(long reference) {
        Settlement settlement = stores.settlements().at(reference);
        long id = settlement.id();
        check(
                settlement.medfeeFen()
                        == settlement.fundFen()
                                + settlement.accountFen()
                                + settlement.mutualAidFen()
                                + settlement.cashFen(),
                () -> "settlement " + id + ": its parts do not sum to its fee");
        check(
                stores.settlements().findByNumber(id % Settlement.ID_AREA_FACTOR) == reference,
                () -> "settlement " + id + ": its number does not lead to it");
        settlement = stores.settlements().at(reference);
        int institution =
                stores.institutions().at(settlement.institutionReference()).ordinal();
        sums.add(settlement, institution);
        if (SettlingFamily.isTill(settlement.transaction())) {
            tills.add(settlement, institution); // several may give back the parts of one, so they are no pairs
            return;
        }
        boolean cancelled = settlement.state() == SettlementState.CANCELLED;
        if (cancelled || (settlement.isCancelling() && settlement.state() == SettlementState.SETTLED)) {
            pair(settlement, cancelled);
        }
    }

    /** A cancelled settlement and the one that cancelled it name each other and sum to nothing. */
    private void pair(Settlement settlement, boolean cancelled) {
        long id = settlement.id();
        long medfeeFen = settlement.medfeeFen();
        long accountFen = settlement.accountFen();
        long number = settlement.counterpartId() % Settlement.ID_AREA_FACTOR;
        long other = stores.settlements().findByNumber(number);
        if (other == SettlementStore.NONE) {
            check(false, () -> "settlement " + id + ": its counterpart does not exist");
            return;
        }
        Settlement counterpart = stores.settlements().at(other);
        check(
                counterpart.counterpartId() == id
                        && counterpart.isCancelling() == cancelled
                        && counterpart.state() == (cancelled ? SettlementState.SETTLED : SettlementState.CANCELLED),
                () -> "settlement " + id + ": its counterpart does not say the same");
        check(
                counterpart.medfeeFen() == -medfeeFen && counterpart.accountFen() == -accountFen,
                () -> "settlement " + id + ": its counterpart moved another amount");
    }

    private void person(long reference) {
        Person person = stores.persons().at(reference);
        long ordinal = person.ordinal();
        long handle = person.accountHandle();
        boolean found = stores.persons().findByNumber(person.buffer(), person.numberOffset()) == reference;
        check(found, () -> "person " + ordinal + ": the number does not lead to the record");
        SettlementSums.Movements moved = sums.ofPerson(ordinal);
        if (handle == AccountStore.NONE) {
            check(
                    moved.accountPaidFen() == 0 && moved.accountReturnedFen() == 0,
                    () -> "person " + ordinal + ": settlements moved an account that does not exist");
            return;
        }
        Account account = stores.accounts().at(handle);
        check(account.owner() == ordinal, () -> "person " + ordinal + ": the account is another person's");
        check(
                account.balanceFen() >= 0 && account.heldFen() >= 0,
                () -> "account of person " + ordinal + ": below zero");
        check(
                account.balanceFen() + account.heldFen()
                        == account.openingFen() + account.creditsFen() + account.returnsFen() - account.debitsFen(),
                () -> "account of person " + ordinal + ": balance + held is not opening + credits + returns - debits");
        check(
                account.debitsFen() == moved.accountPaidFen() && account.returnsFen() == moved.accountReturnedFen(),
                () -> "account of person " + ordinal + ": its settlements moved another sum");
        balanceFen += account.balanceFen();
        heldFen += account.heldFen();
        openingFen += account.openingFen();
        creditsFen += account.creditsFen();
        debitsFen += account.debitsFen();
        returnsFen += account.returnsFen();
    }

    private void institution(long reference) {
        Institution institution = stores.institutions().at(reference);
        String code = institution.code();
        long payable = institution.payableFen();
        long settled = sums.ofInstitution(institution.ordinal()).payableFen();
        payableFen += payable;
        check(
                payable == settled,
                () -> "institution " + code + ": payable " + MaskedText.yuan(payable) + ", its settlements sum to "
                        + MaskedText.yuan(settled));
    }

    private void card(long reference) {
        Card card = stores.cards().at(reference);
        long key = card.key();
        long holder = card.personReference();
        long ordinal = card.personOrdinal();
        int reason = card.storedState().listReason();
        check(
                stores.cards().findByKey(key) == reference,
                () -> "card " + MaskedText.card(key) + ": its number does not lead to it");
        check(
                stores.persons().at(holder).ordinal() == ordinal,
                () -> "card " + MaskedText.card(key) + ": its holder is another person");
        if (reason != 0 && !edits.mayHaveTakenOff(key)) {
            check(
                    stores.list(ListLevel.CITY).find(key) != InvalidListStore.NONE,
                    () -> "card " + MaskedText.card(key) + ": must not settle and is not on the city's list");
        }
    }

    private void key(long reference) {
        KeyRecord key = stores.keys().at(reference);
        if (key.kind() != OutcomeKind.SETTLEMENT) {
            return;
        }
        long id = key.detail();
        long word0 = key.word0();
        long word1 = key.word1();
        long word2 = key.word2();
        long found = stores.settlements().findByNumber(id % Settlement.ID_AREA_FACTOR);
        boolean same = found != SettlementStore.NONE;
        if (same) {
            Settlement settlement = stores.settlements().at(found);
            same = settlement.id() == id
                    && settlement.keyWord0() == word0
                    && settlement.keyWord1() == word1
                    && settlement.keyWord2() == word2;
        }
        check(same, () -> "a key's outcome is settlement " + id + ", which is not there under that key");
    }

    private void totals() {
        stores.totals().forEach(reference -> sums.subtract(stores.totals().at(reference)));
        for (Map.Entry<SettlementSums.TotalKey, long[]> entry :
                sums.differences().entrySet()) {
            for (long difference : entry.getValue()) {
                check(difference == 0, () -> "clearing totals differ from the settlements: " + entry.getKey());
            }
        }
    }

    private void tills() {
        stores.tills().forEach(reference -> tills.subtract(stores.tills().at(reference)));
        String broken = tills.firstBroken();
        check(broken == null, () -> String.valueOf(broken));
    }

    private void ledger() {
        figure(Figure.BALANCE_FEN, balanceFen);
        figure(Figure.HELD_FEN, heldFen);
        figure(Figure.OPENING_FEN, openingFen);
        figure(Figure.CREDITS_FEN, creditsFen);
        figure(Figure.ACCOUNT_DEBITS_FEN, debitsFen);
        figure(Figure.ACCOUNT_RETURNS_FEN, returnsFen);
        figure(Figure.FUND_PAID_FEN, sums.all.fundPaidFen());
        figure(Figure.FUND_RETURNED_FEN, sums.all.fundReturnedFen());
        figure(Figure.INSTITUTION_PAYABLE_FEN, payableFen);
        check(balanceFen + heldFen == openingFen + creditsFen + returnsFen - debitsFen, () -> "debits are not credits");
    }

    private void figure(Figure figure, long recomputed) {
        check(
                figures.get(figure) == recomputed,
                () -> figure + " is kept as " + figures.text(figure) + ", the records sum to "
                        + MaskedText.yuan(recomputed) + " yuan");
    }

    private void check(boolean holds, Supplier<String> words) {
        if (!holds && broken == null) {
            broken = words.get();
        }
    }
}
