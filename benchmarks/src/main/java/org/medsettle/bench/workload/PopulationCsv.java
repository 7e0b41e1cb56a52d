package org.medsettle.bench.workload;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads one file of a population. Threads: stateless. Failure: {@link IOException} names a file that is not there. */
final class PopulationCsv {
    private PopulationCsv() {}

    static void each(Path file, Consumer<NamedCsvRecord> visitor) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is missing; make it with: medsettle population");
        }
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            reader.forEach(visitor);
        }
    }
}
