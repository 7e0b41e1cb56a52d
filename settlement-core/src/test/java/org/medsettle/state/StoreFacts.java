package org.medsettle.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.account.AccountStore;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.domain.settlement.TillBatch;
import org.medsettle.model.Answer;
import org.medsettle.model.AnswerReader;
import org.medsettle.model.LedgerFacts;
import org.medsettle.model.TillOrder;

/** Reads the standing of a ledger straight out of its stores. Threads: the one that applied the commands. */
public final class StoreFacts {
    private StoreFacts() {}

    /** The accounts and clearing totals in {@code stores}. */
    public static LedgerFacts read(LedgerStores stores) {
        LedgerFacts facts = new LedgerFacts(new TreeMap<>(), new HashMap<>(), new HashMap<>());
        stores.persons().forEach(reference -> {
            Person person = stores.persons().at(reference);
            if (person.accountHandle() != AccountStore.NONE) {
                String number = person.number();
                facts.accounts().put(number, account(stores.accounts().at(person.accountHandle())));
            }
        });
        Map<Long, String> codes = new HashMap<>();
        stores.institutions().forEach(reference -> {
            Institution institution = stores.institutions().at(reference);
            codes.put((long) institution.ordinal(), institution.code());
        });
        stores.totals().forEach(reference -> {
            ClearingTotal total = stores.totals().at(reference);
            addSide(facts, total, codes.get(total.institution()), ClearingTotal.NORMAL);
            addSide(facts, total, codes.get(total.institution()), ClearingTotal.REFUND);
        });
        stores.tills().forEach(reference -> {
            TillBatch batch = stores.tills().at(reference);
            if (batch.number() != TillBatch.TERMINAL_ITSELF) {
                ByteBuffer terminal = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                terminal.putLong(0, batch.terminal());
                facts.tills()
                        .put(
                                new LedgerFacts.TillKey(
                                        codes.get(batch.institution()),
                                        AsciiField.get(terminal, 0, Long.BYTES),
                                        AnswerReader.batch(batch.number())),
                                new TillOrder.Totals(
                                        batch.count(TillBatch.DEBIT),
                                        batch.sumFen(TillBatch.DEBIT),
                                        batch.count(TillBatch.CREDIT),
                                        batch.sumFen(TillBatch.CREDIT)));
            }
        });
        return facts;
    }

    private static LedgerFacts.AccountFacts account(Account account) {
        return new LedgerFacts.AccountFacts(
                account.openingFen(),
                account.balanceFen(),
                account.creditsFen(),
                account.debitsFen(),
                account.returnsFen(),
                (int) account.flags());
    }

    private static void addSide(LedgerFacts facts, ClearingTotal total, String institution, int side) {
        facts.add(
                new LedgerFacts.TotalKey(
                        total.businessDate(), institution, total.insuranceType(), total.clearingType(), side),
                new LedgerFacts.Total(
                        total.count(side),
                        new Answer.Amounts(
                                total.medfeeFen(side),
                                total.fundFen(side),
                                total.accountFen(side),
                                total.mutualAidFen(side),
                                total.cashFen(side))));
    }
}
