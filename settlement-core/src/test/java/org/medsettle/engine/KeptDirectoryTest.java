package org.medsettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.audit.JournalVerifier;
import org.medsettle.audit.VerifyOutcome;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.files.DataDirectory;

/**
 * Directories that earlier versions have left, kept as they were: each must open, become one of this version, and come to
 * the state its own version had.
 */
class KeptDirectoryTest {
    private static final String FIRST_SEGMENT = "00000000000000000001.mj";
    private static final long FORMAT_1_SEQUENCE = 74;
    /** What the version that wrote the directory said. */
    private static final long FORMAT_1_DIGEST = 0x5b27_4a44_62a8_d51dL;

    @TempDir
    Path directory;

    /** Format 1 was the journal alone; this one was written by the last version that knew no snapshots. */
    @Test
    void shouldRaiseADirectoryOfFormat1() throws Exception {
        unpack("/kept/format-1.mj.gz");
        Files.writeString(directory.resolve("FORMAT"), "medsettle-data 1\n", StandardCharsets.US_ASCII);

        VerifyOutcome.Sound before = verify();
        assertEquals(FORMAT_1_SEQUENCE, before.lastSequence());
        assertEquals(FORMAT_1_DIGEST, before.figures().get(Figure.STATE_DIGEST));
        try (DataDirectory data = DataDirectory.open(directory);
                TestNode node = TestNode.withSnapshots(data.path())) {
            assertEquals(FORMAT_1_SEQUENCE, node.figure(Figure.SEQUENCE));
            assertEquals(FORMAT_1_DIGEST, node.figure(Figure.STATE_DIGEST));
            node.engine.snapshot().get(60, TimeUnit.SECONDS);
        }
        assertEquals("medsettle-data 2\n", Files.readString(directory.resolve("FORMAT")));
        assertEquals(1, verify().scope().compared());
    }

    private VerifyOutcome.Sound verify() {
        VerifyOutcome outcome = JournalVerifier.verify(directory, StoreKind.REAL::create);
        return assertInstanceOf(VerifyOutcome.Sound.class, outcome, outcome::describe);
    }

    private void unpack(String resource) throws IOException {
        Path journal = Files.createDirectories(directory.resolve("journal"));
        try (InputStream packed = Objects.requireNonNull(KeptDirectoryTest.class.getResourceAsStream(resource));
                InputStream in = new GZIPInputStream(packed);
                OutputStream out = Files.newOutputStream(journal.resolve(FIRST_SEGMENT))) {
            in.transferTo(out);
        }
    }
}
