package org.medsettle.bench.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.medsettle.bench.workload.CardHolders;
import org.medsettle.bench.workload.Institutions;
import org.medsettle.bench.workload.Population;
import org.medsettle.bench.workload.Workload;

/** A client may be quicker than the ten thousand msgids that an institution has in a second. */
class HisDoorTest {
    private static final String NAME = "\"msgid\":\"";

    private final Population population = new Population(
            new Institutions(List.of(new Institutions.Institution("P42010000001", List.of("41"), "", List.of()))),
            new CardHolders.Builder()
                    .add("42000000000000000001", "A00000011", "420100D1560000000000000000000001", "420100", "")
                    .build());

    @Test
    @Timeout(30)
    void shouldGoOnInTheNextSecondWhenAllMsgidsAreUsedUp() throws IOException {
        HisDoor door =
                new HisDoor(Workload.parse("test", "his.transactions = 2102=1"), population, "127.0.0.1", "/", 1);
        HisRequest request = new HisRequest();
        ByteBuf bytes = Unpooled.buffer(4_096);
        Set<String> seen = new HashSet<>();

        int requests = 2 * MessageIds.PER_SECOND + 1;
        for (int i = 0; i < requests; i++) {
            door.write(bytes.clear(), request);
            String text = bytes.toString(StandardCharsets.UTF_8);
            int at = text.indexOf(NAME) + NAME.length();
            String id = text.substring(at, at + MessageIds.LENGTH);
            assertTrue(id.matches("P42010000001[0-9]{18}"), id);
            assertTrue(seen.add(id), id);
        }

        assertEquals(requests, seen.size());
    }
}
