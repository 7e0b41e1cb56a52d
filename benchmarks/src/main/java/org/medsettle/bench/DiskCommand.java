package org.medsettle.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.medsettle.bench.report.Conditions;
import org.medsettle.bench.suite.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench disk}: what durability costs on this disk, with nothing of ours in between. Threads: one. */
@Command(
        name = "disk",
        mixinStandardHelpOptions = true,
        description = "Writes and forces blocks one by one: the least that a durable answer can take on this disk.")
final class DiskCommand implements Callable<Integer> {
    @Option(names = "--dir", description = "Folder on the disk (the temporary directory).")
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

    @Override
    public Integer call() throws IOException {
        System.out.println(Conditions.describe(directory));
        System.out.print(Suite.disk(directory).text());
        return 0;
    }
}
