package org.medsettle.gateway.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Endpoint;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.admission.Admission.SenderFigures;

/**
 * {@code GET /api/v1/node/overview}: what a console shows of a node, in one JSON object. Counts only grow while the process
 * lives, and histograms are cumulative, so that whoever asks twice has rates and quantiles of the time between.
 *
 * <p>Threads: confined to the admin event loop. Units: seconds, bytes, fen. Invariant: a figure that nobody knows yet is null.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class OverviewEndpoint implements Endpoint {
    private static final int MOST_INSTITUTIONS = 20;

    private final LedgerReading ledger;
    private final NodeStatus status;
    private final NodeMetrics metrics;
    private final BuildInfo build = BuildInfo.ofThisJar();

    OverviewEndpoint(LedgerReading ledger, NodeStatus status, NodeMetrics metrics) {
        this.ledger = ledger;
        this.status = status;
        this.metrics = metrics;
    }

    @Override
    public void handle(AdminCall call, Exchange exchange) {
        ledger.read(() -> {
            if (!exchange.isAnswered()) {
                MeterFigures figures = metrics.figures();
                exchange.json(to -> write(figures, to));
            }
        });
    }

    private void write(MeterFigures figures, JsonGenerator to) throws IOException {
        writeNode(figures, to);
        to.writeArrayFieldStart("doors");
        writeDoor("his", "medsettle.requests", "transaction", "result", figures, to);
        writeDoor("pos", "medsettle.pos.requests", "message", "code", figures, to);
        to.writeEndArray();
        writeInstitutions(to);
        writeCore(figures, to);
        writeLists(figures, to);
        writeLedger(figures, to);
    }

    private void writeNode(MeterFigures figures, JsonGenerator to) throws IOException {
        List<String> reasons = status.notReadyReasons();
        to.writeObjectFieldStart("node");
        to.writeStringField("name", status.name());
        to.writeStringField("version", build.version());
        to.writeStringField("java", build.java());
        figures.write("clock_seconds", "medsettle.clock.timestamp.seconds", to);
        figures.write("started_seconds", "process.start.time", to);
        figures.write("cpu_usage", "process.cpu.usage", to);
        to.writeBooleanField("ready", reasons.isEmpty());
        to.writeArrayFieldStart("reasons");
        for (String reason : reasons) {
            to.writeString(reason);
        }
        to.writeEndArray();
        to.writeEndObject();
    }

    private void writeDoor(
            String door, String requests, String type, String result, MeterFigures figures, JsonGenerator to)
            throws IOException {
        to.writeStartObject();
        to.writeStringField("door", door);
        to.writeNumberField("connections", status.connections(door));
        figures.writeCounts("answers", requests, type, result, to);
        figures.writeTimers("durations", requests.replace("requests", "request.duration"), type, to);
        to.writeEndObject();
    }

    private void writeInstitutions(JsonGenerator to) throws IOException {
        to.writeArrayFieldStart("institutions");
        for (SenderFigures one : metrics.busiest(MOST_INSTITUTIONS)) {
            to.writeStartObject();
            to.writeStringField("code", one.code());
            to.writeNumberField("answered", one.answered());
            to.writeNumberField("refused", one.refused());
            to.writeNumberField("throttled", one.throttled());
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    private void writeCore(MeterFigures figures, JsonGenerator to) throws IOException {
        to.writeObjectFieldStart("ring");
        to.writeNumberField("capacity", status.ringCapacity());
        to.writeNumberField("used", status.ringUsed());
        figures.write("reserved", "medsettle.ring.reserved", to);
        figures.write("refused", "medsettle.ring.refused", to);
        to.writeEndObject();
        to.writeObjectFieldStart("journal");
        to.writeNumberField("appended_sequence", status.appendedSequence());
        to.writeNumberField("synced_sequence", status.durableSequence());
        figures.write("bytes", "medsettle.journal.bytes", to);
        figures.write("segments", "medsettle.journal.segments", to);
        figures.write("supply_failing", "medsettle.journal.supply.failing", to);
        figures.write("stalled", "medsettle.journal.stalled", to);
        figures.writeTimer("force", "medsettle.journal.sync.duration", to);
        figures.writeSummary("batch_records", "medsettle.journal.batch.records", to);
        to.writeEndObject();
        to.writeObjectFieldStart("snapshot");
        for (String name : List.of("timestamp_seconds", "sequence", "bytes", "duration_seconds", "writing_bytes")) {
            figures.write(name, "medsettle.snapshot." + name.replace('_', '.'), to);
        }
        figures.write("failures", "medsettle.snapshot.failures", to);
        to.writeEndObject();
        to.writeObjectFieldStart("disk");
        figures.write("bytes", "medsettle.journal.disk.bytes", to);
        figures.write("free_bytes", "medsettle.journal.free.bytes", to);
        figures.write("reserve_bytes", "medsettle.journal.reserve.bytes", to);
        figures.write("space_short", "medsettle.journal.space.short", to);
        figures.write("full_seconds", "medsettle.journal.full.seconds", to);
        to.writeEndObject();
    }

    private static void writeLists(MeterFigures figures, JsonGenerator to) throws IOException {
        to.writeArrayFieldStart("lists");
        for (ListLevel level : ListLevel.values()) {
            to.writeStartObject();
            to.writeStringField("level", level.name());
            for (String name : List.of("entries", "version", "too_old", "max_age_seconds")) {
                figures.write(name, "medsettle.cardlist." + name.replace('_', '.'), level.name(), to);
            }
            figures.write("updated_seconds", "medsettle.cardlist.updated.timestamp.seconds", level.name(), to);
            figures.write("fed_seconds", "medsettle.cardlist.fed.timestamp.seconds", level.name(), to);
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    private void writeLedger(MeterFigures figures, JsonGenerator to) throws IOException {
        to.writeObjectFieldStart("ledger");
        for (Figure figure : LedgerMeters.shown()) {
            to.writeFieldName(figure.name().toLowerCase(Locale.ROOT));
            MeterFigures.writeValue(metrics.ledger().value(figure), to);
        }
        figures.write("accounts_difference_fen", "medsettle.books.difference.fen", "accounts", to);
        figures.write("institutions_difference_fen", "medsettle.books.difference.fen", "institutions", to);
        to.writeEndObject();
    }
}
