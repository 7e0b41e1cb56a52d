package org.medsettle.domain.card;

/**
 * A social-security card is named by its issuing area (six digits) and its nine-character number, whose last character
 * checks the first eight: letters count 10 to 35, weights 3 7 9 10 5 8 4 2, check = 11 - (sum mod 11), written X for 10
 * and 0 for 11.
 *
 * <p>Threads: stateless. Invariant: {@link #key} is exact and reversible: area times 36^8 plus the body in base 36 stays
 * below 2^62, and the check character follows from the body.
 */
public final class CardNumber {
    public static final int LENGTH = 9;
    /** What {@link #key} answers for anything that is not a valid number or area. */
    public static final long INVALID = -1;

    private static final int BODY = 8;
    private static final long BODY_VALUES = 2_821_109_907_456L; // 36^8
    private static final int[] WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private CardNumber() {}

    /** Key of a card, or {@link #INVALID} when the number's form or check character, or the area, is wrong. */
    public static long key(int area, CharSequence number) {
        if (area <= 0 || area > 999_999 || number.length() != LENGTH) {
            return INVALID;
        }
        long body = 0;
        int sum = 0;
        for (int i = 0; i < BODY; i++) {
            int value = valueOf(number.charAt(i));
            if (value < 0) {
                return INVALID;
            }
            body = body * 36 + value;
            sum += value * WEIGHTS[i];
        }
        return checkCharacter(sum) == number.charAt(BODY) ? area * BODY_VALUES + body : INVALID;
    }

    /** The check character of an eight-character body; for whoever makes card numbers. */
    public static char checkCharacter(CharSequence body) {
        int sum = 0;
        for (int i = 0; i < BODY; i++) {
            sum += valueOf(body.charAt(i)) * WEIGHTS[i];
        }
        return checkCharacter(sum);
    }

    private static char checkCharacter(int sum) {
        int check = 11 - sum % 11;
        return check == 10 ? 'X' : check == 11 ? '0' : (char) ('0' + check);
    }

    private static int valueOf(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'A' && c <= 'Z' ? c - 'A' + 10 : -1;
    }

    /** The issuing area in a key. */
    public static int area(long key) {
        return (int) (key / BODY_VALUES);
    }

    /** The nine characters in a key; for cold paths. */
    public static String number(long key) {
        char[] body = new char[BODY];
        long rest = key % BODY_VALUES;
        for (int i = BODY - 1; i >= 0; i--) {
            body[i] = DIGITS.charAt((int) (rest % 36));
            rest /= 36;
        }
        String text = new String(body);
        return text + checkCharacter(text);
    }
}
