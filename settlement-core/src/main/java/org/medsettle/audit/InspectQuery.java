package org.medsettle.audit;

/**
 * Which records to show.
 *
 * <p>Threads: any, immutable.
 *
 * @param fromSequence first sequence to look at
 * @param count most records to show
 * @param key the key as a msgid has it, institution and eighteen digits; empty for any
 * @param person person number (psn_no); empty for any
 */
public record InspectQuery(long fromSequence, long count, String key, String person) {
    /** Characters of the institution in front of a key's digits. */
    public static final int INSTITUTION_CHARS = 12;

    private static final int DIGITS = 18;

    public InspectQuery {
        if (fromSequence < 1 || count < 1) {
            throw new IllegalArgumentException("the first sequence and the count must be at least 1");
        }
        if (!key.isEmpty() && !isKey(key)) {
            throw new IllegalArgumentException("a key is the institution's 12 characters and 18 digits, as in a msgid");
        }
    }

    private static boolean isKey(String key) {
        return key.length() == INSTITUTION_CHARS + DIGITS
                && key.chars().skip(INSTITUTION_CHARS).allMatch(c -> c >= '0' && c <= '9');
    }

    String keyInstitution() {
        return key.isEmpty() ? "" : key.substring(0, INSTITUTION_CHARS);
    }

    long keyDigits() {
        return key.isEmpty() ? 0 : Long.parseLong(key.substring(INSTITUTION_CHARS));
    }
}
