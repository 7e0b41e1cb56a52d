package org.medsettle.gateway.his;

/**
 * {@code sign_no} as the door spells it: six digits of the area, an S, and the sign-on's number with at least four digits.
 *
 * <p>Threads: stateless.
 */
final class SignNumber {
    static final int NONE = 0;
    static final int DIGITS_MIN = 4;

    private static final int PREFIX = 7;

    private SignNumber() {}

    /** The number in a text, {@link #NONE} when it is not spelled so. */
    static long parse(CharSequence text) {
        int length = text.length();
        boolean formed = length >= PREFIX + DIGITS_MIN
                && length <= PREFIX + 18
                && text.charAt(PREFIX - 1) == 'S'
                && FieldDecoder.digits(text, 0, PREFIX - 1) > 0;
        return formed ? Math.max(NONE, FieldDecoder.digits(text, PREFIX, length)) : NONE;
    }
}
