package org.medsettle.gateway.his.http;

import org.jspecify.annotations.Nullable;

/** Request line and header fields of one request. Threads: event loop; valid while the request is being handed over. */
public interface HttpRequestHead {
    CharSequence method();

    /** Path without query. */
    CharSequence path();

    /** Value of a field by its lower-case name, without surrounding blanks; {@code null} when there is none. */
    @Nullable
    CharSequence field(String lowerCaseName);
}
