package org.medsettle.gateway.his;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The names of a JSON text's open objects that no {@link FieldTable} keeps, to find one that comes twice. Used again for
 * each text.
 *
 * <p>Invariant: one set per depth, emptied when an object of that depth begins.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class SeenNames {
    private final List<Set<String>> byDepth = new ArrayList<>();
    private boolean repeated;

    SeenNames(int depths) {
        for (int i = 0; i < depths; i++) {
            byDepth.add(new HashSet<>());
        }
    }

    /** Forgets the last text. */
    void begin() {
        repeated = false;
    }

    /** An object begins at this depth, 0 for the root. */
    void open(int depth) {
        Set<String> names = byDepth.get(depth);
        if (!names.isEmpty()) {
            names.clear();
        }
    }

    /** Notes a name of the object at this depth. */
    void add(int depth, String name) {
        repeated |= !byDepth.get(depth).add(name);
    }

    /** Notes that a name has come twice. */
    void setRepeated() {
        repeated = true;
    }

    /** True when a name came twice in one object. */
    boolean isRepeated() {
        return repeated;
    }
}
