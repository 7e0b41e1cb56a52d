package org.medsettle.gateway.admin;

import java.util.List;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.admin.http.JsonText;

/** Whether the node lives, is ready, and what it is; asked often, so it never touches disk or engine. Threads: stateless. */
final class HealthEndpoints {
    private HealthEndpoints() {}

    /** {@code GET /livez}: that this answer came is the answer. */
    static void live(AdminCall call, Exchange exchange) {
        exchange.json(to -> to.writeStringField("status", "alive"));
    }

    /** {@code GET /readyz}: 200 when the node takes traffic, else 503 with every reason. */
    static void ready(NodeStatus status, Exchange exchange) {
        List<String> reasons = status.notReadyReasons();
        byte[] body = JsonText.object(to -> {
            to.writeBooleanField("ready", reasons.isEmpty());
            to.writeArrayFieldStart("reasons");
            for (String reason : reasons) {
                to.writeString(reason);
            }
            to.writeEndArray();
        });
        exchange.answer(reasons.isEmpty() ? 200 : 503, "application/json", body);
    }

    /** {@code GET /version}. */
    static void version(NodeStatus status, Exchange exchange) {
        BuildInfo build = BuildInfo.ofThisJar();
        exchange.json(to -> {
            to.writeStringField("name", "medsettle");
            to.writeStringField("node", status.name());
            to.writeStringField("version", build.version());
            to.writeStringField("java", build.java());
        });
    }
}
