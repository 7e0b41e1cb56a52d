package org.medsettle.gateway;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medsettle.gateway.config.ConfigLoader;
import org.medsettle.gateway.config.ConfigOutcome;
import org.medsettle.gateway.config.NodeConfig;

/** Goal: the limit of the process covers every connection its doors may take, and the files of the journal beside them. */
class FileDescriptorsTest {
    private static final long OPEN = 70;
    private static final long NEEDED = OPEN + 100 + 2 * 50 + 20 + FileDescriptors.SPARE;

    private final NodeConfig config = config();

    @Test
    void shouldAcceptALimitThatCoversDoorsAndFiles() {
        assertDoesNotThrow(() -> FileDescriptors.check(config, OPEN, NEEDED));
    }

    @Test
    void shouldNameTheKeysAndTheLimitThatIsNeeded() {
        IOException refused = assertThrows(IOException.class, () -> FileDescriptors.check(config, OPEN, NEEDED - 1));

        assertEquals(
                "the process may open 417 files, but its doors may have 220 connections (his.max_connections, "
                        + "pos.max_connections of each listener, admin.max_connections); raise the limit to 418 "
                        + "(LimitNOFILE, ulimit -n), or lower those",
                refused.getMessage());
    }

    @Test
    void shouldAskTheRealProcess() {
        assertDoesNotThrow(() -> FileDescriptors.check(config));
    }

    private static NodeConfig config() {
        ConfigOutcome outcome = new ConfigLoader(Map.of())
                .load(
                        null,
                        List.of(
                                "his.max_connections=100",
                                "pos.max_connections=50",
                                "pos.listeners=0:none:iso87b 0:none:cup",
                                "admin.max_connections=20"));
        return assertInstanceOf(ConfigOutcome.Loaded.class, outcome).config();
    }
}
