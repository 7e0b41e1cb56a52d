package org.medsettle.gateway.his;

/** The paths of the door: any that ends in {@code /callService}, and {@code /fsi/api/} with a number. Threads: stateless. */
final class HisRoutes {
    /** No path of the door. */
    static final int UNKNOWN = -1;

    private static final String CALL_SERVICE = "/callService";
    private static final String BY_NUMBER = "/fsi/api/";
    private static final int NUMBER_CHARS_MIN = 4;
    private static final int NUMBER_CHARS_MAX = 5;

    private HisRoutes() {}

    /** Where the transaction number begins in the path, its length when it has none, or {@link #UNKNOWN}. */
    static int numberStart(CharSequence path) {
        int length = path.length();
        if (endsWith(path, CALL_SERVICE)) {
            return length;
        }
        int start = BY_NUMBER.length();
        int chars = length - start;
        if (chars < NUMBER_CHARS_MIN || chars > NUMBER_CHARS_MAX || !startsWith(path, BY_NUMBER)) {
            return UNKNOWN;
        }
        for (int i = start; i < length; i++) {
            char c = path.charAt(i);
            if ((c < '0' || c > '9') && (c < 'A' || c > 'Z')) {
                return UNKNOWN;
            }
        }
        return start;
    }

    private static boolean startsWith(CharSequence text, String start) {
        return matches(text, 0, start);
    }

    private static boolean endsWith(CharSequence text, String end) {
        return matches(text, text.length() - end.length(), end);
    }

    private static boolean matches(CharSequence text, int from, String part) {
        if (from < 0 || from + part.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < part.length(); i++) {
            if (text.charAt(from + i) != part.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
