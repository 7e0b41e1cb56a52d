package org.medsettle.gateway;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.medsettle.common.LogEvent;
import org.medsettle.common.ThreadSafe;
import org.medsettle.gateway.admin.ReloadOutcome;
import org.medsettle.gateway.admission.Admission;
import org.medsettle.gateway.admission.RateLimit;
import org.medsettle.gateway.config.ConfigOutcome;
import org.medsettle.gateway.config.LimitsConfig;
import org.medsettle.gateway.config.NodeConfig;
import org.medsettle.gateway.log.Logging;
import org.medsettle.gateway.pos.PosSecurity;
import org.medsettle.gateway.transport.ConnectionSecurity;
import org.medsettle.gateway.transport.SwappableSecurity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a changed configuration in force while the node runs, all of it or nothing: the log, the limits, and the certificates,
 * whose files are read again each time. A change of anything else, a mistake, or a file that cannot be used refuses the whole.
 *
 * <p>Threads: any; one reload at a time. Failure: a value; what was in force stays so.
 */
@ThreadSafe
final class NodeReload {
    private static final Logger LOG = LoggerFactory.getLogger(NodeReload.class);
    private static final Set<String> CHANGEABLE =
            Set.of("pos.tls_chain_file", "pos.tls_key_file", "pos.tls_authorities_file", "pos.certificates_file");
    private static final List<String> CHANGEABLE_SECTIONS = List.of("log.", "limits.");

    private final Supplier<ConfigOutcome> source;
    private final Admission admission;
    private final SwappableSecurity posTls;
    private ConfigOutcome.Loaded inForce;
    private volatile double certificateEndsSeconds;
    private volatile boolean succeeded = true;

    /** {@code source} reads the configuration anew; {@code inForce} is what the node started with. */
    NodeReload(
            Supplier<ConfigOutcome> source,
            ConfigOutcome.Loaded inForce,
            Admission admission,
            SwappableSecurity posTls,
            ConnectionSecurity firstTls) {
        this.source = source;
        this.inForce = inForce;
        this.admission = admission;
        this.posTls = posTls;
        certificateEndsSeconds = PosSecurity.certificateEndsSeconds(firstTls);
        limit(inForce.config().limits());
    }

    /** Reads the configuration and, if all of it can be, puts it in force. */
    synchronized ReloadOutcome reload() {
        ReloadOutcome outcome = tryReload();
        succeeded = outcome.problems().isEmpty();
        if (succeeded) {
            LogEvent.CONFIG_RELOADED.by(LOG).log("configuration in force, changed: {}", outcome.changed());
        } else {
            LogEvent.CONFIG_REFUSED.by(LOG).log("configuration not changed: {}", String.join("; ", outcome.problems()));
        }
        return outcome;
    }

    private ReloadOutcome tryReload() {
        ConfigOutcome outcome = source.get();
        if (outcome instanceof ConfigOutcome.Refused refused) {
            return ReloadOutcome.refused(refused.problems());
        }
        ConfigOutcome.Loaded next = (ConfigOutcome.Loaded) outcome;
        List<String> changed = changed(next);
        List<String> problems = new ArrayList<>();
        for (String key : changed) {
            if (!isChangeable(key)) {
                problems.add(key + " cannot change while the node runs; restart it, or take the change back");
            }
        }
        if (problems.isEmpty() && !isSameBut(next.config())) {
            problems.add(
                    "a secret has changed, which cannot be while the node runs; restart it, or take the change back");
        }
        if (!problems.isEmpty()) {
            return ReloadOutcome.refused(problems);
        }
        ConnectionSecurity tls;
        try {
            tls = PosSecurity.loadTls(next.config().pos());
        } catch (IOException unusable) {
            return ReloadOutcome.refused(List.of(String.valueOf(unusable.getMessage())));
        }
        putInForce(next, tls);
        return ReloadOutcome.done(changed);
    }

    private void putInForce(ConfigOutcome.Loaded next, ConnectionSecurity tls) {
        Logging.apply(next.config().log(), next.config().name());
        limit(next.config().limits());
        posTls.swap(tls);
        certificateEndsSeconds = PosSecurity.certificateEndsSeconds(tls);
        inForce = next;
    }

    private void limit(LimitsConfig limits) {
        admission.limit(
                RateLimit.of(limits.institutionPerSecond(), limits.institutionBurst()),
                RateLimit.of(limits.connectionPerSecond(), limits.connectionBurst()));
    }

    private List<String> changed(ConfigOutcome.Loaded next) {
        Map<String, String> before = values(inForce);
        List<String> changed = new ArrayList<>();
        values(next).forEach((key, value) -> {
            if (!value.equals(before.get(key))) {
                changed.add(key);
            }
        });
        return changed;
    }

    /** Values by key, without where they came from. */
    private static Map<String, String> values(ConfigOutcome.Loaded loaded) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : loaded.effective()) {
            int equals = line.indexOf(" = ");
            values.put(line.substring(0, equals), line.substring(equals + 3, line.lastIndexOf(" (")));
        }
        return values;
    }

    private static boolean isChangeable(String key) {
        return CHANGEABLE.contains(key) || CHANGEABLE_SECTIONS.stream().anyMatch(key::startsWith);
    }

    /** Secrets are masked among the values, so they are compared here. */
    private boolean isSameBut(NodeConfig next) {
        NodeConfig now = inForce.config();
        return now.admin().equals(next.admin())
                && now.pos()
                        .files()
                        .keystorePassword()
                        .equals(next.pos().files().keystorePassword());
    }

    /** Whether the last reload went well; true before the first. */
    boolean succeeded() {
        return succeeded;
    }

    /** When the POS door's certificate ends, epoch seconds; not a number without one. */
    double certificateEndsSeconds() {
        return certificateEndsSeconds;
    }
}
