package org.medsettle.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.gateway.admin.csv.CredentialLineDecoder;
import org.medsettle.gateway.admin.csv.CsvLines;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.admin.http.LoneExchange;

/** Goal: nothing of a call that has its answer stays behind, for a timer would hold its body and its connection. */
class AnsweredCallTest {
    private static final long LIMIT_MS = 60_000;
    /** What an embedded channel answers when no timer runs. */
    private static final long NO_TIMER = -1;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Exchange exchange = LoneExchange.on(channel, new MemoryTrail());
    private final AnsweringLink link = new AnsweringLink((command, reply) -> true);
    private final ReplyLane lane = ReplyLane.open(link, channel.eventLoop(), LIMIT_MS);

    @Test
    void shouldLeaveNoTimerBehindAnAnsweredQuestion() {
        lane.ask(new Command().set(CommandType.QUERY_DIGEST, 0), exchange, reply -> exchange.json(to -> {}));

        channel.runPendingTasks();

        assertTrue(exchange.isAnswered());
        assertEquals(NO_TIMER, channel.runScheduledPendingTasks());
    }

    @Test
    void shouldLeaveNoTimerBehindAnImportedPiece() {
        startImport();

        channel.runPendingTasks();

        assertTrue(exchange.isAnswered());
        assertEquals(NO_TIMER, channel.runScheduledPendingTasks());
    }

    @Test
    void shouldAnswerAQuestionAtItsLimitWhenTheEngineIsSilent() {
        link.core((command, reply) -> false);
        lane.ask(new Command().set(CommandType.QUERY_DIGEST, 0), exchange, reply -> exchange.json(to -> {}));

        afterTheLimit();

        assertTrue(exchange.isAnswered());
        assertEquals(NO_TIMER, channel.runScheduledPendingTasks());
    }

    @Test
    void shouldAnswerAPieceAtItsLimitWhenTheEngineIsSilent() {
        link.core((command, reply) -> false);
        startImport();

        afterTheLimit();

        assertTrue(exchange.isAnswered());
        assertEquals(NO_TIMER, channel.runScheduledPendingTasks());
    }

    private void startImport() {
        CredentialLineDecoder decoder = new CredentialLineDecoder();
        CsvLines lines = new CsvLines("token,psn_no,expires\nT1,P0,\nT2,P0,\n".getBytes(StandardCharsets.UTF_8));
        assertNull(lines.open(decoder.columns()));
        new ImportJob(exchange, lane, lines, decoder, Refusals::line).start();
    }

    private void afterTheLimit() {
        channel.runPendingTasks();
        assertFalse(exchange.isAnswered());
        channel.advanceTimeBy(LIMIT_MS + 1, TimeUnit.MILLISECONDS);
        channel.runPendingTasks();
    }
}
