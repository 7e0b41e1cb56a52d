package org.medsettle.gateway.cli.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medsettle.domain.Fen;
import org.medsettle.domain.card.CardState;

/**
 * Who may come to a window and where: read from the very files that were imported, so that the client knows no more
 * than an institution and an auditor would.
 *
 * <p>Threads: immutable after {@link #read}.
 */
final class DemoPopulation {
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final List<Insured> persons;
    private final List<Venue> venues;

    DemoPopulation(List<Insured> persons, List<Venue> venues) {
        this.persons = List.copyOf(persons);
        this.venues = List.copyOf(venues);
    }

    /** Reads the import files of {@code directory}; files of the invalid list are all that begin with its name. */
    static DemoPopulation read(Path directory) throws IOException {
        LocalDateTime now = LocalDateTime.now(SHANGHAI);
        Set<String> listed = readLists(directory, now);
        Map<String, SocialCard> cards = new HashMap<>();
        forEach(directory.resolve("cards.csv"), row -> cards.put(row.getField("psn_no"), card(row, listed)));
        Map<String, String> tokens = new HashMap<>();
        forEach(directory.resolve("ecredentials.csv"), row -> {
            String end = row.getField("expires");
            if (end.isEmpty() || time(end).isAfter(now.plusDays(1))) {
                tokens.put(row.getField("psn_no"), row.getField("token"));
            }
        });
        List<Insured> persons = new ArrayList<>();
        forEach(directory.resolve("persons.csv"), row -> persons.add(person(row, cards, tokens)));
        List<Venue> venues = new ArrayList<>();
        forEach(directory.resolve("institutions.csv"), row -> venues.add(venue(row)));
        return new DemoPopulation(persons, venues);
    }

    private static Set<String> readLists(Path directory, LocalDateTime now) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> file.getFileName().toString().matches("invalid-list.*\\.csv"))
                    .toList();
        }
        Set<String> listed = new HashSet<>();
        for (Path file : files) {
            forEach(file, row -> {
                String from = row.getField("effective_from");
                String to = row.getField("effective_to");
                if ((from.isEmpty() || !time(from).isAfter(now)) && (to.isEmpty() || time(to).isAfter(now))) {
                    listed.add(row.getField("issuing_area") + row.getField("card_no"));
                }
            });
        }
        return listed;
    }

    private static SocialCard card(NamedCsvRecord row, Set<String> listed) {
        String area = row.getField("issuing_area");
        String number = row.getField("card_no");
        String expiry = row.getField("expiry");
        return new SocialCard(
                Integer.parseInt(area),
                number,
                row.getField("card_sn"),
                row.getField("pan"),
                CardState.valueOf(row.getField("state")),
                expiry.isEmpty() ? 0 : LocalDate.parse(expiry).toEpochDay(),
                listed.contains(area + number));
    }

    private static Insured person(NamedCsvRecord row, Map<String, SocialCard> cards, Map<String, String> tokens) {
        String psnNo = row.getField("psn_no");
        return new Insured(
                psnNo,
                row.getField("certno"),
                Integer.parseInt(row.getField("insutype")),
                Integer.parseInt(row.getField("insu_state")),
                Integer.parseInt(row.getField("area")),
                YuanText.fen(row.getField("opening_balance")),
                cards.get(psnNo),
                tokens.get(psnNo));
    }

    private static Venue venue(NamedCsvRecord row) {
        Set<Integer> medTypes = Stream.of(row.getField("med_types").split(";", -1))
                .filter(type -> !type.isEmpty())
                .map(Integer::valueOf)
                .collect(Collectors.toUnmodifiableSet());
        return new Venue(
                row.getField("fixmedins_code"),
                row.getField("name"),
                Integer.parseInt(row.getField("area")),
                medTypes,
                row.getField("merchant_id"),
                Stream.of(row.getField("terminal_ids").split(";", -1))
                        .filter(id -> !id.isEmpty())
                        .toList());
    }

    private static LocalDateTime time(String iso) {
        return LocalDateTime.parse(iso.substring(0, Math.min(19, iso.length())));
    }

    private static void forEach(Path file, java.util.function.Consumer<NamedCsvRecord> action) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            reader.forEach(action);
        }
    }

    int size() {
        return persons.size();
    }

    Insured person(int index) {
        return persons.get(index);
    }

    List<Venue> venues() {
        return venues;
    }

    /** What all personal accounts begin with. */
    long openingFen() {
        long sum = 0;
        for (Insured person : persons) {
            sum = Fen.add(sum, person.openingFen());
        }
        return sum;
    }
}
