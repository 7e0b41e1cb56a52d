package org.medsettle.gateway;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** How much memory outside the heap the JVM grants: {@code -XX:MaxDirectMemorySize}, or the largest heap without it. */
final class DirectMemory {
    private DirectMemory() {}

    /** The limit in bytes. */
    static long limitBytes() {
        long given = optionBytes();
        return given > 0 ? given : Runtime.getRuntime().maxMemory();
    }

    private static long optionBytes() {
        try {
            Object option = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                            "getVMOption",
                            new Object[] {"MaxDirectMemorySize"},
                            new String[] {String.class.getName()});
            return Long.parseLong(String.valueOf(((CompositeData) option).get("value")));
        } catch (JMException | NumberFormatException notHotSpot) {
            return 0;
        }
    }
}
