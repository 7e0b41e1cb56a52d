package org.medsettle.bench.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.medsettle.bench.workload.RequestBuffer;

/** A msgid is the institution, the second and four digits, and none is made twice. */
class MessageIdsTest {
    /** 2026-11-22 09:01:15 in Shanghai. */
    private static final long NOW_MS = 1_795_309_275_000L;

    private final RequestBuffer buffer = new RequestBuffer();

    @Test
    void shouldHaveTheFormOfTheInterface() {
        MessageIds ids = new MessageIds(2);
        ids.tick(NOW_MS);
        assertTrue(ids.claim(1));

        ids.put(1, "P42010000001", buffer);

        assertEquals("P42010000001202611220901150000", buffer.toString());
        assertEquals(MessageIds.LENGTH, buffer.length());
        assertEquals(buffer.toString(), ids.text(1, "P42010000001"));
        assertEquals("2026-11-22 09:01:15", ids.time());
    }

    @Test
    void shouldNotRepeatWithinASecondNorAcrossSeconds() {
        MessageIds ids = new MessageIds(1);
        Set<String> seen = new HashSet<>();
        for (int second = 0; second < 3; second++) {
            ids.tick(NOW_MS + second * 1_000L + 999);
            while (ids.claim(0)) {
                assertTrue(seen.add(ids.text(0, "P42010000001")));
            }
        }

        assertEquals(3 * MessageIds.PER_SECOND, seen.size());
    }

    @Test
    void shouldIgnoreAClockThatGoesBack() {
        MessageIds ids = new MessageIds(1);
        ids.tick(NOW_MS);
        while (ids.claim(0)) {
            ids.tick(NOW_MS - 5_000);
        }

        assertFalse(ids.claim(0));
        assertEquals("2026-11-22 09:01:15", ids.time());
    }
}
