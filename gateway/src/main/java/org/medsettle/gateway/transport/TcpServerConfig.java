package org.medsettle.gateway.transport;

/**
 * Where a door listens and how many connections it holds.
 *
 * @param host address to bind
 * @param port port to bind, 0 for any free one
 * @param backlog connections the system may hold before they are accepted
 * @param connectionsMax connections open at once; one more is closed as soon as it is accepted
 */
public record TcpServerConfig(String host, int port, int backlog, int connectionsMax) {
    public TcpServerConfig {
        if (port < 0 || port > 65_535 || backlog < 1 || connectionsMax < 1) {
            throw new IllegalArgumentException("port, backlog or connectionsMax out of range");
        }
    }
}
