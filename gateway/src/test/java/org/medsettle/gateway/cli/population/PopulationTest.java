package org.medsettle.gateway.cli.population;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsettle.command.Command;
import org.medsettle.domain.card.BankNumber;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.person.CitizenId;
import org.medsettle.gateway.admin.csv.CardLineDecoder;
import org.medsettle.gateway.admin.csv.CredentialLineDecoder;
import org.medsettle.gateway.admin.csv.CsvLine;
import org.medsettle.gateway.admin.csv.CsvLines;
import org.medsettle.gateway.admin.csv.EntryLineDecoder;
import org.medsettle.gateway.admin.csv.InstitutionLineDecoder;
import org.medsettle.gateway.admin.csv.LineDecoder;
import org.medsettle.gateway.admin.csv.PersonLineDecoder;

/** Goal: the files are the same for the same seed, and a node's own rules find nothing wrong in any line. */
class PopulationTest {
    private static final int ACCOUNTS = 20_000;

    @TempDir
    Path directory;

    @Test
    void shouldWriteTheSameFilesForTheSameSeedAndOthersForAnother() throws IOException {
        new PopulationFiles(new Population(500, 1)).write(directory.resolve("a"));
        new PopulationFiles(new Population(500, 1)).write(directory.resolve("b"));
        new PopulationFiles(new Population(500, 2)).write(directory.resolve("c"));

        for (String name : PopulationFiles.ALL) {
            byte[] first = Files.readAllBytes(directory.resolve("a").resolve(name));
            assertArrayEquals(first, Files.readAllBytes(directory.resolve("b").resolve(name)), name);
        }
        assertNotEquals(
                Files.readString(directory.resolve("a").resolve(PopulationFiles.PERSONS)),
                Files.readString(directory.resolve("c").resolve(PopulationFiles.PERSONS)));
    }

    @ParameterizedTest
    @CsvSource({"1, 11", "7, 12", "1000, 13"})
    void shouldWriteOnlyLinesThatTheNodeTakes(int accounts, long seed) throws IOException {
        new PopulationFiles(new Population(accounts, seed)).write(directory);

        assertAllTaken(PopulationFiles.INSTITUTIONS, new InstitutionLineDecoder());
        assertAllTaken(PopulationFiles.PERSONS, new PersonLineDecoder());
        assertAllTaken(PopulationFiles.CARDS, new CardLineDecoder());
        assertAllTaken(PopulationFiles.CREDENTIALS, new CredentialLineDecoder());
        assertAllTaken(PopulationFiles.INVALID_LIST, new EntryLineDecoder());
    }

    @Test
    void shouldNeverGiveTwoPersonsTheSameIdentifier() {
        Population population = new Population(ACCOUNTS, 3);
        Set<Object> seen = new HashSet<>();
        int accounts = 0;

        for (int i = 0; i < population.persons(); i++) {
            assertTrue(seen.add(population.personNumber(i)));
            assertTrue(seen.add(population.citizenId(i)));
            assertTrue(seen.add(population.cardNumber(i)));
            assertTrue(seen.add(population.cardSn(i)));
            assertTrue(seen.add(population.bankNumber(i)));
            assertTrue(seen.add(population.token(i)));
            assertTrue(CardNumber.key(population.area(i), population.cardNumber(i)) != CardNumber.INVALID);
            assertTrue(CitizenId.pack(CitizenId.unpack(population.citizenId(i))) == population.citizenId(i));
            assertTrue(BankNumber.pack(population.bankNumber(i)) != BankNumber.INVALID);
            accounts += population.hasAccount(i) ? 1 : 0;
        }

        assertEquals(ACCOUNTS, accounts);
    }

    @Test
    void shouldMixStatesAndSchemesAsAProvinceDoes() {
        Population population = new Population(ACCOUNTS, 4);
        Map<CardState, Integer> states = new EnumMap<>(CardState.class);
        int insured = 0;
        int provinces = 0;
        Set<Integer> areas = new HashSet<>();

        for (int i = 0; i < population.persons(); i++) {
            states.merge(population.cardState(i), 1, Integer::sum);
            insured += population.insuredState(i) == 1 ? 1 : 0;
            provinces += areas.add(population.area(i) / 10_000) ? 1 : 0;
        }

        assertTrue(states.get(CardState.NORMAL) > population.persons() * 93L / 100, states::toString);
        assertTrue(states.get(CardState.LOCKED) > 0 && states.get(CardState.EXPIRED) > 0, states::toString);
        assertTrue(insured > population.persons() * 95L / 100);
        assertTrue(provinces >= 5);
        assertEquals(population.persons() / 100, new ListDraw(population).count());
    }

    @Test
    void shouldReachTheLargestPopulationWithoutRunningOutOfNumbers() {
        Population population = new Population(Population.MAX_ACCOUNTS, 5);
        int last = population.persons() - 1;

        assertTrue(CitizenId.pack(CitizenId.unpack(population.citizenId(last))) != CitizenId.INVALID);
        assertTrue(CardNumber.key(population.area(last), population.cardNumber(last)) != CardNumber.INVALID);
        assertTrue(CardNumber.key(1, population.cardNumberAt(2L * last)) != CardNumber.INVALID);
    }

    private void assertAllTaken(String name, LineDecoder decoder) throws IOException {
        CsvLines lines = new CsvLines(Files.readAllBytes(directory.resolve(name)));
        assertNull(lines.open(decoder.columns()));
        Command command = new Command();
        CsvLine line = lines.next();
        while (line != null) {
            String where = name + " " + line;
            assertNull(line.reason(), where);
            decoder.begin(command);
            assertNull(decoder.add(line, command), where);
            line = lines.next();
        }
    }
}
