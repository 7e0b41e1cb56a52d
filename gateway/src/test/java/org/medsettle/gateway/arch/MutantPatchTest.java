package org.medsettle.gateway.arch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Goal: the breaks that {@code .ci/prove-checks} makes on purpose still fit the sources, and the tests they name are there. One that no
 * longer applies proves nothing, and is noticed by nobody who does not run them all.
 */
class MutantPatchTest {
    private static final Path ROOT = Files.exists(Path.of(".ci")) ? Path.of("") : Path.of("..");
    private static final String FILE = "+++ b/";
    private static final String TEST = "test: ";

    @Test
    void shouldFitTheSources() throws IOException {
        List<String> misfits = new ArrayList<>();
        List<Path> patches = patches();
        assertFalse(patches.isEmpty());
        for (Path patch : patches) {
            for (Hunk hunk : hunks(Files.readAllLines(patch))) {
                if (!Files.readString(ROOT.resolve(hunk.file)).contains(hunk.before)) {
                    misfits.add(patch.getFileName() + " in " + hunk.file + ":\n" + hunk.before);
                }
            }
        }

        assertTrue(misfits.isEmpty(), () -> String.join("\n", misfits));
    }

    @Test
    void shouldNameTestsThatAreThere() throws IOException {
        for (Path patch : patches()) {
            String test = Files.readAllLines(patch).stream()
                    .filter(line -> line.startsWith(TEST))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(patch + " names no test"))
                    .substring(TEST.length());
            String module = test.substring(0, test.indexOf(' '));
            String file = test.substring(module.length() + 1).split("#", 2)[0] + ".java";
            try (Stream<Path> sources = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                assertTrue(sources.anyMatch(source -> source.endsWith(file)), patch + " names " + test);
            }
        }
    }

    private static List<Path> patches() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(".ci/mutants"))) {
            return files.filter(file -> file.toString().endsWith(".patch"))
                    .sorted()
                    .toList();
        }
    }

    /** A stretch of a file as it is before the break. */
    private record Hunk(String file, String before) {}

    private static List<Hunk> hunks(List<String> patch) {
        List<Hunk> hunks = new ArrayList<>();
        String file = null;
        StringBuilder before = new StringBuilder();
        boolean inHunk = false;
        for (String line :
                Stream.concat(patch.stream(), Stream.of("--- the end")).toList()) {
            boolean ends = line.startsWith("--- ") || line.startsWith("@@ ");
            if (ends && inHunk) {
                hunks.add(new Hunk(Objects.requireNonNull(file), before.toString()));
                before.setLength(0);
            }
            inHunk = line.startsWith("@@ ") || (inHunk && !ends);
            if (line.startsWith(FILE)) {
                file = line.substring(FILE.length());
            } else if (inHunk && (line.startsWith(" ") || line.startsWith("-"))) {
                before.append(line, 1, line.length()).append('\n');
            } else if (inHunk && line.isEmpty()) {
                before.append('\n');
            }
        }
        return hunks;
    }
}
