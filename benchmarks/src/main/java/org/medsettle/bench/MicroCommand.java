package org.medsettle.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code bench micro}: hands everything behind it to JMH, for example {@code Settle -prof gc}. Threads: one. */
@Command(
        name = "micro",
        description = "JMH benchmarks stage by stage; arguments are JMH's, for example: micro StateMachine -prof gc")
final class MicroCommand implements Callable<Integer> {
    @Unmatched
    @SuppressWarnings("FieldMayBeFinal")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Main.main(arguments.toArray(new String[0]));
        return 0;
    }
}
