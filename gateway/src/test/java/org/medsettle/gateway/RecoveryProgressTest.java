package org.medsettle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryProgressTest {
    @Test
    void shouldSayHowFarTheRecoveryIs() {
        List<String> words = new ArrayList<>();
        RecoveryProgress progress = new RecoveryProgress(words::add);

        progress.accept(65_536);
        progress.accept(131_072);

        assertEquals(List.of("recovering, at sequence 65536", "recovering, at sequence 131072"), words);
    }
}
