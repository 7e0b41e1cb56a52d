package org.medsettle.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.command.CommandType;
import org.medsettle.command.ListBody;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.files.DataDirectory;
import org.medsettle.files.PathFiles;
import org.medsettle.journal.JournalConfig;
import org.medsettle.journal.JournalId;
import org.medsettle.journal.LocalJournal;
import org.medsettle.journal.SyncListener;
import picocli.CommandLine;

/** {@code verify} and {@code inspect} from outside: exit codes and the first line. */
class OfflineCommandsTest {
    private static final int RECORDS = 20;
    private static final long TIME_MS = 1_790_000_000_000L;
    private static final long CARD = CardNumber.key(420_100, "A0000000" + CardNumber.checkCharacter("A0000000"));

    @TempDir
    Path directory;

    @TempDir
    Path copies;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void record() {
        JournalConfig config = new JournalConfig(1 << 20, 1 << 18, 10_000_000_000L);
        try (DataDirectory data = DataDirectory.open(directory);
                LocalJournal journal = LocalJournal.open(
                        new PathFiles(data.journal()), config, JournalId.random(), () -> TIME_MS, SyncListener.NONE)) {
            journal.replay(1, (sequence, timeMs, type, version, body, length) -> {});
            ListBody body = new ListBody();
            ByteBuffer buffer = ByteBuffer.allocate(ListBody.HEAD_BYTES + ListBody.ENTRY_BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 1; i <= RECORDS; i++) {
                body.wrap(buffer, 0);
                body.head(ListLevel.NATION.code(), 0, 0, 0).add(CARD, 1, i, 0);
                journal.append(i, TIME_MS + i, CommandType.LIST_PUT.code(), 1, buffer, body.length());
                journal.commit();
            }
        }
    }

    @Test
    void shouldFindASoundDirectorySound() {
        assertEquals(0, run(new VerifyCommand(), directory.toString(), "--max-accounts", "10"), err::toString);

        assertTrue(out.toString().startsWith("sound: 20 records, last sequence 20"), out::toString);
        assertTrue(out.toString().contains("state digest "));
        assertEquals("", err.toString());
    }

    @Test
    void shouldNameTheFirstBadRecordInTheFirstLine() throws IOException {
        damage();

        assertEquals(1, run(new VerifyCommand(), directory.toString(), "--max-accounts", "10"));
        assertTrue(err.toString().startsWith("medsettle: bad record: sequence 2, file 0000000"), err::toString);
        assertEquals("", out.toString());
        assertEquals(1, run(new InspectCommand(), directory.toString()));
    }

    @Test
    void shouldShowRecordsInWords() {
        assertEquals(0, run(new InspectCommand(), directory.toString(), "--from", "3", "--count", "2"));

        List<String> lines = out.toString().lines().toList();
        assertEquals(2, lines.size());
        assertTrue(lines.get(0).startsWith("3 2026-09-21T"), lines.get(0));
        assertTrue(lines.get(0).contains("LIST_PUT NATION, 1 entries: 420100 *"), lines.get(0));
    }

    @Test
    void shouldCallWrongUsageWhatIsWrongUsage() {
        assertEquals(2, run(new VerifyCommand()));
        assertEquals(2, run(new VerifyCommand(), directory.resolve("journal").toString()));
        assertEquals(2, run(new VerifyCommand(), directory.toString(), "--max-accounts", "0"));
        assertEquals(2, run(new InspectCommand(), directory.toString(), "--key", "short"));
        assertEquals(2, run(new InspectCommand(), directory.toString(), "--count", "0"));
        try (DataDirectory held = DataDirectory.open(directory)) {
            assertEquals(2, run(new InspectCommand(), held.path().toString()));
            assertTrue(err.toString().contains("is in use; stop its node first"), err::toString);
        }
    }

    @Test
    void shouldWriteTheBackupsMetricsWhenTold() throws IOException {
        Path metrics = directory.resolve("backup.prom");
        String data = directory.toString();
        String target = copies.resolve("backup").toString();

        assertEquals(0, run(new BackupCommand(), data, target, "--metrics-file", metrics.toString()), err::toString);

        String text = Files.readString(metrics);
        Path page = Path.of("..", "docs", "ops", "metrics.md");
        String reference = Files.readString(Files.exists(page) ? page : Path.of("docs", "ops", "metrics.md"));
        List<String> types =
                text.lines().filter(line -> line.startsWith("# TYPE ")).toList();
        assertEquals(5, types.size(), text);
        for (String type : types) {
            String[] words = type.split(" ", -1);
            assertTrue(reference.contains("| `" + words[2] + "` | " + words[3] + " |"), type);
        }
        assertTrue(text.contains("\nmedsettle_backup_sequence 20.000\n"), text);
        assertTrue(text.contains("\nmedsettle_backup_last_command_timestamp_seconds 1790000000.020\n"), text);
    }

    @Test
    void shouldFailWhenTheBackupsMetricsCannotBeWritten() {
        String metrics = directory.resolve("missing").resolve("backup.prom").toString();
        String target = copies.resolve("backup").toString();

        assertEquals(1, run(new BackupCommand(), directory.toString(), target, "--metrics-file", metrics));
        assertTrue(err.toString().contains("the backup is made, but " + metrics + " cannot be written"), err::toString);
        assertTrue(out.toString().startsWith("backup in " + target), out::toString);
    }

    @Test
    void shouldLeaveTheMetricsOfTheLastGoodBackupWhenOneFails() throws IOException {
        Path metrics = copies.resolve("backup.prom");
        Files.writeString(metrics, "as it was");
        damage();

        String target = copies.resolve("backup").toString();
        assertEquals(1, run(new BackupCommand(), directory.toString(), target, "--metrics-file", metrics.toString()));
        assertEquals("as it was", Files.readString(metrics));
    }

    private void damage() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("journal"))) {
            Path segment = files.filter(file -> file.toString().endsWith(".mj"))
                    .findFirst()
                    .orElseThrow();
            try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(new byte[] {77}), 4_096 + 200);
            }
        }
    }

    private int run(Object command, String... arguments) {
        out.getBuffer().setLength(0);
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
