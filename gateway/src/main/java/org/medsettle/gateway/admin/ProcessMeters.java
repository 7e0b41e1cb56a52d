package org.medsettle.gateway.admin;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.medsettle.common.ThreadSafe;

/**
 * Metrics of the Java process: memory, collections, threads, file descriptors, processor. Two names of Micrometer that break
 * Prometheus' conventions are replaced.
 *
 * <p>Threads: any.
 */
@ThreadSafe
final class ProcessMeters implements AutoCloseable {
    private static final double NS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final JvmGcMetrics collections = new JvmGcMetrics();

    ProcessMeters bind(MeterRegistry registry) {
        registry.config()
                .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"))
                .meterFilter(new Renaming("system.cpu.count", "system.cpu.cores"));
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            FunctionCounter.builder("process.cpu.seconds", registry, any -> system.getProcessCpuTime() / NS_PER_SECOND)
                    .description("Processor time of the process")
                    .register(registry);
        }
        return this;
    }

    private record Renaming(String from, String to) implements MeterFilter {
        @Override
        public Meter.Id map(Meter.Id id) {
            return id.getName().equals(from) ? id.withName(to) : id;
        }
    }

    @Override
    public void close() {
        collections.close();
    }
}
