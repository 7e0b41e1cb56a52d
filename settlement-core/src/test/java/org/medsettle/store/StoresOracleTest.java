package org.medsettle.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.medsettle.store.TestRecords.assertSameBytes;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import java.util.function.ToIntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.domain.RecordView;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.card.ElectronicCredential;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.domain.settlement.KeyRecord;
import org.medsettle.domain.settlement.KeyStore;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlementState;
import org.medsettle.state.LedgerStores;
import org.medsettle.store.heap.HeapStores;

/**
 * The same seeded random operations on the heap stores and on the real ones: every answer is compared at once, and at the
 * end every byte of every record in order.
 */
class StoresOracleTest {
    private static final int OPERATIONS = 100_000;
    private static final int SPAN = 20_000;
    private static final int FIRST_DAY = 20_000;
    private static final int DAYS = 100;

    private long seed;
    private SplittableRandom random;
    private LedgerStores heap;
    private LedgerStores real;
    private int day;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldAnswerAsTheHeapStoresDo(long givenSeed) {
        seed = givenSeed;
        random = new SplittableRandom(seed);
        StoreConfig config = new StoreConfig(SPAN, true, 1 << 16, 1 << 28, 1, seed);
        try (LedgerStores oracle = HeapStores.create(SPAN);
                LedgerStores tested = RealStores.create(config)) {
            heap = oracle;
            real = tested;
            for (int i = 0; i < OPERATIONS; i++) {
                day = FIRST_DAY + i * DAYS / OPERATIONS;
                operate(1 + random.nextLong(SPAN));
            }
            compareRecords();
            compareAccounts();
        }
    }

    private void operate(long n) {
        switch (random.nextInt(9)) {
            case 0 -> person(TestRecords.person(n));
            case 1 -> card(TestRecords.card(n));
            case 2 -> credential(TestRecords.credential(n));
            case 3 -> institution(TestRecords.institution(n % 500));
            case 4 -> signOn(n);
            case 5 -> settlement(n);
            case 6 -> key(n);
            case 7 -> total(n % 50, n % 7);
            default -> account(n);
        }
    }

    private void same(long expected, long actual) {
        assertEquals(expected, actual, () -> "seed " + seed);
    }

    /** Both found it or neither did; answers whether it is new. */
    private boolean isNew(long heapReference, long realReference) {
        same(heapReference == -1 ? 1 : 0, realReference == -1 ? 1 : 0);
        return heapReference == -1;
    }

    private void person(Person person) {
        long inHeap = heap.persons().findByCitizenId(person.citizenId());
        long inReal = real.persons().findByNumber(person.buffer(), person.numberOffset());
        if (isNew(inHeap, inReal)) {
            heap.persons().add(person);
            real.persons().add(person);
        } else {
            int state = random.nextInt(5);
            heap.persons().at(inHeap).insuredState(state);
            real.persons().at(inReal).insuredState(state);
            same(inReal, real.persons().findByCitizenId(person.citizenId()));
        }
    }

    private void card(Card card) {
        long inHeap = heap.cards().findByKey(card.key());
        long inReal = real.cards().findByKey(card.key());
        if (isNew(inHeap, inReal)) {
            heap.cards().add(card);
            real.cards().add(card);
        } else {
            CardState state = CardState.of(random.nextInt(9));
            heap.cards().at(inHeap).state(state);
            real.cards().at(inReal).state(state);
            isNew(heap.cards().findByBankNumber(card.bankNumber()), real.cards().findByBankNumber(card.bankNumber()));
        }
    }

    private void credential(ElectronicCredential credential) {
        long inHeap = heap.credentials().findByToken(credential.buffer(), credential.tokenOffset());
        long inReal = real.credentials().findByToken(credential.buffer(), credential.tokenOffset());
        if (isNew(inHeap, inReal)) {
            heap.credentials().add(credential);
            real.credentials().add(credential);
        }
    }

    private void institution(Institution institution) {
        long inHeap = heap.institutions().findByCode(institution.buffer(), institution.codeOffset());
        long inReal = real.institutions().findByCode(institution.buffer(), institution.codeOffset());
        if (isNew(inHeap, inReal)) {
            heap.institutions().add(institution);
            real.institutions().add(institution);
        } else {
            heap.institutions().at(inHeap).payableFen(day);
            real.institutions().at(inReal).payableFen(day);
        }
    }

    private void signOn(long n) {
        same(heap.signOns().add(TestRecords.signOn(n)), real.signOns().add(TestRecords.signOn(n)));
        long asked = random.nextLong(heap.signOns().lastNumber() + 2);
        same(heap.signOns().has(asked) ? 1 : 0, real.signOns().has(asked) ? 1 : 0);
        if (heap.signOns().has(asked)) {
            same(heap.signOns().at(asked).stateHash(), real.signOns().at(asked).stateHash());
        }
        if (random.nextInt(1_000) == 0) {
            heap.signOns().dropAll();
            real.signOns().dropAll();
        }
    }

    private void settlement(long n) {
        heap.settlements().add(TestRecords.settlement(n));
        real.settlements().add(TestRecords.settlement(n));
        long number = 1 + random.nextLong(heap.settlements().count());
        heap.settlements().at(heap.settlements().findByNumber(number)).state(SettlementState.REVERSED);
        real.settlements().at(real.settlements().findByNumber(number)).state(SettlementState.REVERSED);
    }

    private void key(long n) {
        KeyRecord key = TestRecords.key(n);
        int date = day - random.nextInt(40);
        int asked = random.nextInt(20) == 0 ? KeyStore.NO_DATE : date;
        long inHeap = heap.keys().find(key.word0(), key.word1(), key.word2(), asked);
        long inReal = real.keys().find(key.word0(), key.word1(), key.word2(), asked);
        if (isNew(inHeap, inReal)) {
            if (asked != KeyStore.NO_DATE) {
                heap.keys().add(key, date);
                real.keys().add(key, date);
            }
        } else if (asked != KeyStore.NO_DATE) {
            same(heap.keys().at(inHeap).stateHash(), real.keys().at(inReal).stateHash());
            heap.keys().at(inHeap).detail(day);
            real.keys().at(inReal).detail(day);
        }
        if (random.nextInt(500) == 0) {
            heap.keys().dropBefore(day - 40);
            real.keys().dropBefore(day - 40);
        }
        same(heap.keys().count(), real.keys().count());
    }

    private void total(long group, long institution) {
        long inHeap = heap.totals().find(group, institution);
        long inReal = real.totals().find(group, institution);
        if (isNew(inHeap, inReal)) {
            inHeap = heap.totals().add(group, institution);
            inReal = real.totals().add(group, institution);
        }
        heap.totals().at(inHeap).add(ClearingTotal.NORMAL, 1, 1, TestRecords.settlement(group));
        real.totals().at(inReal).add(ClearingTotal.NORMAL, 1, 1, TestRecords.settlement(group));
    }

    /** Accounts are reached through their owner's record, as the rules do. */
    private void account(long n) {
        Person person = TestRecords.person(n);
        long inHeap = heap.persons().findByCitizenId(person.citizenId());
        long inReal = real.persons().findByCitizenId(person.citizenId());
        if (isNew(inHeap, inReal)) {
            return;
        }
        if (heap.persons().at(inHeap).accountHandle() == -1) {
            long owner = heap.accounts().count() + 1;
            long heapHandle = heap.accounts().open(owner);
            long realHandle = real.accounts().open(owner);
            heap.persons().at(inHeap).accountHandle(heapHandle);
            real.persons().at(inReal).accountHandle(realHandle);
        }
        Account heapAccount = heap.accounts().at(heap.persons().at(inHeap).accountHandle());
        Account realAccount = real.accounts().at(real.persons().at(inReal).accountHandle());
        same(heapAccount.balanceFen(), realAccount.balanceFen());
        heapAccount.balanceFen(heapAccount.balanceFen() + day);
        realAccount.balanceFen(realAccount.balanceFen() + day);
    }

    private void compareRecords() {
        compare(
                heap.persons()::forEach,
                real.persons()::forEach,
                heap.persons()::at,
                real.persons()::at,
                Person::length);
        compare(heap.cards()::forEach, real.cards()::forEach, heap.cards()::at, real.cards()::at, c -> Card.BYTES);
        compare(
                heap.credentials()::forEach,
                real.credentials()::forEach,
                heap.credentials()::at,
                real.credentials()::at,
                credential -> ElectronicCredential.BYTES);
        compare(
                heap.institutions()::forEach,
                real.institutions()::forEach,
                heap.institutions()::at,
                real.institutions()::at,
                institution -> Institution.BYTES);
        compare(
                heap.settlements()::forEach,
                real.settlements()::forEach,
                heap.settlements()::at,
                real.settlements()::at,
                Settlement::length);
        compare(
                heap.totals()::forEach,
                real.totals()::forEach,
                heap.totals()::at,
                real.totals()::at,
                total -> ClearingTotal.BYTES);
        same(heap.keys().count(), real.keys().count());
        same(keyHash(heap.keys()), keyHash(real.keys()));
    }

    private static long keyHash(KeyStore keys) {
        long[] sum = new long[1];
        keys.forEach(reference -> sum[0] += keys.at(reference).stateHash());
        return sum[0];
    }

    /** Both visit as many records in the same order, with the same bytes after the first word (a handle or reference). */
    private <V extends RecordView> void compare(
            Visits heapVisits, Visits realVisits, Records<V> inHeap, Records<V> inReal, ToIntFunction<V> length) {
        List<Long> heapReferences = new ArrayList<>();
        heapVisits.forEach(heapReferences::add);
        int[] next = new int[1];
        realVisits.forEach(reference -> {
            V expected = inHeap.at(heapReferences.get(next[0]++));
            V actual = inReal.at(reference);
            if (expected instanceof Person heapPerson && actual instanceof Person realPerson) {
                heapPerson.accountHandle(-1);
                realPerson.accountHandle(-1);
            }
            assertSameBytes(expected, actual, length.applyAsInt(expected));
        });
        same(heapReferences.size(), next[0]);
    }

    private void compareAccounts() {
        List<Long> balances = new ArrayList<>();
        heap.accounts()
                .forEach(handle -> balances.add(heap.accounts().at(handle).balanceFen()));
        int[] next = new int[1];
        real.accounts()
                .forEach(handle ->
                        same(balances.get(next[0]++), real.accounts().at(handle).balanceFen()));
        same(balances.size(), next[0]);
    }

    @FunctionalInterface
    private interface Visits {
        void forEach(LongConsumer visitor);
    }

    @FunctionalInterface
    private interface Records<V> {
        V at(long reference);
    }
}
