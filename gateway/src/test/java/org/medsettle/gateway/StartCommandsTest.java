package org.medsettle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medsettle.command.CommandType;
import org.medsettle.command.ResultCode;
import org.medsettle.gateway.admin.AnsweringLink;
import org.medsettle.gateway.config.ConfigLoader;
import org.medsettle.gateway.config.ConfigOutcome;
import org.medsettle.gateway.config.NodeConfig;

/** A start goes on only when every setting is in force. */
class StartCommandsTest {
    private final List<CommandType> asked = new ArrayList<>();

    private static NodeConfig config() {
        ConfigOutcome outcome = new ConfigLoader(Map.of()).load(null, List.of());
        return assertInstanceOf(ConfigOutcome.Loaded.class, outcome).config();
    }

    /** A ledger that refuses one kind of command. */
    private AnsweringLink ledgerThatRefuses(CommandType refused) {
        return new AnsweringLink((command, reply) -> {
            asked.add(command.type());
            reply.code(command.type() == refused ? ResultCode.FIELD_INVALID : ResultCode.OK);
            return true;
        });
    }

    @Test
    void shouldPutEverySettingInForceInOrder() throws IOException {
        new StartCommands(ledgerThatRefuses(CommandType.SETTLE)).run(config());

        assertEquals(List.of(CommandType.CONFIGURE, CommandType.LIST_TERMS, CommandType.CARD_TERMS), asked);
    }

    @Test
    void shouldStopAtTheFirstThatIsRefused() {
        StartCommands start = new StartCommands(ledgerThatRefuses(CommandType.LIST_TERMS));

        IOException refused = assertThrows(IOException.class, () -> start.run(config()));

        assertEquals("the ledger refuses the settings of lists: FIELD_INVALID", refused.getMessage());
        assertEquals(List.of(CommandType.CONFIGURE, CommandType.LIST_TERMS), asked);
    }

    @Test
    void shouldSayWhenTheLedgerTakesNone() {
        AnsweringLink link = ledgerThatRefuses(CommandType.SETTLE);
        link.admission(() -> ResultCode.BUSY);
        StartCommands start = new StartCommands(link);

        IOException refused = assertThrows(IOException.class, () -> start.run(config()));

        assertEquals("the ledger refuses the settings of rules: BUSY", refused.getMessage());
        assertEquals(List.of(), asked);
    }
}
