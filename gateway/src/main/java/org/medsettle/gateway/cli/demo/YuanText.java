package org.medsettle.gateway.cli.demo;

/** Amounts as the wire spells them, in yuan with two places. Threads: stateless. Units: fen. */
final class YuanText {
    private YuanText() {}

    /** Reads digits with at most two places, a sign before them or none. */
    static long fen(CharSequence text) {
        boolean isNegative = text.length() > 0 && text.charAt(0) == '-';
        long fen = 0;
        int places = -1;
        for (int i = isNegative ? 1 : 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && places < 0) {
                places = 0;
            } else if (c >= '0' && c <= '9' && places < 2) {
                fen = fen * 10 + (c - '0');
                places += places < 0 ? 0 : 1;
            } else {
                throw new IllegalArgumentException("not an amount in yuan: " + text);
            }
        }
        for (int i = Math.max(places, 0); i < 2; i++) {
            fen *= 10;
        }
        return isNegative ? -fen : fen;
    }

    /** Two places, as the interface prints them. */
    static String of(long fen) {
        long whole = Math.abs(fen) / 100;
        long rest = Math.abs(fen) % 100;
        return (fen < 0 ? "-" : "") + whole + (rest < 10 ? ".0" : ".") + rest;
    }

    /** The shortest spelling of the same amount: 58.6 for 58.60, 58 for 58.00. */
    static String shortest(long fen) {
        String text = of(fen);
        return fen % 100 == 0
                ? text.substring(0, text.length() - 3)
                : fen % 10 == 0 ? text.substring(0, text.length() - 1) : text;
    }
}
