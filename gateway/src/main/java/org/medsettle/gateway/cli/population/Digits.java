package org.medsettle.gateway.cli.population;

/** Numbers with leading zeroes; millions of them are written, so without a format string. Threads: stateless. */
final class Digits {
    private static final String SYMBOLS = "0123456789ABCDEF";

    private Digits() {}

    /** {@code value} in decimal, at least {@code width} digits. */
    static String decimal(long value, int width) {
        String digits = Long.toString(value);
        return digits.length() >= width ? digits : "0".repeat(width - digits.length()) + digits;
    }

    /** The lowest {@code width} hexadecimal digits of {@code value}, in upper case. */
    static String hex(long value, int width) {
        char[] digits = new char[width];
        long rest = value;
        for (int i = width - 1; i >= 0; i--) {
            digits[i] = SYMBOLS.charAt((int) rest & 0xF);
            rest >>>= 4;
        }
        return new String(digits);
    }
}
