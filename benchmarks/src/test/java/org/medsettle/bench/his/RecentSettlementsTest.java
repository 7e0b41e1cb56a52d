package org.medsettle.bench.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

/** Each settlement is taken once, oldest first; when the ring is full the oldest is forgotten. */
class RecentSettlementsTest {
    private final RecentSettlements recent = new RecentSettlements();

    @Test
    void shouldHandOutEachOnce() {
        recent.add(0, 0, 1, 0, "");
        recent.add(0, 0, 2, 0, "");

        assertEquals(1, takeId());
        assertEquals(2, takeId());
        assertNull(recent.take());
    }

    @Test
    void shouldForgetTheOldestWhenFull() {
        for (int id = 1; id <= RecentSettlements.CAPACITY + 5; id++) {
            recent.add(0, 0, id, 0, "");
        }

        assertEquals(6, takeId());
        for (int id = 7; id <= RecentSettlements.CAPACITY + 5; id++) {
            assertEquals(id, takeId());
        }
        assertNull(recent.take());
    }

    private long takeId() {
        RecentSettlements.Entry entry = recent.take();
        assertNotNull(entry);
        return entry.setlId;
    }
}
