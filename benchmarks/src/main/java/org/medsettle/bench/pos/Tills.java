package org.medsettle.bench.pos;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.medsettle.bench.workload.Institutions;
import org.medsettle.bench.workload.Institutions.Institution;

/** The tills of the pharmacies, as they name themselves. Threads: immutable once read. */
final class Tills {
    static final int TERMINAL_CHARS = 8;
    static final int MERCHANT_CHARS = 15;
    /** Kind of care that tills settle. */
    static final int CARE = 41;

    private final List<byte[]> tills = new ArrayList<>();
    private final int[] firsts;
    private final int[] counts;

    Tills(Institutions institutions) {
        firsts = new int[institutions.count()];
        counts = new int[institutions.count()];
        for (int index : institutions.withCare(CARE)) {
            Institution pharmacy = institutions.get(index);
            firsts[index] = tills.size();
            counts[index] = pharmacy.terminals().size();
            for (String terminal : pharmacy.terminals()) {
                tills.add(till(terminal, pharmacy.merchant()));
            }
        }
        if (tills.isEmpty()) {
            throw new IllegalArgumentException("no pharmacy of the population has a till");
        }
    }

    /** Fields 41 and 42 as they travel, space padded. */
    static byte[] till(String terminal, String merchant) {
        String padded = terminal
                + " ".repeat(TERMINAL_CHARS - terminal.length())
                + merchant
                + " ".repeat(MERCHANT_CHARS - merchant.length());
        return padded.getBytes(StandardCharsets.US_ASCII);
    }

    /** One of the tills of an institution, by a running number; any till where it has none. */
    int of(int institution, long number) {
        return counts[institution] == 0
                ? (int) (number % tills.size())
                : firsts[institution] + (int) (number % counts[institution]);
    }

    int count() {
        return tills.size();
    }

    /** Fields 41 and 42 of a till. */
    byte[] till(int index) {
        return tills.get(index);
    }

    /** Field 41 of a till as one number. */
    long terminal(int index) {
        return ByteBuffer.wrap(tills.get(index)).getLong();
    }
}
