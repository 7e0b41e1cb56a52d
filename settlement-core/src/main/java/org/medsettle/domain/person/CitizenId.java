package org.medsettle.domain.person;

/**
 * The 18-character citizen identity number, which is also the social-security number: six digits of area, eight of birth
 * date, three of order, and a check character by ISO 7064 MOD 11-2 as GB 11643-1999 fixes it.
 *
 * <p>Threads: stateless. Invariant: a packed number is its first 17 digits as a {@code long}; the check character follows
 * from them, so packing is exact.
 */
public final class CitizenId {
    public static final int LENGTH = 18;
    /** What {@link #pack} answers for anything that is not a valid number. */
    public static final long INVALID = -1;

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK = "10X98765432";

    private CitizenId() {}

    /** Packs a number, or answers {@link #INVALID} when length, digits or check character are wrong. */
    public static long pack(CharSequence text) {
        if (text.length() != LENGTH) {
            return INVALID;
        }
        long packed = 0;
        for (int i = 0; i < LENGTH - 1; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return INVALID;
            }
            packed = packed * 10 + digit;
        }
        char last = text.charAt(LENGTH - 1);
        return checkCharacter(packed) == (last == 'x' ? 'X' : last) ? packed : INVALID;
    }

    /** The check character that belongs to 17 packed digits. */
    public static char checkCharacter(long packed) {
        long rest = packed;
        int sum = 0;
        for (int i = LENGTH - 2; i >= 0; i--) {
            sum += (int) (rest % 10) * WEIGHTS[i];
            rest /= 10;
        }
        return CHECK.charAt(sum % 11);
    }

    /** The 18 characters of a packed number; for cold paths. */
    public static String unpack(long packed) {
        String digits = Long.toString(packed);
        return "0".repeat(LENGTH - 1 - digits.length()) + digits + checkCharacter(packed);
    }

    /** The birth date inside a packed number as yyyyMMdd. */
    public static int birthDate(long packed) {
        return (int) (packed / 1_000 % 100_000_000);
    }
}
