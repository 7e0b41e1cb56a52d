package org.medsettle.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.domain.card.LossReport;
import org.medsettle.domain.card.LossReportStore;

/** What every store of loss reports does. */
public abstract class LossReportStoreContract {
    private static final int CARDS = 700;
    private static final int REPORTS = 3;

    protected abstract LossReportStore create();

    private static LossReport report(long cardKey, int number) {
        LossReport report = new LossReport();
        report.wrap(ByteBuffer.allocate(LossReport.BYTES).order(ByteOrder.LITTLE_ENDIAN), 0);
        return report.key(cardKey, number)
                .kind(LossReport.TEMPORARY)
                .fromMs(1_000L * number)
                .untilMs(1_000L * number + 500)
                .personOrdinal(cardKey + 1)
                .sequence(99);
    }

    @Test
    void shouldFindWhatWasAdded() {
        LossReportStore reports = create();
        List<Long> added = new ArrayList<>();

        for (long card = 1; card <= CARDS; card++) {
            for (int number = 1; number <= REPORTS; number++) {
                added.add(reports.add(report(card, number)));
            }
        }

        List<Long> visited = new ArrayList<>();
        reports.forEach(visited::add);
        assertEquals(added, visited);
        assertEquals((long) CARDS * REPORTS, reports.count());
        for (long card = 1; card <= CARDS; card++) {
            LossReport found = reports.at(reports.find(card, 2));
            assertEquals(report(card, 2).stateHash(), found.stateHash());
            assertEquals(card, found.cardKey());
        }
    }

    @Test
    void shouldAnswerNoneForAnotherCardOrNumber() {
        LossReportStore reports = create();
        reports.add(report(5, 1));

        assertEquals(LossReportStore.NONE, reports.find(5, 2));
        assertEquals(LossReportStore.NONE, reports.find(6, 1));
        assertEquals(LossReportStore.NONE, reports.find(0, 0));
    }

    @Test
    void shouldKeepChangesMadeInPlace() {
        LossReportStore reports = create();
        long reference = reports.add(report(5, 1));
        reports.add(report(5, 2));

        reports.at(reference).kind(LossReport.FORMAL).untilMs(0).reimbursedFen(700);

        LossReport found = reports.at(reports.find(5, 1));
        assertEquals(LossReport.FORMAL, found.kind());
        assertEquals(0, found.untilMs());
        assertEquals(700, found.reimbursedFen());
        assertEquals(0, reports.at(reports.find(5, 2)).reimbursedFen());
    }

    @Test
    void shouldFailWhenAddedTwice() {
        LossReportStore reports = create();
        reports.add(report(5, 1));

        assertThrows(InvariantViolation.class, () -> reports.add(report(5, 1)));
        assertEquals(1, reports.count());
    }
}
