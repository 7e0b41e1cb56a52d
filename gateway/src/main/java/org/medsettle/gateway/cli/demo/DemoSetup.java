package org.medsettle.gateway.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.medsettle.gateway.cli.imports.ImportDoor;
import org.medsettle.gateway.cli.imports.ImportProgress;
import org.medsettle.gateway.cli.imports.ImportRun;
import org.medsettle.gateway.cli.population.Population;
import org.medsettle.gateway.cli.population.PopulationFiles;

/**
 * Makes the import files and brings them into a node, as the commands {@code population} and {@code import} do.
 *
 * <p>Threads: the caller. Failure: a rejected line is a {@link DemoException}: an invented population has none.
 */
final class DemoSetup {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private DemoSetup() {}

    /** Writes the import files of a population into {@code directory}. */
    static void makePopulation(int accounts, long seed, Path directory) throws IOException {
        new PopulationFiles(new Population(accounts, seed)).write(directory);
    }

    /** Imports all of them through the admin door; shows on stderr how far it is. */
    static void importAll(Path directory, URI adminDoor) throws IOException, InterruptedException {
        ImportDoor door = new ImportDoor(adminDoor, "demo", "", PATIENCE);
        for (String name : PopulationFiles.ALL) {
            String kind = name.substring(0, name.length() - ".csv".length());
            ImportRun.Outcome outcome =
                    new ImportRun(door, ImportProgress.onStderr()).run(kind, directory.resolve(name), null);
            if (outcome.rejected() > 0) {
                throw new DemoException(
                        outcome.rejected() + " lines of " + name + " were rejected, see " + outcome.rejects());
            }
        }
    }
}
