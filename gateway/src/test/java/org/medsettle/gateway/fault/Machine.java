package org.medsettle.gateway.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.medsettle.common.ThreadSafe;

/**
 * What the fault suite needs from the machine it runs on. A tool that is missing fails the test: a suite that skips what it
 * cannot do looks like one that has done it.
 *
 * <p>Threads: any.
 */
@ThreadSafe
final class Machine {
    private static final List<Path> PATHS = List.of(
            Path.of("/usr/local/sbin"),
            Path.of("/usr/local/bin"),
            Path.of("/usr/sbin"),
            Path.of("/usr/bin"),
            Path.of("/sbin"),
            Path.of("/bin"));
    private static final AtomicBoolean IS_DESCRIBED = new AtomicBoolean();

    private Machine() {}

    /** Fails unless every command is installed; prints once what the kernel is and can do. */
    static void needs(String... commands) throws IOException {
        if (IS_DESCRIBED.compareAndSet(false, true)) {
            System.out.println(describe());
        }
        List<String> missing = new ArrayList<>();
        for (String command : commands) {
            if (find(command) == null) {
                missing.add(command);
            }
        }
        if (!missing.isEmpty()) {
            throw new AssertionError("not installed: " + missing + "; .ci/run installs what the fault suite needs");
        }
    }

    /** As {@link #needs}, for tests that mount. */
    static void needsRoot(String... commands) throws IOException {
        needs(commands);
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new AssertionError("this test mounts file systems: run the fault suite as root");
        }
    }

    private static Path find(String command) {
        return PATHS.stream()
                .map(path -> path.resolve(command))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** Kernel, file systems and devices, as far as faults depend on them. */
    private static String describe() throws IOException {
        List<String> systems = text("/proc/filesystems")
                .lines()
                .map(line -> line.replaceFirst("^nodev", "").strip())
                .filter(name -> List.of("ext4", "xfs", "fuse", "tmpfs", "overlay", "btrfs")
                        .contains(name))
                .toList();
        return "fault suite on: " + text("/proc/version").strip()
                + "\n  processors " + Runtime.getRuntime().availableProcessors()
                + ", memory "
                + text("/proc/meminfo").lines().findFirst().orElse("?").replaceAll("\\s+", " ")
                + "\n  file systems " + systems
                + "; loop devices " + Files.exists(Path.of("/dev/loop-control"))
                + "; fuse " + Files.exists(Path.of("/dev/fuse"))
                + "; device mapper " + Files.exists(Path.of("/dev/mapper/control"))
                + "; cgroups " + (Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers")) ? "v2" : "v1");
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of(file), StandardCharsets.UTF_8);
    }
}
