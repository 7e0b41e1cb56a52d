package org.medsettle.gateway.config;

import java.util.concurrent.TimeUnit;
import org.medsettle.command.ListTermsBody;
import org.medsettle.domain.list.ListLevel;

/**
 * How old the invalid lists may become, what follows, where their feeds are dropped, and how often a caller may inquire.
 *
 * <p>Units: hours, 0 for no limit; milliseconds. An empty directory is none.
 */
public record ListsConfig(
        long nationMaxAgeHours,
        long provinceMaxAgeHours,
        long cityMaxAgeHours,
        String whenTooOld,
        String dropDir,
        long dropScanMs,
        int inquiriesPerMinute) {
    static final String REFUSE = "refuse";
    static final String SERVE = "serve";

    /** Writes the ages and what follows into the body of a LIST_TERMS command. */
    public void write(ListTermsBody body) {
        boolean refuses = whenTooOld.equals(REFUSE);
        body.set(ListLevel.NATION.code(), TimeUnit.HOURS.toSeconds(nationMaxAgeHours), refuses)
                .set(ListLevel.PROVINCE.code(), TimeUnit.HOURS.toSeconds(provinceMaxAgeHours), refuses)
                .set(ListLevel.CITY.code(), TimeUnit.HOURS.toSeconds(cityMaxAgeHours), refuses);
    }
}
