package org.medsettle.bench.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workload files are read as they say, drawn by their shares, and refused with what is wrong. */
class WorkloadTest {
    @Test
    void shouldReadTheMixThatComesAlong() throws IOException {
        Workload national = Workload.of("national");

        assertEquals(0.05, national.repeats());
        assertEquals(0.02, national.shortBalances());
        assertEquals(0.01, national.listedCards());
        assertEquals(List.of(new Workload.Care(41, 47, 10_200), new Workload.Care(11, 35, 18_000)), national.cares());
        assertEquals(39, national.hisShares().get("2102"));
        assertEquals(2, national.posShares().get("reversal"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "his.transaction = 2102=1",
                "his.transactions = 2102=0",
                "his.transactions = 2102=many",
                "repeats.percent = 99\nshort_balances.percent = 5",
                "repeats.percent = -1",
                "lines = 10",
                "care = 41:1"
            })
    void shouldRefuseWhatIsNotAWorkload(String text) {
        assertThrows(IllegalArgumentException.class, () -> Workload.parse("test", text));
    }

    @Test
    void shouldSayWhichWorkloadsThereAre() {
        IOException missing = assertThrows(IOException.class, () -> Workload.of("nowhere"));

        assertTrue(missing.getMessage().contains("national"), missing.getMessage());
    }

    @Test
    void shouldDrawByShares() {
        Shares<String> shares = new Shares<>(Map.of("a", 30, "b", 70), Map.of("a", "A", "b", "B", "c", "C"));
        SplittableRandom random = new SplittableRandom(5);
        int drawn = 0;

        for (int i = 0; i < 100_000; i++) {
            drawn += shares.draw(random).equals("A") ? 1 : 0;
        }

        assertEquals(0.30, drawn / 1e5, 0.01);
    }

    @Test
    void shouldRefuseSharesOfWhatADoorDoesNotKnow() {
        assertThrows(IllegalArgumentException.class, () -> new Shares<>(Map.of("x", 1), Map.of("a", "A")));
    }
}
