package org.medsettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.store.heap.HeapStores;

/** With the disk nearly full, new money is refused without a trace, and what undoes or asks still finishes. */
@Timeout(60)
class SpaceShortTest {
    @Test
    void shouldRefuseNewMoneyOnlyAndTakeItAgainWhenSpaceIsBack() {
        ScriptedLog log = new ScriptedLog();
        try (TestNode node = new TestNode(TestNode.SMALL, HeapStores.create(), log)) {
            node.populate(1, 1_000_000);
            node.ask(node.commands.settle(1, 0, 100));
            node.ask(node.commands.settle(2, 0, 100));
            int journalled = log.entries().size();

            node.engine.spaceShort(true);

            assertEquals(ResultCode.FENCED, node.offer(node.commands.settle(3, 0, 100), 3));
            assertEquals(ResultCode.FENCED, node.offer(node.commands.person(7, 100), 4));
            assertEquals(journalled, log.entries().size());
            assertEquals(2, node.engine.refusedForSpace());
            assertEquals(ResultCode.OK, node.ask(node.commands.quote(0, 100)).code());
            assertEquals(ResultCode.OK, node.ask(node.commands.outcome(1)).code());
            assertEquals(ResultCode.OK, node.ask(node.commands.reverse(5, 0, 1)).code());
            assertEquals(ResultCode.OK, node.ask(cancelOfTheSecond(node)).code());
            assertEquals(1_000_000, node.figure(Figure.BALANCE_FEN));

            node.engine.spaceShort(false);
            assertEquals(
                    ResultCode.OK, node.ask(node.commands.settle(3, 0, 100)).code());
        }
    }

    @Test
    void shouldSortEveryCommandTypeOnPurpose() {
        Set<CommandType> refused = EnumSet.noneOf(CommandType.class);
        for (CommandType type : CommandType.values()) {
            if (type.isRefusedWhenSpaceIsShort()) {
                refused.add(type);
            }
        }

        assertEquals(
                EnumSet.of(
                        CommandType.SETTLE,
                        CommandType.PURCHASE,
                        CommandType.CREDIT,
                        CommandType.IMPORT_INSTITUTION,
                        CommandType.IMPORT_PERSON,
                        CommandType.IMPORT_CARD,
                        CommandType.IMPORT_CREDENTIAL,
                        CommandType.FEED_BEGIN,
                        CommandType.FEED_CHUNK,
                        CommandType.FEED_COMMIT),
                refused);
    }

    private static Command cancelOfTheSecond(TestNode node) {
        long base = SyntheticCommands.AREA * Settlement.ID_AREA_FACTOR;
        return node.commands.cancel(6, 0, base + 2, base + Settlement.VISIT_NUMBER_BASE + 2);
    }
}
