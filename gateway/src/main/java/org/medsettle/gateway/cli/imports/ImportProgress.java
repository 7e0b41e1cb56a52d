package org.medsettle.gateway.cli.imports;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How far an import is: a bar that moves on a terminal, now and then a line anywhere else.
 *
 * <p>Threads: one. Units: lines, seconds.
 */
public final class ImportProgress {
    private static final int BAR = 30;
    private static final long LINE_EVERY_NS = 5_000_000_000L;
    private static final long BAR_EVERY_NS = 100_000_000L;

    private final PrintStream out;
    private final boolean isTerminal;
    private final long startNs = System.nanoTime();
    private long shownNs = startNs;
    private String kind = "";
    private long total;

    public ImportProgress(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    /** Progress on stderr, a bar when that is a terminal. */
    public static ImportProgress onStderr() {
        return new ImportProgress(System.err, isTerminal(Path.of("/proc/self/fd/2")));
    }

    private static boolean isTerminal(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().matches("/dev/(pts/|tty|console).*");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return false;
        }
    }

    void begin(String kind, long total) {
        this.kind = kind;
        this.total = total;
    }

    void show(long done, long rejected) {
        long nowNs = System.nanoTime();
        if (nowNs - shownNs < (isTerminal ? BAR_EVERY_NS : LINE_EVERY_NS)) {
            return;
        }
        shownNs = nowNs;
        int percent = total == 0 ? 100 : (int) (done * 100 / total);
        String figures = String.format(
                Locale.ROOT,
                "%3d %%  %,d of %,d lines  %,d/s  %,d rejected",
                percent,
                done,
                total,
                rate(done, nowNs),
                rejected);
        if (isTerminal) {
            int filled = percent * BAR / 100;
            out.print("\r" + kind + " [" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + figures);
        } else {
            out.println(kind + " " + figures.strip());
        }
        out.flush();
    }

    /** Takes the bar away. */
    void end() {
        if (isTerminal) {
            out.print("\r" + " ".repeat(110) + "\r");
            out.flush();
        }
    }

    /** Lines per second so far. */
    long rate(long done) {
        return rate(done, System.nanoTime());
    }

    private long rate(long done, long nowNs) {
        return done * 1_000 / Math.max(1, (nowNs - startNs) / 1_000_000);
    }
}
