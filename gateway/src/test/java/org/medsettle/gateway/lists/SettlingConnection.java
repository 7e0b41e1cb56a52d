package org.medsettle.gateway.lists;

import java.io.IOException;

/** A connection to a door on which one card after the other is tried. Threads: one. */
interface SettlingConnection extends AutoCloseable {
    /** Tries to settle a little money with the card; answers {@code 0} or {@code 00}, or the code of the refusal. */
    String settle(int card) throws IOException;

    @Override
    void close() throws IOException;
}
