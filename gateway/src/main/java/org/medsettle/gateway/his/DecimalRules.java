package org.medsettle.gateway.his;

import org.medsettle.domain.Fen;

/**
 * Decimal texts to scaled whole numbers, exactly: digits, and a point with one to {@code places} digits behind it.
 * Signs, exponents, blanks, a missing digit before or behind the point and one digit too many are all refused.
 *
 * <p>Threads: stateless. Units: {@link #amountFen} in fen.
 */
final class DecimalRules {
    static final long INVALID = -1;

    private static final int CHARS_MAX = 40;

    private DecimalRules() {}

    /** An amount of money up to 99,999,999.99 yuan, or {@link #INVALID}. */
    static long amountFen(CharSequence text) {
        return scaled(text, 2, Fen.MAX_BILL_FEN);
    }

    /** The number times ten to the {@code places}, or {@link #INVALID} when malformed or above {@code scaledMax}. */
    static long scaled(CharSequence text, int places, long scaledMax) {
        int length = text.length();
        if (length == 0 || length > CHARS_MAX) {
            return INVALID;
        }
        long value = 0;
        int point = -1;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.' && point < 0 && i > 0) {
                point = i;
                continue;
            }
            int digit = c - '0';
            if (digit < 0 || digit > 9 || value > scaledMax) {
                return INVALID;
            }
            value = value * 10 + digit;
        }
        int placesGiven = point < 0 ? 0 : length - point - 1;
        if ((point >= 0 && placesGiven == 0) || placesGiven > places) {
            return INVALID;
        }
        for (int i = placesGiven; i < places; i++) {
            if (value > scaledMax) {
                return INVALID;
            }
            value *= 10;
        }
        return value <= scaledMax ? value : INVALID;
    }
}
