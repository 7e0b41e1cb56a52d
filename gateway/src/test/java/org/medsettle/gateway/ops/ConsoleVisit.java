package org.medsettle.gateway.ops;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What every test of the console stands on: one node and one browser for all of a class, and a fresh page for each. */
abstract class ConsoleVisit {
    @TempDir
    static Path directory;

    static ConsoleNode console;

    ConsolePage page;

    @BeforeAll
    static void start() throws Exception {
        console = ConsoleNode.start(directory);
    }

    @AfterAll
    static void stop() {
        if (console != null) {
            console.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        page = ConsolePage.onDesk(console.browser, console.node, ConsolePage.ENGLISH);
    }

    @AfterEach
    void shouldNeverComplainNorAskAnybodyElse() throws Exception {
        console.assertQuiet(page);
        page.close();
    }
}
