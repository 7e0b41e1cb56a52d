package org.medsettle.store.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Chronicle Map reports its use to its vendor and keeps files for that in the user's home unless it is kept from it: here
 * a JVM of its own opens a map, and what it did outside is looked at.
 */
class ChronicleJvmTest {
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    @TempDir
    private Path directory;

    @Test
    void shouldHaveNoReportingLibraryOnTheClassPath() {
        ClassLoader loader = ChronicleJvmTest.class.getClassLoader();

        assertNull(loader.getResource("net/openhft/chronicle/analytics/Analytics.class"));
        assertNull(loader.getResource("net/openhft/chronicle/analytics/internal/GoogleAnalytics4.class"));
        assertFalse(CLASS_PATH.contains("chronicle-analytics"));
    }

    @Test
    void shouldTouchNeitherTheNetworkNorTheHomeWhenAMapIsOpened() throws Exception {
        Path home = Files.createDirectory(directory.resolve("home"));
        List<String> command = new ArrayList<>(moduleFlags());
        command.add("-Duser.home=" + home);
        command.add("-Xlog:class+load:stdout");

        Outcome outcome = run(command);

        assertEquals(0, outcome.exitCode(), outcome.output());
        assertTrue(outcome.output().contains("accounts=10000"), outcome.output());
        if (Files.isDirectory(Path.of("/proc/self/fd"))) {
            assertTrue(outcome.output().contains("internetSockets=0"), outcome.output());
        }
        // Whoever looks a name up or connects has to load one of these first, even if it fails or has closed again.
        for (String type : List.of(
                "java.net.InetAddress",
                "java.net.Socket",
                "java.net.InetSocketAddress",
                "sun.nio.ch.DatagramChannelImpl",
                "sun.net.www.protocol.http.HttpURLConnection")) {
            assertFalse(outcome.output().contains(" " + type + " "), type + " was loaded");
        }
        try (Stream<Path> files = Files.list(home)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void shouldSendNothingWhenTheSystemCallsAreWatched() throws Exception {
        Path trace = directory.resolve("trace");
        assumeTrue(canTrace(), "strace is not here or may not trace");

        Outcome outcome = run(
                List.of(
                        "strace",
                        "-f",
                        "-qq",
                        "-e",
                        "trace=connect,sendto,sendmsg,sendmmsg,bind",
                        "-o",
                        trace.toString()),
                moduleFlags());

        assertEquals(0, outcome.exitCode(), outcome.output());
        assertTrue(outcome.output().contains("accounts=10000"), outcome.output());
        try (Stream<String> calls = Files.lines(trace)) {
            assertEquals(
                    List.of(),
                    calls.filter(call -> call.contains("sa_family=AF_INET")).toList());
        }
    }

    private boolean canTrace() throws InterruptedException {
        try {
            return execute(List.of("strace", "-o", "/dev/null", "true")).exitCode() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void shouldNameTheFlagsAndTheirPlaceWhenTheyAreMissing() throws Exception {
        Outcome outcome = run(List.of());

        assertNotEquals(0, outcome.exitCode());
        for (String expected : List.of(
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
                "bin/medsettle",
                "config/jvm.options")) {
            assertTrue(outcome.output().contains(expected), expected + " in: " + outcome.output());
        }
    }

    /** The flags of this JVM that open modules; nothing that would switch the reporting off from outside. */
    private static List<String> moduleFlags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--"))
                .toList();
    }

    private Outcome run(List<String> flags) throws IOException, InterruptedException {
        return run(List.of(), flags);
    }

    private Outcome run(List<String> prefix, List<String> flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-Xmx256m", "-cp", CLASS_PATH, AccountStoreProbe.class.getName()));
        return execute(command);
    }

    private Outcome execute(List<String> command) throws IOException, InterruptedException {
        File output = directory.resolve("output").toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Outcome(process.waitFor(), Files.readString(output.toPath(), StandardCharsets.UTF_8));
    }

    private record Outcome(int exitCode, String output) {}
}
