package org.medsettle.gateway.admin.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostCheckTest {
    private final HostCheck hosts = new HostCheck("ledger.example");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "LOCALHOST:8081",
                "127.0.0.1",
                "10.1.2.3:8081",
                "[::1]",
                "[::1]:8081",
                "ledger.example",
                "Ledger.Example:8081"
            })
    void shouldTakeAddressesLocalhostAndItsOwnName(String host) {
        assertTrue(hosts.isOurs(host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stranger.example",
                "stranger.example:8081",
                "localhost.stranger.example",
                "127.0.0.1.stranger.example",
                "127.0.0.1.",
                "localhost.",
                "2130706433",
                "ledger.example.stranger.example",
                "[::1].stranger.example:8081",
                "::g",
                ":",
                "127.0.0.1, stranger.example"
            })
    void shouldTakeNoOtherName(String host) {
        assertFalse(hosts.isOurs(host));
    }
}
