package org.medsettle.gateway;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.medsettle.gateway.config.NodeConfig;

/**
 * Whether the process may open as many files as its doors let connections in. A node that runs out of them could not begin its
 * next segment, so it says so at its start and not on a busy morning.
 *
 * <p>Threads: stateless. Units: file descriptors.
 */
final class FileDescriptors {
    /** For segments, directories, snapshots, logs, listeners and what the JVM itself opens later on. */
    static final long SPARE = 128;

    private FileDescriptors() {}

    /** Refuses a configuration that the process's limit does not cover. */
    static void check(NodeConfig config) throws IOException {
        long limit = attribute("MaxFileDescriptorCount");
        if (limit > 0) {
            check(config, attribute("OpenFileDescriptorCount"), limit);
        }
    }

    static void check(NodeConfig config, long open, long limit) throws IOException {
        long his = config.his().maxConnections();
        long pos =
                (long) config.pos().maxConnections() * config.pos().listeners().size();
        long admin = config.admin().maxConnections();
        long needed = open + his + pos + admin + SPARE;
        if (needed > limit) {
            throw new IOException(
                    "the process may open " + limit + " files, but its doors may have " + (his + pos + admin)
                            + " connections (his.max_connections, pos.max_connections of each listener, admin.max_connections); raise "
                            + "the limit to " + needed + " (LimitNOFILE, ulimit -n), or lower those");
        }
    }

    /** 0 where the JVM does not know. */
    private static long attribute(String name) {
        try {
            Object value = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("java.lang:type=OperatingSystem"), name);
            return value instanceof Long count ? count : 0;
        } catch (JMException notUnix) {
            return 0;
        }
    }
}
