package org.medsettle.bench.workload;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who may settle which kind of care, from the population's {@code institutions.csv}.
 *
 * <p>Threads: immutable once read.
 */
public final class Institutions {
    /**
     * One of them.
     *
     * @param code twelve characters
     * @param medTypes kinds of care it may settle
     * @param merchant its number at the POS door
     * @param terminals its tills
     */
    public record Institution(String code, List<String> medTypes, String merchant, List<String> terminals) {
        public Institution {
            medTypes = List.copyOf(medTypes);
            terminals = List.copyOf(terminals);
        }
    }

    private final List<Institution> all;

    public Institutions(List<Institution> all) {
        this.all = List.copyOf(all);
    }

    static Institutions read(Path directory) throws IOException {
        List<Institution> all = new ArrayList<>();
        PopulationCsv.each(directory.resolve("institutions.csv"), line -> all.add(institution(line)));
        return new Institutions(all);
    }

    private static Institution institution(NamedCsvRecord line) {
        return new Institution(
                line.getField("fixmedins_code"),
                words(line.getField("med_types")),
                line.getField("merchant_id"),
                words(line.getField("terminal_ids")));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(";", -1));
    }

    public int count() {
        return all.size();
    }

    public Institution get(int index) {
        return all.get(index);
    }

    /** Indexes of those that may settle this kind of care. Failure: there must be one. */
    public int[] withCare(int medType) {
        String wanted = Integer.toString(medType);
        int[] found = IntStream.range(0, all.size())
                .filter(i -> all.get(i).medTypes().contains(wanted))
                .toArray();
        if (found.length == 0) {
            throw new IllegalArgumentException("no institution of the population may settle care of kind " + medType);
        }
        return found;
    }
}
