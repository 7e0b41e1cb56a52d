package org.medsettle.gateway.config;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What values a setting may take. A value comes typed from the file ({@link #accept}) or as text from the environment and
 * the command line ({@link #fromText} first).
 *
 * <p>Threads: immutable. Failure: {@link #accept} answers {@code null}, and {@link #describe} says what was allowed.
 */
sealed interface SettingType {
    /** The value as this setting holds it, or {@code null} when its type or range is wrong. */
    @Nullable
    Object accept(Object value);

    /** The typed value that {@code text} stands for; text that stands for none stays text. */
    Object fromText(String text);

    /** What is allowed, to stand behind "must be". */
    String describe();

    /** A whole number. */
    record Whole(long min, long max) implements SettingType {
        @Override
        public @Nullable Object accept(Object value) {
            if (!(value instanceof Integer || value instanceof Long)) {
                return null;
            }
            long number = ((Number) value).longValue();
            return number >= min && number <= max ? (Object) number : null;
        }

        @Override
        public Object fromText(String text) {
            return WHOLE.matcher(text).matches() ? (Object) Long.parseLong(text) : text;
        }

        @Override
        public String describe() {
            return "a whole number from " + min + " to " + max;
        }

        private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    }

    /** A power of two. */
    record PowerOfTwo(long min, long max) implements SettingType {
        @Override
        public @Nullable Object accept(Object value) {
            Object number = new Whole(min, max).accept(value);
            return number != null && Long.bitCount((Long) number) == 1 ? number : null;
        }

        @Override
        public Object fromText(String text) {
            return new Whole(min, max).fromText(text);
        }

        @Override
        public String describe() {
            return "a power of two from " + min + " to " + max;
        }
    }

    /** True or false. */
    record Flag() implements SettingType {
        @Override
        public @Nullable Object accept(Object value) {
            return value instanceof Boolean ? value : null;
        }

        @Override
        public Object fromText(String text) {
            boolean isTrue = text.equalsIgnoreCase("true");
            return isTrue || text.equalsIgnoreCase("false") ? (Object) isTrue : text;
        }

        @Override
        public String describe() {
            return "true or false";
        }
    }

    /** A text of limited length. */
    record Text(int minChars, int maxChars) implements SettingType {
        @Override
        public @Nullable Object accept(Object value) {
            return value instanceof String text && text.length() >= minChars && text.length() <= maxChars ? text : null;
        }

        @Override
        public Object fromText(String text) {
            return text;
        }

        @Override
        public String describe() {
            return "a text of " + minChars + " to " + maxChars + " characters (in quotes if it looks like a number)";
        }
    }

    /** A text of a given form. */
    record Form(Pattern pattern, String words) implements SettingType {
        @Override
        public @Nullable Object accept(Object value) {
            return value instanceof String text && pattern.matcher(text).matches() ? text : null;
        }

        @Override
        public Object fromText(String text) {
            return text;
        }

        @Override
        public String describe() {
            return words;
        }
    }

    /** One of a few words. */
    record Choice(List<String> words) implements SettingType {
        @Override
        public @Nullable Object accept(Object value) {
            return value instanceof String text && words.contains(text) ? text : null;
        }

        @Override
        public Object fromText(String text) {
            return text;
        }

        @Override
        public String describe() {
            return "one of " + String.join(", ", words);
        }
    }
}
