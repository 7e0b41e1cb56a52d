package org.medsettle.bench;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.medsettle.bench.his.HisDoor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench his}: load on the HIS door of a running node, from outside. Threads: one. */
@Command(
        name = "his",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Load on the HIS door of a running node: rates, latencies from intended send times, answers by code.",
            "Start the node with --set rules.sign_on_required=false and import the population first."
        })
final class HisCommand implements Callable<Integer> {
    private static final int HTTP_PORT = 80;

    @Option(names = "--url", required = true, description = "The door, for example http://127.0.0.1:8080.")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        String path = url.getPath() == null || url.getPath().length() <= 1 ? HisDoor.PATH : url.getPath();
        int port = url.getPort() < 0 ? HTTP_PORT : url.getPort();
        return load.run(
                new LoadOptions.Target("his", url.getHost(), port, 64, 1),
                (workload, population, seed) ->
                        new HisDoor(workload, population, url.getHost() + ":" + port, path, seed));
    }
}
