package org.medsettle.bench.workload;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Who settles where, read from the CSV files that the node has imported.
 *
 * @param institutions all of them
 * @param holders of cards that may settle, and of cards on a list
 */
public record Population(Institutions institutions, CardHolders holders) {
    /** Reads {@code institutions.csv}, {@code persons.csv}, {@code cards.csv} and {@code invalid-list.csv}. */
    public static Population read(Path directory) throws IOException {
        return new Population(Institutions.read(directory), CardHolders.read(directory));
    }
}
