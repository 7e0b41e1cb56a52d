package org.medsettle.gateway.admin.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One method and path with {@code {open}} segments, and who may call it. Threads: immutable. */
public record Route(String method, String path, Access access, Endpoint endpoint) {
    /** Who may call a route, and whether its calls stand in the audit trail. Refusals always do. */
    public enum Access {
        /** Anybody; not in the trail. */
        PROBE,
        /** Whoever has the token; figures without identities, asked for all the time, so not in the trail. */
        WATCH,
        /** Whoever has the token; every call stands in the trail before it is answered. */
        OPERATOR
    }

    /** A probe when {@code open}, else an operator's route. */
    public Route(String method, String path, boolean open, Endpoint endpoint) {
        this(method, path, open ? Access.PROBE : Access.OPERATOR, endpoint);
    }

    /** The open segments' values when {@code actual} has this route's shape, or {@code null}. */
    @Nullable
    List<String> match(String actual) {
        String[] wanted = path.split("/", -1);
        String[] given = actual.split("/", -1);
        if (wanted.length != given.length) {
            return null;
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                values.add(given[i]);
            } else if (!wanted[i].equals(given[i])) {
                return null;
            }
        }
        return values;
    }
}
