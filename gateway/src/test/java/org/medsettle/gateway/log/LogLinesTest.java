package org.medsettle.gateway.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsettle.common.LogEvent;
import org.medsettle.domain.mask.TextMask;

/** Goal: what a log line looks like in both forms, what is masked in it by its type, and how often it may come. */
class LogLinesTest {
    private static final String CITIZEN_ID = "11010119900307002X";
    private static final Path PAGE =
            Files.exists(Path.of("docs")) ? Path.of("docs/ops/logs.md") : Path.of("../docs/ops/logs.md");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final LoggerContext context = new LoggerContext();
    private Logger log;
    private StderrAppender appender;

    @BeforeEach
    void open() {
        use(TextMask.ALL);
    }

    private void use(TextMask mask) {
        appender = new StderrAppender(new PrintStream(bytes, true, StandardCharsets.UTF_8), mask);
        appender.setContext(context);
        appender.start();
        log = context.getLogger("org.medsettle.gateway.Somewhere");
        log.detachAndStopAllAppenders();
        log.addAppender(appender);
        log.setLevel(Level.INFO);
    }

    @AfterEach
    void close() {
        context.stop();
    }

    @Test
    void shouldWriteOneJsonObjectALine() {
        appender.use(new JsonLineEncoder(), "node-1");

        LogEvent.RECOVERED
                .by(log)
                .addKeyValue("sequence", 17L)
                .addKeyValue("whole", true)
                .log("recovered {} in {} ms", "all \"of it\"", 12);

        assertEquals(
                "{\"time\":T,\"level\":\"INFO\",\"event\":\"RECOVERED\",\"message\":\"recovered all \\\"of it\\\" in 12 ms\","
                        + "\"sequence\":17,\"whole\":true,\"logger\":\"Somewhere\",\"thread\":\"main\",\"node\":\"node-1\"}\n",
                text().replaceFirst("\"20[0-9-]*T[0-9:.]*Z\"", "T"));
    }

    @Test
    void shouldWriteALineForTheEye() {
        LogEvent.RECOVERED.by(log).addKeyValue("sequence", 17L).log("recovered {}", "all");

        assertEquals(
                "T INFO  RECOVERED        Somewhere: recovered all sequence=17\n",
                text().replaceFirst("^20[0-9-]*T[0-9:.]*\\+08:00", "T"));
    }

    @Test
    void shouldMaskTextsAndLeaveNumbers() {
        LogEvent.CONNECTION_FAULT
                .by(log)
                .addKeyValue("who", CITIZEN_ID)
                .setCause(new IllegalStateException("bad " + CITIZEN_ID, new IOException("名 张三 " + CITIZEN_ID)))
                .log("{} {} {} {}", CITIZEN_ID, 6_217_850_000_000_000_005L, new StringBuilder(CITIZEN_ID), new byte[9]);

        String line = text();
        assertFalse(line.contains("1990"), line);
        assertFalse(line.contains("张三"), line);
        assertTrue(line.contains("6217850000000000005"), line);
        assertTrue(line.contains("byte[]"), line);
        assertTrue(line.contains("who=110101********002X"), line);
        assertTrue(line.contains("  java.io.IOException: 名* 张* 110101********002X\n    at "), line);
    }

    @Test
    void shouldMaskWhatLibrariesWriteToo() {
        appender.use(new JsonLineEncoder(), "");

        log.warn("no placeholder: " + CITIZEN_ID);
        log.warn("an exception as argument: {}.", new IOException(CITIZEN_ID));

        assertFalse(text().contains("1990"), text());
        assertTrue(text().contains("\"event\":\"LIBRARY\""), text());
    }

    @Test
    void shouldLeakWithoutItsMask() {
        use(TextMask.ALL.without(TextMask.Kind.CITIZEN_ID));

        log.warn("{}", CITIZEN_ID);

        assertTrue(text().contains(CITIZEN_ID), "this test sees what the mask would have hidden");
    }

    @Test
    void shouldLeaveOutWhatRepeatsAndCountIt() {
        for (int i = 0; i < 1_000; i++) {
            LogEvent.CONNECTION_FAULT.by(log).log("the same again, number {}", i);
        }
        log.info("another");

        assertEquals(11, text().lines().count());
        assertEquals(990, appender.leftOut());
        assertEquals(10, appender.lines("ERROR"));
        assertEquals(1, appender.lines("INFO"));
    }

    @Test
    void shouldSayHowManyWereLeftOutWhenItsTimeIsOver() {
        RepeatLimit limit = new RepeatLimit();
        for (int i = 0; i < 10; i++) {
            assertEquals(0, limit.admit("a", i));
        }
        assertEquals(RepeatLimit.LEAVE_OUT, limit.admit("a", 10));
        assertEquals(RepeatLimit.LEAVE_OUT, limit.admit("a", 10_000_000_000L));
        assertEquals(0, limit.admit("b", 10));

        assertEquals(2, limit.admit("a", 10_000_000_001L));
        assertEquals(0, limit.admit("a", 10_000_000_002L));
    }

    @Test
    void shouldListEveryEventOnItsPage() throws Exception {
        List<String> listed = Pattern.compile("^\\| `([A-Z_]+)` \\| ([A-Z]+) \\|", Pattern.MULTILINE)
                .matcher(Files.readString(PAGE, StandardCharsets.UTF_8))
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .toList();

        assertEquals(
                Arrays.stream(LogEvent.values())
                        .map(event -> event + " " + event.level())
                        .collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(listed));
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
