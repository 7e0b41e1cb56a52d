package org.medsettle.gateway.admin;

import java.util.concurrent.TimeUnit;
import org.medsettle.command.CardSweepBody;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.DigestReply;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.LogEvent;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.BusinessDay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through all cards once a day, a few thousand a command and one command at a time, so that expiries and lapsed loss
 * reports are written down and the city's list is complete. It asks the ledger for the date and goes on where it was refused.
 *
 * <p>Threads: confined to the admin event loop. Units: milliseconds. Failure: a busy, starting or draining node is asked
 * again later; a sweep that was cut short begins anew, which does no harm.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class CardSweep {
    private static final Logger LOG = LoggerFactory.getLogger(CardSweep.class);
    /** How often a node looks whether a new day has begun. */
    static final long LOOK_EVERY_MS = 30_000;

    private final ReplyLane lane;
    private final long lookEveryMs;
    private final Command command = new Command();
    private final CardSweepBody body = new CardSweepBody();
    private final DigestReply figures = new DigestReply();
    private int sweptOn = Integer.MIN_VALUE;
    private int today;
    private long cards;
    private long next;
    private long changed;

    CardSweep(ReplyLane lane, long lookEveryMs) {
        this.lane = lane;
        this.lookEveryMs = lookEveryMs;
    }

    /** Begins to look, for as long as the event loop runs. */
    void start() {
        later(this::look);
    }

    private void later(Runnable step) {
        if (!lane.loop().isShuttingDown()) {
            lane.loop().schedule(step, lookEveryMs, TimeUnit.MILLISECONDS).addListener(ignored -> {});
        }
    }

    private void look() {
        command.reserve(0);
        command.set(CommandType.QUERY_DIGEST, 0);
        if (lane.send(command, this::onFigures) != ResultCode.OK) {
            later(this::look);
        }
    }

    private void onFigures(Reply reply) {
        today = BusinessDay.dateOf(reply.timeMs());
        if (reply.code() != ResultCode.OK || today == sweptOn) {
            later(this::look);
            return;
        }
        figures.wrap(reply.body(), 0);
        cards = figures.get(Figure.CARDS);
        next = 0;
        changed = 0;
        step();
    }

    private void step() {
        if (next >= cards) {
            sweptOn = today;
            if (changed > 0) {
                LogEvent.CARDS_SWEPT
                        .by(LOG)
                        .addKeyValue("cards", cards)
                        .addKeyValue("changed", changed)
                        .log("{} of {} cards have expired or are no longer lost since the last sweep", changed, cards);
            }
            later(this::look);
            return;
        }
        body.wrap(command.reserve(CardSweepBody.BYTES), 0);
        body.set(next, CardSweepBody.MAX_CARDS);
        command.set(CommandType.CARD_SWEEP, CardSweepBody.BYTES);
        if (lane.send(command, this::onSwept) != ResultCode.OK) {
            later(this::step);
        }
    }

    private void onSwept(Reply reply) {
        next += CardSweepBody.MAX_CARDS;
        changed += reply.code() == ResultCode.OK ? reply.detail() : 0;
        step();
    }
}
