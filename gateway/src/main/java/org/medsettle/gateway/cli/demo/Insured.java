package org.medsettle.gateway.cli.demo;

import org.jspecify.annotations.Nullable;
import org.medsettle.domain.person.Person;

/**
 * A person as the import files have it, with the credentials to show at a window.
 *
 * <p>Units: fen. A token is given only while it is in force.
 */
record Insured(
        String psnNo,
        String certNo,
        int insuranceType,
        int insuredState,
        int area,
        long openingFen,
        @Nullable SocialCard card,
        @Nullable String token) {

    /** Members of the employee scheme have a personal account, residents pay cash. */
    boolean hasAccount() {
        return insuranceType == Person.EMPLOYEE_SCHEME;
    }
}
