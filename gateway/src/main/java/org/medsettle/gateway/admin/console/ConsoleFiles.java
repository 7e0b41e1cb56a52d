package org.medsettle.gateway.admin.console;

import java.util.ArrayList;
import java.util.List;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.admin.http.Route;
import org.medsettle.gateway.admin.http.Route.Access;

/**
 * The files of the console under {@code /console/}. Each has a route of its own, so no path that a client sends ever names a
 * file, and what is not listed here is not there. They hold no figure and no secret, so they are open to whoever reaches the
 * door; what the page then asks for is not.
 *
 * <p>Threads: immutable.
 */
public final class ConsoleFiles {
    static final String ROOT = "/console/";

    private static final List<String> NAMES = List.of(
            "console.css",
            "icon.svg",
            "app.js",
            "api.js",
            "dom.js",
            "format.js",
            "history.js",
            "live.js",
            "lookup.js",
            "node.js",
            "spark.js",
            "tables.js",
            "totals.js",
            "words.js",
            "words-zh.js");

    private ConsoleFiles() {}

    /** A route for each file, the page itself at the root. */
    public static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.add(new Route("GET", "/console", Access.PROBE, ConsoleFiles::moved));
        routes.add(route("", "index.html"));
        for (String name : NAMES) {
            routes.add(route(name, name));
        }
        return routes;
    }

    private static Route route(String path, String name) {
        return new Route("GET", ROOT + path, Access.PROBE, ConsoleFile.load(name));
    }

    private static void moved(AdminCall call, Exchange exchange) {
        exchange.header("Location", ROOT);
        exchange.answer(308, "text/plain; charset=utf-8", new byte[0]);
    }
}
