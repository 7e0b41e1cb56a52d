package org.medsettle.gateway.cli.demo;

import java.net.InetSocketAddress;
import java.net.URI;

/** Where a started node listens. */
record NodePorts(InetSocketAddress his, InetSocketAddress pos, InetSocketAddress admin) {
    URI adminUri() {
        return URI.create("http://" + admin.getHostString() + ":" + admin.getPort());
    }
}
