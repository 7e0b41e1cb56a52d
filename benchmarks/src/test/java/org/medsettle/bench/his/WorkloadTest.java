package org.medsettle.bench.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Shares are kept, and a text that is not a workload is refused with what is wrong. */
class WorkloadTest {
    @Test
    void shouldDrawByShares() {
        Workload workload = Workload.parse("1101=30,2101=30,2102=38,2103=1,2601=1");
        SplittableRandom random = new SplittableRandom(5);
        Map<HisTransaction, Integer> drawn = new EnumMap<>(HisTransaction.class);

        for (int i = 0; i < 100_000; i++) {
            drawn.merge(workload.draw(random), 1, Integer::sum);
        }

        assertEquals(0.30, drawn.get(HisTransaction.PERSON) / 1e5, 0.01);
        assertEquals(0.38, drawn.get(HisTransaction.SETTLE) / 1e5, 0.01);
        assertEquals(0.01, drawn.get(HisTransaction.REVERSE) / 1e5, 0.005);
        assertTrue(workload.undoes());
    }

    @Test
    void shouldTakeANumberAloneAsAll() {
        Workload workload = Workload.parse("2102");

        assertEquals(HisTransaction.SETTLE, workload.draw(new SplittableRandom(1)));
        assertFalse(workload.undoes());
    }

    @Test
    void shouldRefuseWhatIsNotAWorkload() {
        assertThrows(IllegalArgumentException.class, () -> Workload.parse("9999=1"));
        assertThrows(IllegalArgumentException.class, () -> Workload.parse("2102=-1"));
        assertThrows(IllegalArgumentException.class, () -> Workload.parse("2102=0"));
        assertThrows(IllegalArgumentException.class, () -> Workload.parse("2102=many"));
    }
}
