package org.medsettle.gateway.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Appender;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadSafe;
import org.medsettle.gateway.config.LogConfig;
import org.slf4j.LoggerFactory;

/**
 * Puts a node's logging settings in force, at its start and whenever they change.
 *
 * <p>Threads: any. Failure: with a logging configuration of somebody's own (not Logback, or without our appender) only the
 * levels can be set, or nothing.
 */
@ThreadSafe
public final class Logging {
    /** Set by the launcher when stderr is a terminal. */
    private static final String TERMINAL = "medsettle.terminal";

    private static final String OURS = "org.medsettle";
    private static final String APPENDER = "stderr";

    private Logging() {}

    /** Sets form and levels. */
    public static void apply(LogConfig config, String node) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        context.getLogger(OURS).setLevel(Level.toLevel(config.level()));
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(config.libraryLevel()));
        Appender<?> appender = root.getAppender(APPENDER);
        if (appender instanceof StderrAppender ours) {
            ours.use(isText(config.format()) ? new TextLineEncoder() : new JsonLineEncoder(), node);
        }
    }

    private static boolean isText(String format) {
        return format.equals("text") || (format.equals("auto") && Boolean.getBoolean(TERMINAL));
    }

    /** Lines written at a level (ERROR, WARN, INFO) since the process started. */
    public static double lines(String level) {
        StderrAppender ours = appender();
        return ours == null ? 0 : ours.lines(level);
    }

    /** Lines left out since too many like them came. */
    public static double leftOut() {
        StderrAppender ours = appender();
        return ours == null ? 0 : ours.leftOut();
    }

    private static @Nullable StderrAppender appender() {
        return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                        && context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender(APPENDER)
                                instanceof StderrAppender ours
                ? ours
                : null;
    }
}
