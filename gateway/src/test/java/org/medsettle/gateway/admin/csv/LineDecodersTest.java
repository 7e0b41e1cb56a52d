package org.medsettle.gateway.admin.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ImportBody;
import org.medsettle.command.ListBody;
import org.medsettle.domain.card.BankNumber;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.card.ElectronicCredential;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.institution.InstitutionKind;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.domain.person.CitizenId;
import org.medsettle.domain.person.Person;

/**
 * Goal: a good line says in the command what it said in the file, and every rule a line can break is refused by the
 * column. A case is a good line with one value replaced.
 */
class LineDecodersTest {
    private static final String INSTITUTION =
            "H44010100001,Third Hospital,hospital,440103,440100,11;21,M123,T0000001;T0000002";
    private static final String PERSON = "P1,11010119900307123@,Zhang San,1,1990-03-07,310,11,1,110101,1200.50";
    private static final String CARD =
            "110101,A1234567#,11010100112233445566778899AABBCC,621785000000000001$,P1,NORMAL,2031-01-31";
    private static final String CREDENTIAL = "EC0123456789,P1,2030-12-31T23:59:59";
    private static final String ENTRY = "CITY,110101,A1234567#,LOST,2025-01-01T00:00:00,2025-02-01T08:00:00+08:00";

    private final Command command = new Command();

    @Test
    void shouldCarryAnInstitution() {
        assertNull(decode(new InstitutionLineDecoder(), INSTITUTION));

        Institution institution = new Institution();
        institution.wrap(command.body(), 0);
        assertEquals(CommandType.IMPORT_INSTITUTION, command.type());
        assertEquals("H44010100001", institution.code());
        assertEquals("Third Hospital", institution.name());
        assertEquals(InstitutionKind.HOSPITAL, institution.kind());
        assertEquals(440103, institution.area());
        assertEquals(440100, institution.clearingAgency());
        assertTrue(institution.allows(11) && institution.allows(21) && !institution.allows(41));
        assertEquals("M123", institution.merchant());
        assertEquals("T0000002", institution.terminal(1));
        assertTrue(institution.isInService());
    }

    @Test
    void shouldCarryAPersonOfEitherScheme() {
        assertNull(decode(new PersonLineDecoder(), PERSON));

        ImportBody head = new ImportBody();
        head.wrap(command.body(), 0);
        Person person = new Person();
        person.wrap(command.body(), ImportBody.RECORD);
        assertEquals(CommandType.IMPORT_PERSON, command.type());
        assertEquals(ImportBody.RECORD + person.length(), command.length());
        assertEquals(120_050, head.openingFen());
        assertEquals("P1", person.number());
        assertEquals(11010119900307123L, person.citizenId());
        assertEquals("Zhang San", person.name());
        assertEquals(1, person.gender());
        assertEquals(19900307, person.birthDate());
        assertEquals(310, person.insuranceType());
        assertEquals("11", person.type());
        assertEquals(1, person.insuredState());
        assertEquals(110101, person.area());
        assertEquals(-1, person.accountHandle());
        assertNull(decode(new PersonLineDecoder(), PERSON.replace("310", "390").replace("1200.50", "0")));
    }

    @Test
    void shouldCarryTheSameBytesForTheSameLineWhateverCameBefore() {
        PersonLineDecoder decoder = new PersonLineDecoder();
        assertNull(decode(decoder, PERSON));
        byte[] first = bytes();
        assertNull(decode(decoder, PERSON.replace("Zhang San", "A much longer name than that one")));

        assertNull(decode(decoder, PERSON));

        assertEquals(new String(first, StandardCharsets.ISO_8859_1), new String(bytes(), StandardCharsets.ISO_8859_1));
    }

    @Test
    void shouldCarryACard() {
        assertNull(decode(new CardLineDecoder(), CARD));

        ImportBody head = new ImportBody();
        head.wrap(command.body(), 0);
        Card card = new Card();
        card.wrap(command.body(), ImportBody.RECORD);
        assertEquals(CommandType.IMPORT_CARD, command.type());
        assertEquals("P1", head.holder());
        assertEquals(CardNumber.key(110101, complete("A1234567#")), card.key());
        assertEquals(0x1101010011223344L, card.snHigh());
        assertEquals(0x5566778899AABBCCL, card.snLow());
        assertEquals(621785000000000001L, card.bankNumber());
        assertEquals(CardState.NORMAL, card.storedState());
        assertEquals(LocalDate.of(2031, 1, 31).toEpochDay(), card.expiryDay());
        assertNull(decode(
                new CardLineDecoder(), CARD.replace("621785000000000001$", "").replace("2031-01-31", "")));
    }

    @Test
    void shouldCarryACredential() {
        assertNull(decode(new CredentialLineDecoder(), CREDENTIAL));

        ElectronicCredential credential = new ElectronicCredential();
        credential.wrap(command.body(), ImportBody.RECORD);
        assertEquals(CommandType.IMPORT_CREDENTIAL, command.type());
        assertEquals(1_924_963_199_000L, credential.expiresAtMs());
        assertNull(decode(new CredentialLineDecoder(), "T,P1,"));
        assertEquals(0, credential.expiresAtMs());
    }

    @Test
    void shouldCarryAnEntryAndItsRemoval() {
        assertNull(decode(new EntryLineDecoder(), ENTRY));

        ListBody list = new ListBody();
        list.wrap(command.body(), 0);
        assertEquals(CommandType.LIST_PUT, command.type());
        assertEquals(ListLevel.CITY.code(), list.level());
        assertEquals(1, list.reason(0));
        assertEquals(1_735_660_800L, list.fromSeconds(0));
        assertEquals(1_738_368_000L, list.toSeconds(0));
        assertNull(decode(new EntryLineDecoder(), "NATION,110101,A1234567#,REMOVE,,"));
        assertEquals(CommandType.LIST_REMOVE, command.type());
        assertTrue(list.isRemoval(0));
    }

    @Test
    void shouldGatherAFeedIntoOneCommand() {
        FeedLineDecoder decoder = new FeedLineDecoder(ListLevel.CITY, 5, 4, 9);

        decoder.begin(command);
        assertNull(decoder.add(line(decoder, ENTRY), command));
        assertNotNull(decoder.add(line(decoder, ENTRY.replace("CITY", "NATION")), command));
        assertNull(decoder.add(line(decoder, ENTRY.replace("LOST", "REMOVE")), command));
        decoder.finish(command);

        ListBody list = new ListBody();
        list.wrap(command.body(), 0);
        assertEquals(CommandType.FEED_CHUNK, command.type());
        assertEquals(2, list.entryCount());
        assertEquals(5, list.version());
        assertEquals(4, list.baseVersion());
        assertTrue(list.isRemoval(1));
        assertEquals(list.length(), command.length());
        FeedLineDecoder full = new FeedLineDecoder(ListLevel.CITY, 5, 0, 9);
        full.begin(command);
        assertTrue(
                full.add(line(full, ENTRY.replace("LOST", "REMOVE")), command).startsWith("reason:"));
    }

    @ParameterizedTest
    @CsvSource({
        "institutions, fixmedins_code, H4401010000",
        "institutions, fixmedins_code, H4401010000\u00e9",
        "institutions, name, ''",
        "institutions, kind, school",
        "institutions, area, 44010",
        "institutions, area, 000000",
        "institutions, clr_optins, x",
        "institutions, med_types, ''",
        "institutions, med_types, 11;x",
        "institutions, med_types, 1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17",
        "institutions, merchant_id, 1234567890123456",
        "institutions, terminal_ids, T00000001",
        "institutions, terminal_ids, a;;b",
        "institutions, terminal_ids, 1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17",
        "persons, psn_no, ''",
        "persons, psn_no, P 1",
        "persons, psn_no, P123456789012345678901234567890",
        "persons, certno, 110101199003071239",
        "persons, certno, 11010119900307",
        "persons, name, ''",
        "persons, name, a\u0007b",
        "persons, name, abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
        "persons, gend, 3",
        "persons, gend, ''",
        "persons, brdy, 1990-02-30",
        "persons, brdy, 19900307",
        "persons, insutype, 31",
        "persons, insutype, abc",
        "persons, psn_type, 1234567",
        "persons, insu_state, 3",
        "persons, insu_state, ''",
        "persons, area, 1101011",
        "persons, opening_balance, -1",
        "persons, opening_balance, 1.234",
        "persons, opening_balance, 1.",
        "persons, opening_balance, .5",
        "persons, opening_balance, 1e3",
        "persons, opening_balance, ''",
        "persons, opening_balance, 100000000",
        "cards, issuing_area, abcdef",
        "cards, card_no, A12345678",
        "cards, card_no, a1234567#",
        "cards, card_no, A123456#",
        "cards, card_sn, 110101",
        "cards, card_sn, 44010100112233445566778899AABBCC",
        "cards, card_sn, 110101001122334455667788GGAABBCC",
        "cards, pan, 621785000000000001",
        "cards, pan, 123",
        "cards, pan, 0217850000000000010",
        "cards, psn_no, ''",
        "cards, state, normal",
        "cards, expiry, 2031-13-01",
        "cards, expiry, 1969-12-31",
        "ecredentials, token, ''",
        "ecredentials, token, a b",
        "ecredentials, token, 012345678901234567890123456789012345678901234567890",
        "ecredentials, psn_no, ''",
        "ecredentials, expires, tomorrow",
        "ecredentials, expires, 1960-01-01T00:00:00",
        "invalid-list, level, VILLAGE",
        "invalid-list, issuing_area, 1",
        "invalid-list, card_no, A12345678",
        "invalid-list, reason, BORED",
        "invalid-list, effective_from, 2025-01-01",
        "invalid-list, effective_from, 1969-01-01T00:00:00",
        "invalid-list, effective_to, 2025-01-01T00:00:00",
        "invalid-list, effective_to, never",
    })
    void shouldRefuseALineByTheColumnThatBreaksARule(String kind, String column, String value) {
        LineDecoder decoder = decoder(kind);
        String[] good = good(kind).split(",", -1);
        good[decoder.columns().indexOf(column)] = value;

        String reason = decode(decoder, String.join(",", good));

        assertNotNull(reason);
        assertTrue(reason.startsWith(column + ":"), reason);
    }

    @Test
    void shouldRefuseAnOpeningBalanceWithoutAnAccount() {
        assertTrue(decode(new PersonLineDecoder(), PERSON.replace("310", "390")).startsWith("opening_balance:"));
    }

    private static LineDecoder decoder(String kind) {
        return switch (kind) {
            case "institutions" -> new InstitutionLineDecoder();
            case "persons" -> new PersonLineDecoder();
            case "cards" -> new CardLineDecoder();
            case "ecredentials" -> new CredentialLineDecoder();
            default -> new EntryLineDecoder();
        };
    }

    private static String good(String kind) {
        return switch (kind) {
            case "institutions" -> INSTITUTION;
            case "persons" -> PERSON;
            case "cards" -> CARD;
            case "ecredentials" -> CREDENTIAL;
            default -> ENTRY;
        };
    }

    private String decode(LineDecoder decoder, String text) {
        return decoder.add(line(decoder, text), command);
    }

    private static CsvLine line(LineDecoder decoder, String text) {
        String file = String.join(",", decoder.columns()) + "\n" + complete(text) + "\n";
        CsvLines lines = new CsvLines(file.getBytes(StandardCharsets.UTF_8));
        assertNull(lines.open(decoder.columns()));
        return lines.next();
    }

    /** Puts the right check characters in for the marks: @ of a citizen id, # of a card number, $ of a bank number. */
    private static String complete(String text) {
        return text.replace("@", String.valueOf(CitizenId.checkCharacter(11010119900307123L)))
                .replace("A1234567#", "A1234567" + CardNumber.checkCharacter("A1234567"))
                .replace("$", String.valueOf(BankNumber.checkDigit(621785000000000001L)));
    }

    private byte[] bytes() {
        byte[] bytes = new byte[command.length()];
        command.body().get(0, bytes);
        return bytes;
    }
}
