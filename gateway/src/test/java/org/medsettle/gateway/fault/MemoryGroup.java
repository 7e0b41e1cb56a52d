package org.medsettle.gateway.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * A control group for one process, whose memory can be limited while it runs; of either version of the kernel's interface.
 *
 * <p>Threads: the test's. Units: bytes. Close it when the process has gone.
 */
@ThreadConfined(Threads.CALLER)
final class MemoryGroup implements AutoCloseable {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final long HEADROOM_BYTES = 2 << 20;

    private final Path group;
    private final String limitFile;
    private final String usageFile;

    private MemoryGroup(Path group, String limitFile, String usageFile) {
        this.group = group;
        this.limitFile = limitFile;
        this.usageFile = usageFile;
    }

    static MemoryGroup make() throws IOException {
        Machine.needsRoot("sh");
        String name = "medsettle-fault-" + ProcessHandle.current().pid();
        if (Files.exists(ROOT.resolve("cgroup.controllers"))) {
            Files.writeString(ROOT.resolve("cgroup.subtree_control"), "+memory");
            return new MemoryGroup(Files.createDirectory(ROOT.resolve(name)), "memory.max", "memory.current");
        }
        Path memory = ROOT.resolve("memory");
        return new MemoryGroup(
                Files.createDirectory(memory.resolve(name)), "memory.limit_in_bytes", "memory.usage_in_bytes");
    }

    /** Words to put in front of a command so that it runs in the group. */
    List<String> enter() {
        return List.of("sh", "-c", "echo $$ > " + group.resolve("cgroup.procs") + " && exec \"$@\"", "sh");
    }

    /** Lets the group have hardly more than it uses now. What the kernel can take back from it, it takes. */
    void squeeze() throws IOException {
        long used = Long.parseLong(Files.readString(group.resolve(usageFile), StandardCharsets.US_ASCII)
                .strip());
        Files.writeString(group.resolve(limitFile), Long.toString(used + HEADROOM_BYTES));
    }

    @Override
    public void close() throws IOException {
        Files.delete(group);
    }
}
