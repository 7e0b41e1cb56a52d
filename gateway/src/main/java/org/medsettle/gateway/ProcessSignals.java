package org.medsettle.gateway;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.medsettle.common.LogEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears SIGTERM, SIGINT and SIGHUP. The JVM's own handling of all three runs the shutdown hooks once and ignores every further
 * signal, so a drain could not be cut short, and a reload would be the end.
 *
 * <p>The JDK's class for this is not part of the Java we compile for, hence the reflection. Threads: stateless. Failure: where
 * signals cannot be had (another JVM, {@code -Xrs}), the JVM's own handling stays.
 */
final class ProcessSignals {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessSignals.class);

    private ProcessSignals() {}

    /** Calls {@code onSignal} for each signal of these names, each time on a thread of its own. */
    static void handle(Runnable onSignal, String... names) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> listener = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    ProcessSignals.class.getClassLoader(), new Class<?>[] {listener}, (proxy, method, arguments) -> {
                        return answer(proxy, method, arguments, onSignal);
                    });
            for (String name : names) {
                signal.getMethod("handle", signal, listener)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException unsupported) {
            LogEvent.SIGNALS_UNSUPPORTED
                    .by(LOG)
                    .log("signals {} have the JVM's own meaning: {}", String.join(", ", names), unsupported.toString());
        }
    }

    private static Object answer(Object proxy, Method method, Object[] arguments, Runnable onSignal) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "ProcessSignals";
            default -> {
                onSignal.run();
                yield 0;
            }
        };
    }
}
