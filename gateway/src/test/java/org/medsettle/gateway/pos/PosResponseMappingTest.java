package org.medsettle.gateway.pos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medsettle.command.ListDetail;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.list.InvalidReason;
import org.medsettle.domain.list.ListLevel;

class PosResponseMappingTest {
    private static final String TABLE = "0=00 1001=30 1002=30 1003=30 1004=40 1005=30 1101=A0 1102=96 1103=94 1104=77 "
            + "1105=03 1106=58 1107=77 1201=03 1202=03 1203=58 1204=97 2001=14 2002=62 2003=41 2004=41 2005=62 2006=62 "
            + "2007=62 2008=54 2009=62 2011=12 2012=55 2013=75 2014=91 2021=62 2022=62 2023=62 2024=62 2025=62 2026=62 3001=14 3002=62 3003=57 3004=62 3005=62 3006=51 3007=61 3008=62 3009=62 "
            + "4001=94 4002=25 4003=12 4004=12 4005=12 4006=12 4007=13 4008=64 4009=25 4010=12 4011=25 4012=12 4013=22 4021=12 "
            + "9001=91 9002=91 9003=91 9004=91";

    @Test
    void shouldMapEveryResultCodeAsTheTableSays() {
        Map<Integer, String> table = new HashMap<>();
        for (String row : TABLE.split(" ")) {
            table.put(Integer.valueOf(row.split("=")[0]), row.split("=")[1]);
        }
        for (ResultCode code : ResultCode.values()) {
            if (code != ResultCode.CARD_ON_INVALID_LIST) {
                assertEquals(table.get(code.number()), PosResponseMapping.code(code, 0), code.name());
                assertTrue(PosResponseMapping.all().contains(PosResponseMapping.code(code, 0)), code.name());
            }
        }
    }

    @Test
    void shouldLetTheReasonDecideForACardOnAList() {
        for (InvalidReason reason : InvalidReason.values()) {
            String expected =
                    switch (reason) {
                        case LOST -> "41";
                        case EXPIRED -> "54";
                        default -> "62";
                    };
            int detail = ListDetail.pack(ListLevel.CITY.code(), reason.code());
            assertEquals(expected, PosResponseMapping.code(ResultCode.CARD_ON_INVALID_LIST, detail));
        }
    }
}
