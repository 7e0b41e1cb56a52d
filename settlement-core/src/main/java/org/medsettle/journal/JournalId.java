package org.medsettle.journal;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * Names one journal for ever: 128 random bits in every segment header, and salt of every checksum, so that a file of one
 * node can never pass for a file of another.
 *
 * <p>Threads: any, immutable.
 */
public record JournalId(long high, long low) {

    public static JournalId random() {
        SecureRandom random = new SecureRandom();
        return new JournalId(random.nextLong(), random.nextLong());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%016x%016x", high, low);
    }
}
