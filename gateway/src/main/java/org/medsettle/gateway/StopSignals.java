package org.medsettle.gateway;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.medsettle.common.LogEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears SIGTERM and SIGINT. The JVM's own handling runs the shutdown hooks once and ignores every further signal, so a drain
 * could not be cut short.
 *
 * <p>The JDK's class for this is not part of the Java we compile for, hence the reflection. Threads: stateless. Failure: where
 * signals cannot be had (another JVM, {@code -Xrs}), the JVM's own handling stays.
 */
final class StopSignals {
    private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);

    private StopSignals() {}

    /** Calls {@code onSignal} for each signal, each time on a thread of its own. */
    static void handle(Runnable onSignal) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> listener = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    StopSignals.class.getClassLoader(), new Class<?>[] {listener}, (proxy, method, arguments) -> {
                        return answer(proxy, method, arguments, onSignal);
                    });
            for (String name : new String[] {"TERM", "INT"}) {
                signal.getMethod("handle", signal, listener)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException unsupported) {
            LogEvent.SIGNALS_UNSUPPORTED
                    .by(LOG)
                    .log("a second signal will not cut a drain short: {}", unsupported.toString());
        }
    }

    private static Object answer(Object proxy, Method method, Object[] arguments, Runnable onSignal) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "StopSignals";
            default -> {
                onSignal.run();
                yield 0;
            }
        };
    }
}
