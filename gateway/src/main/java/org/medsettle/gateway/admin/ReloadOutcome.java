package org.medsettle.gateway.admin;

import java.util.List;

/**
 * What came of reading the configuration anew.
 *
 * @param changed keys whose value changed and is in force
 * @param problems why nothing of it is, one line each; empty when it is in force
 */
public record ReloadOutcome(List<String> changed, List<String> problems) {
    /** All of it is in force. */
    public static ReloadOutcome done(List<String> changed) {
        return new ReloadOutcome(List.copyOf(changed), List.of());
    }

    /** Nothing of it is. */
    public static ReloadOutcome refused(List<String> problems) {
        return new ReloadOutcome(List.of(), List.copyOf(problems));
    }
}
