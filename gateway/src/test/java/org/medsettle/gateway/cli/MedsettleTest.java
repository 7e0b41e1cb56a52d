package org.medsettle.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Goal: every command explains itself, and wrong usage is one line and exit code 2. */
class MedsettleTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "demo", "serve", "import", "population", "verify", "inspect", "backup", "restore"})
    void shouldExplainEveryCommand(String command) {
        int code = command.isEmpty() ? run("--help") : run(command, "--help");

        assertEquals(0, code);
        assertTrue(out.toString().startsWith("Usage: medsettle"), out.toString());
        assertEquals("", err.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dance",
                "serve --port 80",
                "import",
                "import persons",
                "import dragons FILE",
                "import persons nowhere.csv",
                "import persons FILE --level CITY",
                "import invalid-list FILE --level CITY",
                "import invalid-list FILE --level VILLAGE --version 1",
                "import invalid-list FILE --level CITY --version 1 --base-version 1",
                "import persons FILE --url ftp://a",
                "population --accounts 10",
                "backup",
                "backup FILE DIR",
                "restore DIR",
                "restore DIR nowhere --to-seq 0",
                "restore DIR nowhere --to-seq 5 --to-time 2026-09-21T12:00:00",
                "restore DIR nowhere --to-time yesterday",
                "population --accounts 0 --out DIR",
                "population --accounts many --out DIR",
            })
    void shouldAnswerWrongUsageInOneLine(String line) throws Exception {
        Path file = Files.writeString(directory.resolve("a.csv"), "a\n");
        String[] arguments = line.isEmpty()
                ? new String[0]
                : line.replace("FILE", file.toString())
                        .replace("DIR", directory.toString())
                        .split(" ", -1);

        assertEquals(2, run(arguments));

        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().startsWith("medsettle: "), err.toString());
        assertTrue(err.toString().contains("--help"), err.toString());
    }

    @Test
    void shouldAnswerAFailureInOneLine() throws Exception {
        Path file = Files.writeString(directory.resolve("a.csv"), "a\n");

        int code = run("population", "--accounts", "10", "--out", file.toString());

        assertEquals(1, code);
        assertEquals(1, err.toString().lines().count(), err.toString());
    }

    @Test
    void shouldTellItsVersion() {
        assertEquals(0, run("--version"));

        assertTrue(out.toString().startsWith("medsettle "), out.toString());
    }

    @Test
    void shouldWriteAPopulation() {
        assertEquals(0, run("population", "--accounts", "10", "--seed", "3", "--out", directory.toString()));

        assertTrue(Files.exists(directory.resolve("persons.csv")));
    }

    private int run(String... arguments) {
        CommandLine line = Medsettle.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
