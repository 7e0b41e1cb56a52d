package org.medsettle.gateway.admin;

import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ListBody;
import org.medsettle.command.ResultCode;
import org.medsettle.common.LogEvent;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.gateway.admin.csv.CardLineDecoder;
import org.medsettle.gateway.admin.csv.CredentialLineDecoder;
import org.medsettle.gateway.admin.csv.CsvLines;
import org.medsettle.gateway.admin.csv.EntryLineDecoder;
import org.medsettle.gateway.admin.csv.FeedLineDecoder;
import org.medsettle.gateway.admin.csv.InstitutionLineDecoder;
import org.medsettle.gateway.admin.csv.LineDecoder;
import org.medsettle.gateway.admin.csv.PersonLineDecoder;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Endpoint;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.trail.AuditSubject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /api/v1/import/{kind}}: one piece of an import file. The invalid list also comes as a feed, in three phases
 * that its {@code phase} parameter names; what a feed brings is in force only after its commit.
 *
 * <p>Threads: confined to the admin event loop.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class ImportEndpoint implements Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(ImportEndpoint.class);

    private final ReplyLane lane;
    private final FeedMeters feeds;
    private final Command command = new Command();
    private final ListBody feed = new ListBody();

    ImportEndpoint(ReplyLane lane, FeedMeters feeds) {
        this.lane = lane;
        this.feeds = feeds;
    }

    @Override
    public void handle(AdminCall call, Exchange exchange) {
        if (Operators.of(call, exchange) == null) {
            return;
        }
        String kind = call.pathValue(0);
        if (kind.equals("invalid-list") && call.parameter("phase") != null) {
            handleFeed(call, exchange);
            return;
        }
        LineDecoder decoder = decoderOf(kind);
        if (decoder != null) {
            exchange.concerns(AuditSubject.named(AuditSubject.Type.FILE, kind));
        }
        if (decoder == null) {
            exchange.problem(
                    ResultCode.TRANSACTION_UNSUPPORTED,
                    "kinds are institutions, persons, cards, ecredentials and invalid-list");
            return;
        }
        start(call, exchange, decoder, Refusals::line);
    }

    private static @Nullable LineDecoder decoderOf(String kind) {
        return switch (kind) {
            case "institutions" -> new InstitutionLineDecoder();
            case "persons" -> new PersonLineDecoder();
            case "cards" -> new CardLineDecoder();
            case "ecredentials" -> new CredentialLineDecoder();
            case "invalid-list" -> new EntryLineDecoder();
            default -> null;
        };
    }

    private void handleFeed(AdminCall call, Exchange exchange) {
        ListLevel level = InvalidListEndpoint.level(call.parameter("level"));
        long version = call.number("version", 0);
        long base = call.number("base", 0);
        long entries = call.number("entries", 0);
        if (level == null || version <= 0 || base < 0 || base >= version || entries < 0) {
            exchange.problem(
                    ResultCode.FIELD_INVALID,
                    "a feed needs level NATION, PROVINCE or CITY, version above 0, base below version (0 or none for a "
                            + "full feed), entries from 0");
            return;
        }
        exchange.concerns(AuditSubject.named(AuditSubject.Type.LIST, level + " version " + version));
        switch (String.valueOf(call.parameter("phase"))) {
            case "begin" -> begin(level, version, base, entries, exchange);
            case "chunk" ->
                start(call, exchange, new FeedLineDecoder(level, version, base, entries), ImportEndpoint::refusedChunk);
            case "commit" -> step(CommandType.FEED_COMMIT, level, version, base, entries, exchange);
            default -> exchange.problem(ResultCode.FIELD_INVALID, "phase must be begin, chunk or commit");
        }
    }

    private void begin(ListLevel level, long version, long base, long entries, Exchange exchange) {
        if (base != 0 && entries > ListBody.DELTA_ENTRIES_TAKEN) {
            exchange.problem(
                    ResultCode.TOO_LARGE,
                    refused(CommandType.FEED_BEGIN, level, version, ResultCode.TOO_LARGE)
                            + "; send several deltas, each on the one before, or a full feed");
        } else {
            step(CommandType.FEED_BEGIN, level, version, base, entries, exchange);
        }
    }

    private void step(CommandType type, ListLevel level, long version, long base, long entries, Exchange exchange) {
        feed.wrap(command.reserve(ListBody.HEAD_BYTES), 0);
        feed.head(level.code(), version, base, entries);
        command.set(type, ListBody.HEAD_BYTES);
        lane.ask(
                command,
                exchange,
                reply -> {
                    if (type == CommandType.FEED_COMMIT) {
                        feeds.applied(level);
                    }
                    Answers.done(reply, exchange);
                },
                (code, detail) -> refused(type, level, version, code));
    }

    /** A feed is refused whole; that is never silent, whoever sent it. */
    private String refused(CommandType type, ListLevel level, long version, ResultCode code) {
        feeds.rejected(level);
        LogEvent.FEED_REJECTED
                .by(LOG)
                .addKeyValue("level", level)
                .addKeyValue("version", version)
                .log("feed {} {} is refused at {}, the list stays as it is: {}", level, version, type, code);
        return type == CommandType.FEED_BEGIN
                ? "version must be above the one in force (GET /api/v1/invalid-list), base must be it or 0, and a delta may have up to "
                        + ListBody.DELTA_ENTRIES_TAKEN + " entries; the list is unchanged"
                : "this feed was not begun, or has not the entries it was begun with, each card once; it was "
                        + "dropped and the list is unchanged";
    }

    private static String refusedChunk(ResultCode code, int detail) {
        return code == ResultCode.FIELD_INVALID
                ? "this feed is not the one that was begun last; send begin, then its chunks, then commit (1003)"
                : Refusals.line(code, detail);
    }

    private void start(AdminCall call, Exchange exchange, LineDecoder decoder, ReplyLane.RefusalText text) {
        CsvLines lines = new CsvLines(call.body());
        String refusal = lines.open(decoder.columns());
        if (refusal != null) {
            exchange.problem(ResultCode.MALFORMED, refusal);
            return;
        }
        new ImportJob(exchange, lane, lines, decoder, text).start();
    }
}
