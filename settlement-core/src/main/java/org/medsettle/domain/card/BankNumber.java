package org.medsettle.domain.card;

/**
 * The bank number (PAN) of a card: 16 to 19 digits, the last of which checks the others by the Luhn formula
 * (ISO/IEC 7812-1, annex B).
 *
 * <p>Threads: stateless. Invariant: packed without its check digit, at most 18 digits fit a {@code long}; the first digit
 * is never 0, so the length follows from the value and packing is exact.
 */
public final class BankNumber {
    public static final long INVALID = -1;
    public static final int MIN_LENGTH = 16;
    public static final int MAX_LENGTH = 19;

    private BankNumber() {}

    /** Packs a number, or answers {@link #INVALID} when its form or check digit is wrong. */
    public static long pack(CharSequence text) {
        int length = text.length();
        if (length < MIN_LENGTH || length > MAX_LENGTH || text.charAt(0) == '0') {
            return INVALID;
        }
        long packed = 0;
        for (int i = 0; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return INVALID;
            }
            if (i < length - 1) {
                packed = packed * 10 + digit;
            }
        }
        return checkDigit(packed) == text.charAt(length - 1) - '0' ? packed : INVALID;
    }

    /** The check digit of a number packed without it. */
    public static int checkDigit(long packed) {
        int sum = 0;
        boolean twice = true;
        for (long rest = packed; rest > 0; rest /= 10) {
            int digit = (int) (rest % 10);
            int weighted = twice ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
            twice = !twice;
        }
        return (10 - sum % 10) % 10;
    }

    /** The whole number; for cold paths that may show it. */
    public static String unpack(long packed) {
        return Long.toString(packed) + checkDigit(packed);
    }
}
