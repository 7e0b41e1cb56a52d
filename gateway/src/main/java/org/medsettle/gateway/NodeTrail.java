package org.medsettle.gateway;

import java.nio.file.Path;
import org.medsettle.command.ResultCode;
import org.medsettle.common.EpochClock;
import org.medsettle.common.ThreadSafe;
import org.medsettle.gateway.admin.ReloadOutcome;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.trail.AuditEntry;
import org.medsettle.gateway.trail.AuditSubject;
import org.medsettle.gateway.trail.FileAuditTrail;

/**
 * The node's audit trail, and the records that no call of the admin door brings: inquiries at the HIS door, reloads by signal.
 *
 * <p>Threads: any. Such a record is written with the next calls of operators; nobody waits for it.
 */
@ThreadSafe
final class NodeTrail implements AutoCloseable {
    private final FileAuditTrail trail;

    private NodeTrail(FileAuditTrail trail) {
        this.trail = trail;
    }

    /** Opens the trail in a data directory that this process holds. */
    static NodeTrail open(Path dataDirectory, EpochClock clock) {
        return new NodeTrail(FileAuditTrail.open(dataDirectory.resolve("audit"), clock));
    }

    FileAuditTrail file() {
        return trail;
    }

    /** An institution has asked for a card; its answer does not wait for the record. */
    void inquired(String institution, String operator, long cardKey, boolean admitted) {
        record(new AuditEntry(
                institution + "/" + AdminCall.named(operator),
                "his",
                "S101",
                AuditSubject.card(cardKey),
                admitted ? 200 : 429,
                (admitted ? ResultCode.OK : ResultCode.BUSY).name(),
                0));
    }

    /** The configuration was read again because of a SIGHUP. */
    void reloadedBySignal(ReloadOutcome outcome) {
        record(new AuditEntry(
                "",
                "",
                "SIGNAL HUP",
                AuditSubject.named(AuditSubject.Type.CONFIGURATION, "reload"),
                0,
                (outcome.problems().isEmpty() ? ResultCode.OK : ResultCode.FIELD_INVALID).name(),
                0));
    }

    private void record(AuditEntry entry) {
        trail.record(entry, written -> {});
    }

    @Override
    public void close() {
        trail.close();
    }
}
