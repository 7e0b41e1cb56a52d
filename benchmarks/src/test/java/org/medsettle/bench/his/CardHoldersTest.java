package org.medsettle.bench.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                P42010000001,测试药店,pharmacy,420100,420100,41,,
                """);
        write(
                "persons.csv",
                """
                psn_no,certno,name,gend,brdy,insutype,psn_type,insu_state,area,opening_balance
                1001,x,甲,1,1990-01-01,310,1101,1,420100,10.00
                1002,x,乙,1,1990-01-01,390,1501,1,420100,0.00
                1003,x,丙,1,1990-01-01,310,1101,2,420100,10.00
                1004,x,丁,1,1990-01-01,310,1101,1,420100,10.00
                """);
        write(
                "cards.csv",
                "issuing_area,card_no,card_sn,pan,psn_no,state,expiry\n"
                        + "420100,A00000011," + SERIAL + "1,,1001,NORMAL,2040-01-01\n"
                        + "420100,A00000012," + SERIAL + "2,,1002,NORMAL,2040-01-01\n"
                        + "420100,A00000013," + SERIAL + "3,,1003,NORMAL,2040-01-01\n"
                        + "420100,A00000014," + SERIAL + "4,,1004,LOCKED,2040-01-01\n");

        CardHolders holders = CardHolders.read(directory);

        assertEquals(1, holders.count());
        assertEquals(1, holders.pharmacyCount());
        assertEquals("P42010000001", holders.pharmacy(0));
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
