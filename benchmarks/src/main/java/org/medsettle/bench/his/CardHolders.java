package org.medsettle.bench.his;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who settles where, from the population's CSV files: holders of a normal card in the employee scheme, and the pharmacies.
 *
 * <p>Threads: immutable once read. Invariant: the texts of one holder stand behind each other in one block of bytes, so that
 * a million of them are four objects and not four million. Failure: {@link IOException} names the file and what it lacks.
 */
public final class CardHolders {
    private static final int STRIDE = 80;
    private static final int CARD = 30;
    private static final int SERIAL = 39;
    private static final int AREA = 71;
    private static final int NUMBER_LENGTH = 77;
    private static final int CARD_CHARS = 9;
    private static final int SERIAL_CHARS = 32;
    private static final int AREA_CHARS = 6;

    private final byte[] texts;
    private final int count;
    private final List<String> pharmacies;

    private CardHolders(byte[] texts, int count, List<String> pharmacies) {
        this.texts = texts;
        this.count = count;
        this.pharmacies = List.copyOf(pharmacies);
    }

    /** Reads {@code institutions.csv}, {@code persons.csv} and {@code cards.csv}. */
    public static CardHolders read(Path directory) throws IOException {
        List<String> pharmacies = new ArrayList<>();
        each(directory.resolve("institutions.csv"), line -> {
            if (line.getField("med_types").contains("41")) {
                pharmacies.add(line.getField("fixmedins_code"));
            }
        });
        Set<String> insured = new HashSet<>();
        each(directory.resolve("persons.csv"), line -> {
            if ("310".equals(line.getField("insutype")) && "1".equals(line.getField("insu_state"))) {
                insured.add(line.getField("psn_no"));
            }
        });
        Builder builder = new Builder(insured.size());
        each(directory.resolve("cards.csv"), line -> {
            if ("NORMAL".equals(line.getField("state")) && insured.contains(line.getField("psn_no"))) {
                builder.add(
                        line.getField("psn_no"),
                        line.getField("card_no"),
                        line.getField("card_sn"),
                        line.getField("issuing_area"));
            }
        });
        if (pharmacies.isEmpty() || builder.count == 0) {
            throw new IOException("no pharmacy or no holder of a normal card in " + directory);
        }
        return builder.build(pharmacies);
    }

    private static void each(Path file, Consumer<NamedCsvRecord> visitor) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is missing; make it with: medsettle population");
        }
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            reader.forEach(visitor);
        }
    }

    int count() {
        return count;
    }

    int pharmacyCount() {
        return pharmacies.size();
    }

    /** Code of a pharmacy, twelve characters. */
    String pharmacy(int index) {
        return pharmacies.get(index);
    }

    void number(int holder, RequestBuffer to) {
        to.put(texts, holder * STRIDE, texts[holder * STRIDE + NUMBER_LENGTH]);
    }

    void card(int holder, RequestBuffer to) {
        to.put(texts, holder * STRIDE + CARD, CARD_CHARS);
    }

    void cardSerial(int holder, RequestBuffer to) {
        to.put(texts, holder * STRIDE + SERIAL, SERIAL_CHARS);
    }

    /** The area that insures the holder, taken as the one that issued the card. */
    void area(int holder, RequestBuffer to) {
        to.put(texts, holder * STRIDE + AREA, AREA_CHARS);
    }

    /** Collects holders. */
    static final class Builder {
        private byte[] texts;
        private int count;

        Builder(int expected) {
            texts = new byte[Math.max(1, expected) * STRIDE];
        }

        Builder add(String number, String card, String serial, String area) {
            if (number.length() > CARD
                    || card.length() != CARD_CHARS
                    || serial.length() != SERIAL_CHARS
                    || area.length() != AREA_CHARS) {
                throw new IllegalArgumentException("not a card holder: " + card + " in " + area);
            }
            if ((count + 1) * STRIDE > texts.length) {
                texts = Arrays.copyOf(texts, 2 * texts.length);
            }
            int at = count * STRIDE;
            put(number, at);
            put(card, at + CARD);
            put(serial, at + SERIAL);
            put(area, at + AREA);
            texts[at + NUMBER_LENGTH] = (byte) number.length();
            count++;
            return this;
        }

        private void put(String text, int at) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(bytes, 0, texts, at, bytes.length);
        }

        CardHolders build(List<String> pharmacies) {
            return new CardHolders(texts, count, pharmacies);
        }
    }
}
