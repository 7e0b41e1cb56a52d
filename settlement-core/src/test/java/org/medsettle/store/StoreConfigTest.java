package org.medsettle.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class StoreConfigTest {
    @Test
    void shouldRefuseSizesThatMakeNoSense() {
        assertThrows(IllegalArgumentException.class, () -> StoreConfig.of(0, 1L << 30));
        assertThrows(IllegalArgumentException.class, () -> StoreConfig.of(10, 1L << 20));
    }

    @Test
    void shouldSeedEveryProcessAnew() {
        StoreConfig config = StoreConfig.of(10, 1L << 30);

        assertEquals(10, config.maxAccounts());
        assertNotEquals(config.hashSeed(), StoreConfig.of(10, 1L << 30).hashSeed());
    }
}
