package org.medsettle.gateway.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadSafe;
import org.medsettle.gateway.admission.Admission;
import org.medsettle.gateway.admission.Admission.SenderFigures;

/**
 * Figures of the busiest institutions and merchants, as lines of the metrics page. Which ones they are changes, so they are no
 * meters: each page names the busiest of its moment, and all others as one.
 *
 * <p>Threads: any. Invariant: at most {@link #MOST} names and {@code other}; a name is one that the ledger has answered OK.
 */
@ThreadSafe
final class InstitutionMeters {
    private static final int MOST = 20;
    private static final String OTHER = "other";
    private static final String NAME = "medsettle_institution_requests_total";

    private volatile @Nullable Admission admission;

    void watch(Admission watched) {
        admission = watched;
    }

    /** The {@code most} busiest, and all others as one; nobody before there is anything to watch. */
    List<SenderFigures> busiest(int most) {
        Admission watched = admission;
        return watched == null ? List.of() : watched.figures(most);
    }

    /** The lines, or nothing before there is anything to watch. */
    String lines() {
        Admission watched = admission;
        if (watched == null) {
            return "";
        }
        StringBuilder lines = new StringBuilder(4_096);
        lines.append("# HELP ")
                .append(NAME)
                .append(" Requests of the busiest institutions and merchants\n# TYPE ")
                .append(NAME)
                .append(" counter\n");
        List<SenderFigures> figures = watched.figures(MOST);
        for (SenderFigures one : figures) {
            String institution = one.code().isEmpty() ? OTHER : one.code();
            line(lines, institution, "answered", one.answered());
            line(lines, institution, "refused", one.refused());
            line(lines, institution, "throttled", one.throttled());
        }
        return lines.toString();
    }

    private static void line(StringBuilder lines, String institution, String outcome, long count) {
        lines.append(NAME)
                .append("{institution=\"")
                .append(institution.replace("\\", "\\\\").replace("\"", "\\\""))
                .append("\",outcome=\"")
                .append(outcome)
                .append("\"} ")
                .append(count)
                .append(".0\n");
    }
}
