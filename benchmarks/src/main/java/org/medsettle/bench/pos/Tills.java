package org.medsettle.bench.pos;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The pharmacies' tills and the bank numbers of cards that may settle, from the population's CSV files.
 *
 * <p>Threads: immutable once read. Failure: {@link IOException} names the file and what it lacks.
 */
public final class Tills {
    static final int TERMINAL_CHARS = 8;
    static final int MERCHANT_CHARS = 15;

    private final List<byte[]> tills;
    private final String[] pans;

    Tills(List<byte[]> tills, List<String> pans) {
        this.tills = List.copyOf(tills);
        this.pans = pans.toArray(new String[0]);
    }

    /** Reads {@code institutions.csv}, {@code persons.csv} and {@code cards.csv}. */
    public static Tills read(Path directory) throws IOException {
        List<byte[]> tills = new ArrayList<>();
        each(directory.resolve("institutions.csv"), line -> {
            if ("41".equals(line.getField("med_types"))) {
                for (String terminal : line.getField("terminal_ids").split(";", -1)) {
                    tills.add(till(terminal, line.getField("merchant_id")));
                }
            }
        });
        Set<String> insured = new HashSet<>();
        each(directory.resolve("persons.csv"), line -> {
            if ("310".equals(line.getField("insutype")) && "1".equals(line.getField("insu_state"))) {
                insured.add(line.getField("psn_no"));
            }
        });
        List<String> pans = new ArrayList<>();
        each(directory.resolve("cards.csv"), line -> {
            if ("NORMAL".equals(line.getField("state")) && insured.contains(line.getField("psn_no"))) {
                pans.add(line.getField("pan"));
            }
        });
        if (tills.isEmpty() || pans.isEmpty()) {
            throw new IOException("no till or no holder of a normal card in " + directory);
        }
        return new Tills(tills, pans);
    }

    /** Fields 41 and 42 as they travel, space padded. */
    static byte[] till(String terminal, String merchant) {
        String padded = terminal
                + " ".repeat(TERMINAL_CHARS - terminal.length())
                + merchant
                + " ".repeat(MERCHANT_CHARS - merchant.length());
        return padded.getBytes(StandardCharsets.US_ASCII);
    }

    private static void each(Path file, Consumer<NamedCsvRecord> visitor) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is missing; make it with: medsettle population");
        }
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            reader.forEach(visitor);
        }
    }

    int count() {
        return tills.size();
    }

    /** Fields 41 and 42 of a till. */
    byte[] till(int index) {
        return tills.get(index);
    }

    int cardCount() {
        return pans.length;
    }

    String pan(int card) {
        return pans[card];
    }
}
