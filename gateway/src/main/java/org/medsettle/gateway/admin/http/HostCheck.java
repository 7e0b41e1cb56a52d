package org.medsettle.gateway.admin.http;

import io.netty.util.NetUtil;
import org.medsettle.common.ThreadSafe;

/**
 * Whether a request was meant for this door, by its Host header. A page of a stranger can have its own name resolve to this
 * address (DNS rebinding) and then call as if it came from here; its name gives it away. Addresses cannot be rebound, and
 * {@code localhost} is nobody's name.
 *
 * <p>Threads: immutable. It stands in for a token where none is set; who has no token is not stopped by it from anywhere
 * but a browser.
 */
@ThreadSafe
final class HostCheck {
    private final String own;

    /** @param own the configured host of the door, a name or an address */
    HostCheck(String own) {
        this.own = own;
    }

    /** True for an address, {@code localhost}, the door's own name, and for no Host, which browsers always send. */
    boolean isOurs(String header) {
        String host = withoutPort(header);
        return header.isEmpty()
                || host.equalsIgnoreCase("localhost")
                || host.equalsIgnoreCase(own)
                || NetUtil.isValidIpV4Address(host)
                || (host.startsWith("[") && NetUtil.isValidIpV6Address(host));
    }

    private static String withoutPort(String header) {
        int colon = header.lastIndexOf(':');
        return colon < 0 || header.endsWith("]") ? header : header.substring(0, colon);
    }
}
