package org.medsettle.gateway.admin.http;

/** What answers one route. Threads: called on the admin event loop, must not block; the answer may come later, once. */
@FunctionalInterface
public interface Endpoint {
    void handle(AdminCall call, Exchange exchange);
}
