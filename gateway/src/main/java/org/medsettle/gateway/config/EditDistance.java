package org.medsettle.gateway.config;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Levenshtein's distance between two words, to name the key that a misspelt one was meant to be. Threads: stateless. */
final class EditDistance {
    private EditDistance() {}

    /** The nearest of {@code known}, or {@code null} when more than half of {@code word} would have to change. */
    static @Nullable String nearest(String word, Collection<String> known) {
        String best = null;
        int bestDistance = word.length() / 2 + 1;
        for (String candidate : known) {
            int distance = between(word, candidate);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return best;
    }

    static int between(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}
