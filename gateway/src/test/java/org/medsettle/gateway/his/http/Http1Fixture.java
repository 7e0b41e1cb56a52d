package org.medsettle.gateway.his.http;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Connections to a listener that a test answers for. */
abstract class Http1Fixture {
    final List<HttpRig> rigs = new ArrayList<>();

    final HttpRig rig = open();

    @AfterEach
    void close() {
        rigs.forEach(each -> each.channel.finishAndReleaseAll());
    }

    HttpRig open() {
        HttpRig opened = new HttpRig();
        rigs.add(opened);
        return opened;
    }

    List<String> bodies() {
        return rig.requests.stream().map(HttpRig.Request::body).toList();
    }
}
