package org.medsettle.gateway.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.cli.population.Population;
import org.medsettle.gateway.cli.population.PopulationFiles;

/**
 * The importer is killed at random points and started again, several times a file: the ledger is the one that an
 * uninterrupted import makes. Compared are every figure and every entry of the lists, and that each line of each file is
 * found there with its content. The state digests differ, and must: they cover when an account was last touched.
 *
 * <p>Kills a file and seed: system properties {@code kills} and {@code seed}.
 */
class ImportKillIT {
    private static final int KILLS = Integer.getInteger("kills", 2);
    private static final long SEED = Long.getLong("seed", 20_261_127);
    private static final int ACCOUNTS = 12_000;
    private static final List<String> KINDS =
            List.of("institutions", "persons", "cards", "ecredentials", "invalid-list");
    private static final Pattern FIGURE = Pattern.compile("\"([a-z_]+)\":(-?[0-9]+)");
    private static final Pattern SUMMARY =
            Pattern.compile(": ([0-9,]+) lines, ([0-9,]+) accepted, ([0-9,]+) repeated, ([0-9,]+) rejected");

    @TempDir
    private Path directory;

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void shouldMakeTheSameLedgerHoweverOftenItIsKilled() throws Exception {
        Path files = directory.resolve("files");
        new PopulationFiles(new Population(ACCOUNTS, SEED)).write(files);
        try (ListNode whole = start("whole");
                ListNode broken = start("broken")) {
            for (String kind : KINDS) {
                assertImports(whole, files, kind);
                for (int i = 0; i < KILLS; i++) {
                    killMidway(broken, files, kind, whole);
                }
                assertImports(broken, files, kind);
            }

            assertEquals(figures(whole), figures(broken), "seed " + SEED);
            assertEquals(listed(whole), listed(broken), "seed " + SEED);
            for (String kind : KINDS) {
                assertAllThere(broken, files, kind);
            }
        }
    }

    private ListNode start(String name) throws IOException {
        return ListNode.start(
                directory.resolve(name),
                "data.segment_bytes=67108864",
                "store.max_accounts=100000",
                "lists.inquiries_per_minute=1000000");
    }

    private Process importing(ListNode node, Path files, String kind) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.medsettle.gateway.cli.Medsettle",
                "import",
                kind,
                files.resolve(kind + ".csv").toString(),
                "--url",
                "http://127.0.0.1:" + node.adminPort());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("import.log").toFile())
                .start();
    }

    private void assertImports(ListNode node, Path files, String kind) throws Exception {
        int exit = importing(node, files, kind).waitFor();
        assertEquals(0, exit, () -> kind + ": " + said());
    }

    private String said() {
        try {
            return Files.readString(directory.resolve("import.log"));
        } catch (IOException failed) {
            return failed.toString();
        }
    }

    /** Lets the importer work until the ledger has a random share of what this kind brings, then kills it. */
    private void killMidway(ListNode node, Path files, String kind, ListNode whole) throws Exception {
        long before = records(node);
        long after = before + (long) ((records(whole) - before) * random.nextDouble());
        Process importer = importing(node, files, kind);
        long startNs = System.nanoTime();
        // No figure counts credentials; their import is killed by time.
        long mostNs = kind.equals("ecredentials") ? random.nextLong(3_000_000_000L) : TimeUnit.SECONDS.toNanos(120);
        while (importer.isAlive() && records(node) <= after && System.nanoTime() - startNs < mostNs) {
            Thread.onSpinWait();
        }
        importer.destroyForcibly().waitFor();
    }

    /** Everything an import can add, institutions to list entries; digests are cheap. */
    private static long records(ListNode node) throws IOException, InterruptedException {
        long sum = 0;
        for (String figure : figures(node)) {
            if (figure.matches("(institutions|persons|cards|nation|province|city)=.*")) {
                sum += Long.parseLong(figure.substring(figure.indexOf('=') + 1));
            }
        }
        return sum;
    }

    private static List<String> figures(ListNode node) throws IOException, InterruptedException {
        List<String> figures = new ArrayList<>();
        Matcher figure = FIGURE.matcher(node.get("/api/v1/node/digest"));
        while (figure.find()) {
            if (!figure.group(1).equals("sequence")) {
                figures.add(figure.group(1) + "=" + figure.group(2));
            }
        }
        return figures;
    }

    /** Every entry of the three lists; when it began is left out for cards that came in already lost. */
    private static List<String> listed(ListNode node) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        for (String level : List.of("NATION", "PROVINCE", "CITY")) {
            String cursor = "";
            do {
                String page = node.get("/api/v1/invalid-list/entries?level=" + level + "&cursor=" + cursor);
                Matcher entry = Pattern.compile(
                                "\"issuing_area\":([0-9]+),\"card_no\":\"([0-9A-Z]+)\",\"reason\":\"([A-Z]+)\"")
                        .matcher(page);
                while (entry.find()) {
                    all.add(level + " " + entry.group(1) + " " + entry.group(2) + " " + entry.group(3));
                }
                Matcher next = Pattern.compile("\"next\":\"([0-9a-f]*)\"").matcher(page);
                assertTrue(next.find(), page);
                cursor = next.group(1);
            } while (!cursor.isEmpty());
        }
        return all;
    }

    private void assertAllThere(ListNode node, Path files, String kind) throws Exception {
        assertImports(node, files, kind);
        Matcher summary = SUMMARY.matcher(said());
        assertTrue(summary.find(), this::said);
        assertEquals(summary.group(1), summary.group(3), () -> kind + " are all there: " + said());
    }
}
