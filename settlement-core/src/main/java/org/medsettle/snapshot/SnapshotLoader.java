package org.medsettle.snapshot;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFiles;
import org.medsettle.state.ImagedStore;
import org.medsettle.state.SectionKind;
import org.medsettle.state.SettlementStateMachine;

/**
 * Puts a snapshot into a state machine over empty stores.
 *
 * <p>Threads: the one that recovers. Failure: {@link SnapshotDamageException}, or {@link IllegalStateException} when the
 * stores are configured too small for what is in it; machine and stores must then be let go, since they may hold half of it.
 */
@ThreadConfined(Threads.CALLER)
public final class SnapshotLoader {
    private final SnapshotReader reader;
    private final List<ImagedStore> stores;
    private final SettlementStateMachine machine;
    private final Map<SectionKey, ImagedStore.Restore> sections = new HashMap<>();

    private SnapshotLoader(SnapshotReader reader, SettlementStateMachine machine) {
        this.reader = reader;
        this.machine = machine;
        this.stores = machine.stores().images();
    }

    /** Loads the snapshot and answers what it says about itself. The records are summed anew against its digest. */
    public static SnapshotInfo load(DiskFiles files, String name, SettlementStateMachine machine) throws IOException {
        try (SnapshotReader reader = SnapshotReader.open(files, name)) {
            SnapshotInfo info = reader.info();
            try {
                new SnapshotLoader(reader, machine).loadAll();
            } catch (IllegalArgumentException
                    | IndexOutOfBoundsException
                    | BufferUnderflowException
                    | InvariantViolation e) {
                throw new SnapshotDamageException("snapshot " + name + " cannot be put back: " + e.getMessage(), e);
            }
            if (machine.sequence() != info.sequence() || machine.digest() != info.digest()) {
                throw new SnapshotDamageException("snapshot " + name + " ends at another point than it says");
            }
            return info;
        }
    }

    private void loadAll() throws IOException {
        ByteBuffer last = reader.finalBody();
        for (SectionTable.Entry entry : SectionTable.read(last)) {
            ImagedStore store = storeOf(entry.kind());
            ImagedStore.Restore section =
                    store.restore(entry.kind(), entry.number(), entry.length(), entry.description());
            sections.put(new SectionKey(entry.kind().code(), entry.number()), bounded(section, entry.length()));
        }
        reader.read(this::restoreRuns);
        stores.forEach(ImagedStore::finishRestore);
        machine.restore(last);
    }

    private ImagedStore storeOf(SectionKind kind) {
        return stores.stream()
                .filter(store -> store.holds(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no store of this node holds a section " + kind));
    }

    /** Runs that lie behind the section's final length belong to records that were never there at the end. */
    private static ImagedStore.Restore bounded(ImagedStore.Restore section, long length) {
        return (offset, source) -> {
            if (offset < 0 || offset + source.remaining() > length) {
                throw new IllegalArgumentException("bytes behind the end of a section");
            }
            section.put(offset, source);
        };
    }

    private void restoreRuns(int kind, long number, ByteBuffer body) {
        ImagedStore.Restore section = sections.get(new SectionKey(kind, number));
        if (section == null) {
            return; // let go while the snapshot was taken
        }
        while (body.remaining() >= SnapshotDescriptor.RUN_HEADER_BYTES) {
            long offset = body.getLong();
            int length = body.getInt();
            body.getInt();
            section.put(offset, body.slice(body.position(), length).order(body.order()));
            body.position(body.position() + ((length + 7) & ~7));
        }
    }

    private record SectionKey(int kind, long number) {}
}
