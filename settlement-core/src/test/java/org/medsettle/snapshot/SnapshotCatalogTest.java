package org.medsettle.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.MemoryDisk;

/** Which snapshots stay: so many good ones, whatever else lies there. */
@ThreadConfined(Threads.CALLER)
class SnapshotCatalogTest {
    private final MemoryDisk disk = new MemoryDisk(1);
    private final SnapshotCatalog catalog = new SnapshotCatalog(disk);

    @Test
    void shouldKeepTheNewestAndNameTheOldestOfThem() throws IOException {
        snapshots(10, 20, 30, 40);

        assertEquals(30, catalog.retain(2, Set.of()));

        assertEquals(List.of(40L, 30L), catalog.sequences());
    }

    @Test
    void shouldNameNoneWhileThereAreFewer() throws IOException {
        snapshots(10);

        assertEquals(-1, catalog.retain(2, Set.of()));

        assertEquals(List.of(10L), catalog.sequences());
    }

    @Test
    void shouldNotCountABadOneNorDeleteTheGoodOneBeforeIt() throws IOException {
        snapshots(10, 20, 30, 40);

        assertEquals(20, catalog.retain(2, Set.of(30L)));

        assertEquals(List.of(40L, 30L, 20L), catalog.sequences());
    }

    @Test
    void shouldKeepEverythingWhenTooFewAreGood() throws IOException {
        snapshots(10, 20, 30);

        assertEquals(-1, catalog.retain(2, Set.of(10L, 20L)));

        assertEquals(List.of(30L, 20L, 10L), catalog.sequences());
    }

    @Test
    void shouldLeaveNothingOfASnapshotThatIsGivenUp() throws IOException {
        snapshots(10);

        SnapshotWriter.begin(disk, 1).close();

        assertEquals(List.of(SnapshotCatalog.nameOf(10)), disk.list());
    }

    private void snapshots(long... sequences) {
        for (long sequence : sequences) {
            disk.put(SnapshotCatalog.nameOf(sequence), new byte[1]);
        }
    }
}
