package org.medsettle.gateway.admin;

import java.util.concurrent.TimeUnit;
import org.medsettle.command.CardReply;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.DigestReply;
import org.medsettle.command.QueryBody;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.settlement.CredentialType;

/**
 * Brings the ledger's figures up to date with two queries in command order. When the engine does not answer soon, the last ones
 * known stay, since they are wanted most when the node is in trouble.
 *
 * <p>Threads: confined to the admin event loop.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class LedgerReading {
    private static final long PATIENCE_MS = 500;
    /** Below the key of any card, since no area has the number 0. */
    private static final long NO_CARD = 1;

    private final ReplyLane lane;
    private final LedgerMeters ledger;
    private final Command command = new Command();
    private final QueryBody query = new QueryBody();
    private final DigestReply digest = new DigestReply();
    private final CardReply lists = new CardReply();

    LedgerReading(ReplyLane lane, LedgerMeters ledger) {
        this.lane = lane;
        this.ledger = ledger;
    }

    /** Reads; {@code whenRead} may be called more than once, and only its first call counts. */
    void read(Runnable whenRead) {
        command.reserve(0);
        ResultCode taken = lane.send(command.set(CommandType.QUERY_DIGEST, 0), reply -> {
            if (reply.code() == ResultCode.OK) {
                digest.wrap(reply.body(), 0);
                ledger.set(digest);
            }
            askForLists(whenRead);
        });
        if (taken == ResultCode.OK) {
            lane.loop().schedule(whenRead, PATIENCE_MS, TimeUnit.MILLISECONDS).addListener(ignored -> {});
        } else {
            whenRead.run();
        }
    }

    /** An inquiry about any card tells the version of every list, so one that nobody has will do. */
    private void askForLists(Runnable whenRead) {
        query.wrap(command.reserve(QueryBody.BYTES), 0);
        query.begin("", 0).credential(CredentialType.CARD, NO_CARD);
        command.set(CommandType.QUERY_CARD, QueryBody.BYTES);
        ResultCode taken = lane.send(command, reply -> {
            if (reply.code() == ResultCode.OK) {
                lists.wrap(reply.body(), 0);
                ledger.set(lists);
            }
            whenRead.run();
        });
        if (taken != ResultCode.OK) {
            whenRead.run();
        }
    }
}
