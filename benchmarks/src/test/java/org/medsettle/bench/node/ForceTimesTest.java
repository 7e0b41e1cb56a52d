package org.medsettle.bench.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Forces are read from the node's metrics, and two readings give what came between. */
class ForceTimesTest {
    private static String metrics(int quick, int all) {
        return """
        # TYPE medsettle_journal_sync_duration_seconds histogram
        medsettle_journal_sync_duration_seconds_bucket{le="1.0E-4"} %d
        medsettle_journal_sync_duration_seconds_bucket{le="0.001"} %d
        medsettle_journal_sync_duration_seconds_bucket{le="+Inf"} %d
        medsettle_journal_sync_duration_seconds_count %d
        medsettle_journal_sync_duration_seconds_sum 0.5
        medsettle_journal_batch_records_sum 900.0
        """
                .formatted(quick, all, all, all);
    }

    @Test
    void shouldTellPercentilesOfWhatCameBetween() throws IOException {
        ForceTimes between = ForceTimes.parse(metrics(990, 1_000)).since(ForceTimes.parse(metrics(500, 500)));

        assertEquals(500, between.count());
        assertEquals(0.1, between.boundMs(50), 1e-9);
        assertEquals(1, between.boundMs(99), 1e-9);
    }

    @Test
    void shouldFailWhenTheMetricIsNotThere() {
        assertThrows(IOException.class, () -> ForceTimes.parse("up 1\n"));
    }
}
