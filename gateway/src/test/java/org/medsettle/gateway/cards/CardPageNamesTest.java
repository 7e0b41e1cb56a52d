package org.medsettle.gateway.cards;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that {@code docs/spec/cards.md} names are there under those names. */
class CardPageNamesTest {
    @Test
    void shouldNameTestsThatThereAre() throws IOException {
        Set<String> named = new TreeSet<>();
        CardPageTest.rows("| call | before | after |").forEach(row -> named.addAll(names(row.get(5))));
        CardPageTest.rows("| rule | test |").forEach(row -> named.addAll(names(row.get(1))));
        Map<String, String> sources = sources();

        assertTrue(named.size() > 20, named.toString());
        for (String test : named) {
            String[] parts = test.split("\\.");
            String source = sources.getOrDefault(parts[0], "");
            assertTrue(source.contains("void " + parts[1] + "("), test);
        }
    }

    private static List<String> names(String cell) {
        return Arrays.stream(cell.split(", "))
                .map(name -> name.replace("`", ""))
                .toList();
    }

    /** The sources of all tests, by the name of the class. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (Path tests : List.of(Path.of("src", "test"), Path.of("..", "settlement-core", "src", "test"))) {
            try (Stream<Path> files = Files.walk(tests)) {
                for (Path file : files.filter(one -> one.toString().endsWith("Test.java"))
                        .toList()) {
                    sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
        return sources;
    }
}
