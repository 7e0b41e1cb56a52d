package org.medsettle.bench.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.bench.workload.CardHolders;
import org.medsettle.bench.workload.Draw;
import org.medsettle.bench.workload.Institutions;
import org.medsettle.bench.workload.Population;
import org.medsettle.bench.workload.RequestBuffer;
import org.medsettle.bench.workload.Workload;

/** Every body is JSON without a duplicate field, has every mandatory envelope field, and its lines add up. */
class HisBodiesTest {
    private static final long NOW_MS = 1_795_309_275_000L;
    private static final List<String> MANDATORY = List.of(
            "infno",
            "msgid",
            "mdtrtarea_admvs",
            "insuplc_admdvs",
            "infver",
            "opter_type",
            "opter",
            "opter_name",
            "inf_time",
            "fixmedins_code",
            "input");

    private final Population population = new Population(
            new Institutions(List.of(
                    new Institutions.Institution("P42010000001", List.of("41"), "", List.of()),
                    new Institutions.Institution("P42010000002", List.of("11"), "", List.of()))),
            new CardHolders.Builder()
                    .add("42000000000000000002", "A00000022", "420100D1560000000000000000000002", "420100", "")
                    .build());
    private final MessageIds ids = new MessageIds(2);
    private final RequestBuffer buffer = new RequestBuffer();

    @BeforeEach
    void claim() {
        ids.tick(NOW_MS);
        ids.claim(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 9})
    void shouldBuildABillWhoseLinesAddUp(int lines) throws IOException {
        Draw draw = draw("care = 11:1:180.00");
        new HisBodies(population, ids, lines).put(buffer, HisTransaction.SETTLE, draw);

        List<String> fields = parse();
        assertTrue(fields.containsAll(MANDATORY), "fields " + fields);
        assertEquals("2102", value("infno"));
        assertEquals("P42010000002202611220901150000", value("msgid"));
        assertEquals("P42010000002", value("fixmedins_code"));
        assertEquals("42000000000000000002", value("psn_no"));
        assertEquals("A00000022", value("mdtrt_cert_no"));
        assertEquals("11", value("med_type"));
        BigDecimal total = BigDecimal.valueOf(draw.amountFen(), 2);
        assertEquals(total, new BigDecimal(value("medfee_sumamt")));
        List<String> amounts = values("det_item_fee_sumamt");
        assertEquals(lines, amounts.size());
        assertEquals(total, amounts.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @Test
    void shouldAskForAPersonByCard() throws IOException {
        new HisBodies(population, ids, 1).put(buffer, HisTransaction.PERSON, draw("care = 11:1:180.00"));

        parse();
        assertEquals("1101", value("infno"));
        assertEquals("03", value("mdtrt_cert_type"));
        assertEquals("420100D1560000000000000000000002", value("card_sn"));
    }

    @Test
    void shouldCancelByTheIdsOfTheSettlement() throws IOException {
        RecentSettlements recent = new RecentSettlements();
        recent.add(0, 1, 420_100_000_000_000_042L, 420_100_500_000_000_042L, "P42010000002202611220901140007");

        new HisBodies(population, ids, 1).putUndoing(buffer, HisTransaction.CANCEL, recent.take());

        parse();
        assertEquals("2103", value("infno"));
        assertEquals("420100000000000042", value("setl_id"));
        assertEquals("420100500000000042", value("mdtrt_id"));
        assertEquals("42000000000000000002", value("psn_no"));
    }

    @Test
    void shouldReverseByTheKeyOfTheSettlement() throws IOException {
        RecentSettlements recent = new RecentSettlements();
        recent.add(0, 1, 1, 2, "P42010000002202611220901140007");

        new HisBodies(population, ids, 1).putUndoing(buffer, HisTransaction.REVERSE, recent.take());

        parse();
        assertEquals("2601", value("infno"));
        assertEquals("P42010000002202611220901140007", value("omsgid"));
        assertEquals("2102", value("oinfno"));
    }

    private Draw draw(String workload) throws IOException {
        Draw draw = new Draw(Workload.parse("test", workload), population, 1);
        draw.next();
        return draw;
    }

    private List<String> parse() throws IOException {
        List<String> names = new ArrayList<>();
        try (JsonParser parser = parser()) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME) {
                    names.add(parser.currentName());
                }
            }
        }
        return names;
    }

    private String value(String name) throws IOException {
        return values(name).get(0);
    }

    private List<String> values(String name) throws IOException {
        List<String> values = new ArrayList<>();
        try (JsonParser parser = parser()) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME && name.equals(parser.currentName())) {
                    parser.nextToken();
                    values.add(parser.getText());
                }
            }
        }
        return values;
    }

    private JsonParser parser() throws IOException {
        return JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build()
                .createParser(buffer.array(), 0, buffer.length());
    }
}
