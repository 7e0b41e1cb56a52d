package org.medsettle.engine;

import java.nio.file.Path;
import java.util.Locale;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.CreditBody;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.Door;
import org.medsettle.command.EventBody;
import org.medsettle.command.ListBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.command.SettlementReply;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.domain.settlement.KeyStore;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.files.DataDirectory;
import org.medsettle.store.heap.HeapStores;

/**
 * A data directory as a node leaves it after a little of everything: settlements, cancels, undone cancels, reversals, a
 * tombstone, a credit, a lost card and a listed stranger.
 *
 * <p>Threads: one. Invariant: {@link #sequence} and {@link #digest} are what the node said last.
 */
public final class RecordedTraffic {
    /** Persons with an account and a card, numbered from 0. */
    public static final int PERSONS = 5;
    /** Key of a settlement that a reversal has undone. */
    public static final long REVERSED_KEY = 20_260_921_120_000_001L;

    private final long sequence;
    private final long digest;

    private RecordedTraffic(long sequence, long digest) {
        this.sequence = sequence;
        this.digest = digest;
    }

    /** Runs a node on the directory and stops it. */
    public static RecordedTraffic into(Path directory) {
        try (DataDirectory data = DataDirectory.open(directory);
                TestNode node = new TestNode(TestNode.SMALL, HeapStores.create(), TestNode.journal(data.journal()))) {
            node.populate(PERSONS, 1_000_000);
            settleAndUndo(node);
            office(node);
            return new RecordedTraffic(node.figure(Figure.SEQUENCE), node.figure(Figure.STATE_DIGEST));
        }
    }

    private static void settleAndUndo(TestNode node) {
        for (int i = 0; i < 40; i++) {
            ok(node, node.commands.settle(1_000 + i, i % PERSONS, 5_800 + i));
        }
        ok(node, node.commands.settle(REVERSED_KEY, 0, 12_300));
        ok(node, node.commands.reverse(2_000, 0, REVERSED_KEY));
        ok(node, node.commands.reverse(2_001, 1, 9_999));
        for (int i = 0; i < 6; i++) {
            long[] ids = ids(ok(node, node.commands.settle(3_000 + i, i % PERSONS, 700)));
            node.clockMs.addAndGet(3_600_000);
            ok(node, node.commands.cancel(4_000 + i, i % PERSONS, ids[0], ids[1]));
            if (i < 2) {
                ok(node, node.commands.reverseCancel(4_100 + i, i % PERSONS, 4_000 + i));
            }
            if (i == 0) {
                ok(node, node.commands.cancel(4_200 + i, i % PERSONS, ids[0], ids[1]));
            }
        }
        ok(node, node.commands.settle(5_000, 1, 9_000_000));
    }

    private static void office(TestNode node) {
        ok(node, credit());
        ok(node, loss(SyntheticCommands.cardKey(4)));
        Command list = new Command();
        ListBody body = new ListBody();
        body.wrap(list.reserve(ListBody.HEAD_BYTES + ListBody.ENTRY_BYTES), 0);
        body.head(ListLevel.NATION.code(), 0, 0, 0).add(SyntheticCommands.cardKey(900), 1, 1, 0);
        ok(node, list.set(CommandType.LIST_PUT, body.length()));
        Reply lost = node.ask(node.commands.settle(6_000, 4, 100));
        if (lost.code() != ResultCode.CARD_LOST_FORMAL) {
            throw new AssertionError("a lost card was answered " + lost.code());
        }
    }

    private static Command credit() {
        Command command = new Command();
        CreditBody body = new CreditBody();
        body.wrap(command.reserve(CreditBody.BYTES), 0);
        body.head(Door.ADMIN, 0, "", 0);
        body.key(7_000, 0, KeyStore.NO_DATE);
        body.person(SyntheticCommands.personNumber(2)).amount(CreditBody.CONTRIBUTION, 25_000);
        return command.set(CommandType.CREDIT, body.finish("clerk", ""));
    }

    private static Command loss(long cardKey) {
        Command command = new Command();
        EventBody body = new EventBody();
        body.wrap(command.reserve(EventBody.BYTES), 0);
        body.head(Door.ADMIN, 0, "", 0);
        body.key(7_001, 0, KeyStore.NO_DATE);
        return command.set(
                CommandType.CARD_EVENT, body.card(cardKey).finish(CardEvent.REPORT_LOSS_FORMAL.code(), "clerk"));
    }

    private static Reply ok(TestNode node, Command command) {
        Reply reply = node.ask(command);
        if (reply.code() != ResultCode.OK) {
            throw new AssertionError(reply.commandType() + " was answered " + reply.code());
        }
        return reply;
    }

    private static long[] ids(Reply reply) {
        SettlementReply body = new SettlementReply();
        body.wrap(reply.body(), 0);
        Settlement settlement = new Settlement();
        body.settlement(settlement);
        return new long[] {settlement.id(), settlement.visitId()};
    }

    public long sequence() {
        return sequence;
    }

    public long digest() {
        return digest;
    }

    /** The key of {@code digits} as a msgid has it. */
    public static String key(long digits) {
        return SyntheticCommands.INSTITUTION + String.format(Locale.ROOT, "%018d", digits);
    }

    public static String person(int index) {
        return SyntheticCommands.personNumber(index);
    }

    public static long card(int index) {
        return SyntheticCommands.cardKey(index);
    }
}
