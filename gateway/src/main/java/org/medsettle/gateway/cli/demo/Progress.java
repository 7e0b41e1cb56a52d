package org.medsettle.gateway.cli.demo;

import java.io.PrintWriter;
import java.util.Locale;

/** Lines that say what is going on, with the seconds since the start. Threads: the caller. */
final class Progress {
    private final PrintWriter out;
    private final long beginNs = System.nanoTime();

    Progress(PrintWriter out) {
        this.out = out;
    }

    void say(String what) {
        out.println(String.format(Locale.ROOT, "[%5.1f s] %s", sinceBeginNs() / 1e9, what));
        out.flush();
    }

    long sinceBeginNs() {
        return System.nanoTime() - beginNs;
    }
}
