package org.medsettle.gateway.admin.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One method and path with {@code {open}} segments; {@code open} routes need no token. Threads: immutable. */
public record Route(String method, String path, boolean open, Endpoint endpoint) {
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
