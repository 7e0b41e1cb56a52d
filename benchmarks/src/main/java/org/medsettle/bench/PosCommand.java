package org.medsettle.bench;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.medsettle.bench.pos.PosDoor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench pos}: load on the POS door of a running node, from outside. Threads: one. */
@Command(
        name = "pos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Load on the POS door of a running node: rates, latencies from intended send times, answers by DE39.",
            "Import the population first. A till's trace numbers can be used once a day: see --first-stan."
        })
final class PosCommand implements Callable<Integer> {
    @Option(names = "--url", required = true, description = "The door, for example tcp://127.0.0.1:8583.")
    private URI url = URI.create("tcp://127.0.0.1:8583");

    @Option(
            names = "--first-stan",
            defaultValue = "1",
            description =
                    "First trace number of every till; go on where the last load of the day ended (${DEFAULT-VALUE}).")
    private int firstStan;

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        PosDoor[] made = new PosDoor[1];
        int exit = load.run(
                new LoadOptions.Target("pos", url.getHost(), url.getPort(), 8, 16), (workload, population, seed) -> {
                    made[0] = new PosDoor(workload, population, firstStan, seed);
                    return made[0];
                });
        System.out.println("next --first-stan: " + (made[0].lastStan() + 1));
        return exit;
    }
}
