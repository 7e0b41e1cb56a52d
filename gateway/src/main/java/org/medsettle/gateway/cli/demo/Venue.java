package org.medsettle.gateway.cli.demo;

import java.util.List;
import java.util.Set;

/** An institution as the import files have it. */
record Venue(String code, String name, int area, Set<Integer> medTypes, String merchant, List<String> terminals) {
    /** Kind of care of an ordinary outpatient bill. */
    static final int OUTPATIENT = 11;
    /** Kind of care of a purchase at a pharmacy. */
    static final int PHARMACY = 41;

    boolean allows(int medType) {
        return medTypes.contains(medType);
    }
}
