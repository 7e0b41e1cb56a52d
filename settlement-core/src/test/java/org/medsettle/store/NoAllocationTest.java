package org.medsettle.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.KeyRecord;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.state.LedgerStores;

/** What a settlement does to the real stores leaves nothing for the collector, growth of the tables included. */
class NoAllocationTest {
    private static final int PEOPLE = 2_000;
    private static final int ROUND = 20_000;
    private static final int DAY = 20_000;
    /** Chunk objects and the arrays that list them; far less than a byte a settlement. */
    private static final long ALLOWED_BYTES = 64 << 10;

    private final ByteBuffer numbers = ByteBuffer.allocateDirect(PEOPLE * Person.NUMBER_BYTES);
    private final long[] cardKeys = new long[PEOPLE];
    private final long[] strangers = new long[PEOPLE];
    private final KeyRecord key = TestRecords.key(1);
    private final Settlement settlement = TestRecords.settlement(11);
    private long nextKey = 1;

    @Test
    void shouldAllocateNothingPerSettlement() {
        numbers.order(ByteOrder.LITTLE_ENDIAN);
        StoreConfig config = new StoreConfig(PEOPLE, false, 4 << 20, 1 << 29, 2, 1);
        try (LedgerStores stores = RealStores.create(config)) {
            fill(stores);
            for (int warmUp = 0; warmUp < 5; warmUp++) {
                settle(stores);
            }

            long leastBytes = Long.MAX_VALUE;
            for (int round = 0; round < 5; round++) {
                long before = allocatedBytes();
                settle(stores);
                leastBytes = Math.min(leastBytes, allocatedBytes() - before);
            }

            assertTrue(leastBytes <= ALLOWED_BYTES, leastBytes + " bytes in " + ROUND + " settlements");
        }
    }

    private void fill(LedgerStores stores) {
        for (int i = 0; i < PEOPLE; i++) {
            Person person =
                    TestRecords.person(i + 1L).accountHandle(stores.accounts().open(i + 1L));
            numbers.put(i * Person.NUMBER_BYTES, person.buffer(), person.numberOffset(), Person.NUMBER_BYTES);
            Card card =
                    TestRecords.card(i + 1L).personReference(stores.persons().add(person));
            stores.cards().add(card);
            cardKeys[i] = card.key();
            strangers[i] = TestRecords.cardKey(1_000_000L + i);
            stores.list(ListLevel.CITY).put(strangers[i], 1, 1, 0);
        }
        stores.totals().add(1, 1);
    }

    private void settle(LedgerStores stores) {
        for (int i = 0; i < ROUND; i++) {
            int who = i % PEOPLE;
            long card = stores.cards().findByKey(cardKeys[who]);
            assertEquals(-1, stores.list(ListLevel.NATION).find(cardKeys[who]));
            assertEquals(-1, stores.list(ListLevel.CITY).find(cardKeys[who]));
            assertNotEquals(-1, stores.list(ListLevel.CITY).find(strangers[who]));
            long person = stores.persons().findByNumber(numbers, who * Person.NUMBER_BYTES);
            assertEquals(person, stores.cards().at(card).personReference());
            Account account = stores.accounts().at(stores.persons().at(person).accountHandle());
            account.balanceFen(account.balanceFen() + 1);
            long n = nextKey++;
            if (stores.keys().find(1, n, n, DAY) == -1) {
                stores.keys().add(key.key(1, n, n), DAY);
            }
            stores.settlements().add(settlement);
            stores.totals().at(stores.totals().find(1, 1)).add(0, 1, 1, settlement);
        }
    }

    private static long allocatedBytes() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }
}
