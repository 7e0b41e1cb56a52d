package org.medsettle.bench.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only holders of a normal card in the employee scheme settle, and only where pharmacies may. */
class CardHoldersTest {
    private static final String SERIAL = "420100D156000000000000000000000";

    @TempDir
    Path directory;

    @Test
    void shouldTakeNormalCardsOfEmployees() throws IOException {
        write(
                "institutions.csv",
                """
                fixmedins_code,name,kind,area,clr_optins,med_types,merchant_id,terminal_ids
                H42010000001,"医院, 测试",hospital,420100,420100,11;21,,
                P42010000001,测试药店,pharmacy,420100,420100,41,842010000000001,T1;T2
                """);
        write(
                "invalid-list.csv",
                """
                level,issuing_area,card_no,reason,effective_from,effective_to
                NATION,420100,A00000015,LOST,2023-04-15T08:00:00,
                NATION,420100,A00000011,LOST,2023-04-15T08:00:00,2024-01-01T00:00:00
                """);
        write(
                "persons.csv",
                """
                psn_no,certno,name,gend,brdy,insutype,psn_type,insu_state,area,opening_balance
                1001,x,甲,1,1990-01-01,310,1101,1,420100,10.00
                1002,x,乙,1,1990-01-01,390,1501,1,420100,0.00
                1003,x,丙,1,1990-01-01,310,1101,2,420100,10.00
                1004,x,丁,1,1990-01-01,310,1101,1,420100,10.00
                1005,x,戊,1,1990-01-01,310,1101,1,420100,10.00
                """);
        write(
                "cards.csv",
                "issuing_area,card_no,card_sn,pan,psn_no,state,expiry\n"
                        + "420100,A00000011," + SERIAL + "1,6217000000000001,1001,NORMAL,2040-01-01\n"
                        + "420100,A00000015," + SERIAL + "5,,1005,NORMAL,2040-01-01\n"
                        + "420100,A00000012," + SERIAL + "2,,1002,NORMAL,2040-01-01\n"
                        + "420100,A00000013," + SERIAL + "3,,1003,NORMAL,2040-01-01\n"
                        + "420100,A00000014," + SERIAL + "4,,1004,LOCKED,2040-01-01\n");

        Population population = Population.read(directory);

        CardHolders holders = population.holders();
        assertEquals(2, holders.count(), "two normal cards of employees");
        assertEquals(1, holders.unlisted(), "one of them on a list today");
        assertArrayEquals(new int[] {1}, population.institutions().withCare(41));
        assertEquals(List.of("T1", "T2"), population.institutions().get(1).terminals());
        assertEquals(16, holders.panLength(0));
        assertEquals(6, holders.panDigit(0, 0));
        RequestBuffer buffer = new RequestBuffer();
        holders.number(0, buffer);
        buffer.put(" ");
        holders.card(0, buffer);
        buffer.put(" ");
        holders.cardSerial(0, buffer);
        buffer.put(" ");
        holders.area(0, buffer);
        assertEquals("1001 A00000011 " + SERIAL + "1 420100", buffer.toString());
    }

    @Test
    void shouldSayHowToMakeAMissingFile() {
        IOException missing = assertThrows(IOException.class, () -> CardHolders.read(directory));

        assertTrue(missing.getMessage().contains("medsettle population"), missing.getMessage());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
