package org.medsettle.domain.settlement;

/** Clearing category (clr_type) of a kind of care (med_type). Threads: stateless. */
public final class ClearingType {
    public static final int OUTPATIENT = 11;
    public static final int INPATIENT = 21;
    public static final int PHARMACY = 41;
    public static final int OTHER = 99;

    private ClearingType() {}

    /** Clearing category by the first two digits of the kind of care. */
    public static int of(int medType) {
        int family = medType;
        while (family > 99) {
            family /= 10;
        }
        if (family == PHARMACY) {
            return PHARMACY;
        }
        if ((family >= 11 && family <= 19) || family == 51 || family == 53) {
            return OUTPATIENT;
        }
        return (family >= 21 && family <= 28) || family == 52 ? INPATIENT : OTHER;
    }
}
