package org.medsettle.store.chronicle;

import java.util.ArrayList;
import java.util.List;

/**
 * What has to be true of the JVM before the first Chronicle class is initialised: usage reporting and banner off,
 * nothing kept in the user's home, the packages it reaches into open, a JDK it can run on.
 *
 * <p>Threads: any, at start. Failure: {@link IllegalStateException} that names every missing flag and where it belongs.
 */
final class ChronicleJvm {
    private static final int NEWEST_JDK = 25;
    private static final List<String> OPENED =
            List.of("java.lang", "java.lang.reflect", "sun.nio.ch", "jdk.internal.misc");
    private static final String COMPILER = "jdk.compiler";
    private static final String COMPILER_FILES = "com.sun.tools.javac.file";

    private ChronicleJvm() {}

    /** Sets the properties and checks the flags. */
    static void prepare() {
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.announcer.disable", "true");
        if (System.getProperty("jna.tmpdir") == null) {
            // Else a native library is unpacked into the home of whoever runs the node, which may not be writable.
            System.setProperty("jna.tmpdir", System.getProperty("java.io.tmpdir"));
        }
        int feature = Runtime.version().feature();
        if (feature > NEWEST_JDK) {
            throw new IllegalStateException(
                    "Chronicle Map runs on JDK 17 to " + NEWEST_JDK + ", this is JDK " + feature);
        }
        List<String> missing = missingFlags();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("Chronicle Map needs JVM flags that are missing: "
                    + String.join(" ", missing)
                    + ". Start the node with bin/medsettle, or pass config/jvm.options to java as an argument file.");
        }
    }

    private static List<String> missingFlags() {
        Module base = Object.class.getModule();
        Module ours = ChronicleJvm.class.getModule();
        List<String> missing = new ArrayList<>();
        for (String name : OPENED) {
            if (!base.isOpen(name, ours)) {
                missing.add("--add-opens=java.base/" + name + "=ALL-UNNAMED");
            }
        }
        boolean compilerIsOpen = ModuleLayer.boot()
                .findModule(COMPILER)
                .filter(compiler -> compiler.isExported(COMPILER_FILES, ours))
                .isPresent();
        if (!compilerIsOpen) {
            missing.add("--add-exports=" + COMPILER + "/" + COMPILER_FILES + "=ALL-UNNAMED (of a JDK, not a JRE)");
        }
        return missing;
    }
}
