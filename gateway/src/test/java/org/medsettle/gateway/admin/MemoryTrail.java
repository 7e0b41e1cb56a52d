package org.medsettle.gateway.admin;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.medsettle.gateway.trail.AuditEntry;
import org.medsettle.gateway.trail.AuditTrail;
import org.medsettle.gateway.trail.TrailPage;

/** A trail that keeps its records in a list, and can be made to fail. Threads: any. */
public final class MemoryTrail implements AuditTrail {
    public final List<AuditEntry> entries = new CopyOnWriteArrayList<>();
    /** False while records come in, but are not written. */
    public volatile boolean takes = true;
    /** What {@link #isWriting} says. */
    public volatile boolean writing = true;

    @Override
    public void record(AuditEntry entry, Consumer<Boolean> whenWritten) {
        if (takes) {
            entries.add(entry);
        }
        whenWritten.accept(takes);
    }

    @Override
    public boolean isWriting() {
        return writing;
    }

    @Override
    public long records() {
        return entries.size();
    }

    @Override
    public void read(LocalDate day, long from, Consumer<TrailPage> whenRead) {
        boolean isThere = day.equals(LocalDate.of(2025, 6, 15));
        whenRead.accept(new TrailPage(isThere, "from " + from + "\n", from == 1 ? 10_001 : 0));
    }

    /** The only record of a test that makes one call. */
    public AuditEntry only() {
        if (entries.size() != 1) {
            throw new AssertionError("not one record: " + entries);
        }
        return entries.get(0);
    }
}
