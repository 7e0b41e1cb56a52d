package org.medsettle.gateway.admin;

import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Endpoint;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.trail.AuditSubject;
import org.medsettle.gateway.trail.AuditTrail;
import org.medsettle.gateway.trail.TrailPage;

/**
 * {@code GET /api/v1/audit?day=YYYY-MM-DD&from=N}: the records of a day as they stand in its file, a page at a time. That
 * somebody has read them is a record itself.
 *
 * <p>Threads: confined to the admin event loop; the trail's thread reads.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class AuditEndpoint implements Endpoint {
    private static final String LINES = "application/x-ndjson";

    private final AuditTrail trail;
    private final EventLoop loop;

    AuditEndpoint(AuditTrail trail, EventLoop loop) {
        this.trail = trail;
        this.loop = loop;
    }

    @Override
    public void handle(AdminCall call, Exchange exchange) {
        LocalDate day = day(call.parameter("day"));
        long from = call.number("from", 1);
        if (day == null || from < 1) {
            exchange.problem(
                    ResultCode.FIELD_INVALID, "send day=YYYY-MM-DD, and from=N to go on at a record (a whole number)");
            return;
        }
        exchange.concerns(AuditSubject.named(AuditSubject.Type.DAY, day.toString()));
        trail.read(day, from, page -> loop.execute(() -> answer(day, page, exchange)));
    }

    private static void answer(LocalDate day, TrailPage page, Exchange exchange) {
        if (!page.isThere()) {
            exchange.problem(ResultCode.ORIGINAL_NOT_FOUND, "nothing was recorded on that day");
            return;
        }
        if (page.next() != 0) {
            exchange.header("Link", "</api/v1/audit?day=" + day + "&from=" + page.next() + ">; rel=\"next\"");
        }
        exchange.answer(200, LINES, page.lines().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }
}
