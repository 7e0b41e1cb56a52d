package org.medsettle.gateway.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.medsettle.gateway.cli.population.Population;
import org.medsettle.gateway.cli.population.PopulationFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medsettle population}: the import files of an invented population. */
@Command(
        name = "population",
        mixinStandardHelpOptions = true,
        description = {
            "Writes institutions, persons, cards, electronic credentials and invalid-list entries as import files.",
            "The same seed gives the same files. Areas are real codes; people, cards and institutions are invented."
        })
final class PopulationCommand implements Callable<Integer> {
    @Option(names = "--accounts", required = true, paramLabel = "N", description = "Personal accounts.")
    private int accounts;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "S", description = "Draws another one (default 1).")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the files go.")
    private Path directory = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if ((accounts < 1 || accounts > Population.MAX_ACCOUNTS) && spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "--accounts must be 1 to " + Population.MAX_ACCOUNTS + ", not " + accounts);
        }
        Population population = new Population(accounts, seed);
        new PopulationFiles(population).write(directory);
        System.out.println(population.persons() + " persons, " + accounts + " of them with a personal account, in "
                + directory + ": import in this order " + String.join(", ", PopulationFiles.ALL));
        return 0;
    }
}
