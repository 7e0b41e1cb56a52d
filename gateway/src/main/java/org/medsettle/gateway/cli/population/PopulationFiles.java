package org.medsettle.gateway.cli.population;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.medsettle.domain.person.CitizenId;

/**
 * Writes a population as the five import files, line by line.
 *
 * <p>Threads: one. Invariant: memory does not grow with the population; no value needs quoting.
 */
public final class PopulationFiles {
    public static final String INSTITUTIONS = "institutions.csv";
    public static final String PERSONS = "persons.csv";
    public static final String CARDS = "cards.csv";
    public static final String CREDENTIALS = "ecredentials.csv";
    public static final String INVALID_LIST = "invalid-list.csv";
    /** In the order in which they must be imported. */
    public static final List<String> ALL = List.of(INSTITUTIONS, PERSONS, CARDS, CREDENTIALS, INVALID_LIST);

    /** One of so many persons also has an old card that was replaced. */
    private static final int REPLACED_EVERY = 100;

    private final Population population;

    public PopulationFiles(Population population) {
        this.population = population;
    }

    /** Writes all files into {@code directory}, which is made when missing; files of the same names are replaced. */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        writeInstitutions(directory.resolve(INSTITUTIONS));
        writePersons(directory.resolve(PERSONS));
        writeCards(directory.resolve(CARDS));
        writeCredentials(directory.resolve(CREDENTIALS));
        writeList(directory.resolve(INVALID_LIST));
    }

    private void writeInstitutions(Path file) throws IOException {
        InstitutionDraw all = new InstitutionDraw(population);
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("fixmedins_code,name,kind,area,clr_optins,med_types,merchant_id,terminal_ids\n");
            for (int i = 0; i < all.count(); i++) {
                line(
                        out,
                        all.code(i),
                        all.name(i),
                        all.kind(i).name().toLowerCase(Locale.ROOT),
                        all.area(i),
                        all.area(i) / 100 * 100,
                        all.medTypes(i),
                        all.merchant(i),
                        all.terminals(i));
            }
        }
    }

    private void writePersons(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("psn_no,certno,name,gend,brdy,insutype,psn_type,insu_state,area,opening_balance\n");
            for (int i = 0; i < population.persons(); i++) {
                line(
                        out,
                        population.personNumber(i),
                        CitizenId.unpack(population.citizenId(i)),
                        population.name(i),
                        population.gender(i),
                        population.birthDate(i),
                        population.insuranceType(i),
                        population.personType(i),
                        population.insuredState(i),
                        population.area(i),
                        yuan(population.openingFen(i)));
            }
        }
    }

    private void writeCards(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("issuing_area,card_no,card_sn,pan,psn_no,state,expiry\n");
            for (int i = 0; i < population.persons(); i++) {
                if (i % REPLACED_EVERY == 0) {
                    writeReplaced(out, i);
                }
                line(
                        out,
                        population.area(i),
                        population.cardNumber(i),
                        population.cardSn(i),
                        population.bankNumber(i),
                        population.personNumber(i),
                        population.cardState(i),
                        population.cardExpiry(i));
            }
        }
    }

    private void writeReplaced(BufferedWriter out, int person) throws IOException {
        long index = (long) population.persons() + person;
        line(
                out,
                population.area(person),
                population.cardNumberAt(index),
                population.cardSnAt(population.area(person), index),
                population.bankNumberAt(index),
                population.personNumber(person),
                "REPLACED",
                "2029-12-31");
    }

    private void writeCredentials(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("token,psn_no,expires\n");
            for (int i = 0; i < population.persons(); i++) {
                if (population.hasToken(i)) {
                    line(out, population.token(i), population.personNumber(i), population.tokenEnd(i));
                }
            }
        }
    }

    private void writeList(Path file) throws IOException {
        ListDraw entries = new ListDraw(population);
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("level,issuing_area,card_no,reason,effective_from,effective_to\n");
            for (int i = 0; i < entries.count(); i++) {
                line(
                        out,
                        entries.level(i),
                        entries.area(i),
                        entries.cardNumber(i),
                        entries.reason(i),
                        entries.from(i),
                        entries.to(i));
            }
        }
    }

    private static void line(BufferedWriter out, Object... values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            out.write(String.valueOf(values[i]));
        }
        out.write('\n');
    }

    private static String yuan(long fen) {
        return fen / 100 + "." + Digits.decimal(fen % 100, 2);
    }
}
