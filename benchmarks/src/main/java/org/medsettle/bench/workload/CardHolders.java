package org.medsettle.bench.workload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Holders of a normal card in the employee scheme, from the population's CSV files: first those whose card is on no list,
 * then those whose card is.
 *
 * <p>Threads: immutable once read. Invariant: the texts of one holder stand behind each other in one block of bytes, so that
 * a million of them are a few objects and not five million. Failure: {@link IOException} names the file and what it lacks.
 */
public final class CardHolders {
    private static final int STRIDE = 100;
    private static final int CARD = 30;
    private static final int SERIAL = 39;
    private static final int AREA = 71;
    private static final int PAN = 77;
    private static final int NUMBER_LENGTH = 96;
    private static final int PAN_LENGTH = 97;
    private static final int CARD_CHARS = 9;
    private static final int SERIAL_CHARS = 32;
    private static final int AREA_CHARS = 6;
    private static final int PAN_CHARS_MAX = 19;

    private final byte[] texts;
    private final int unlisted;
    private final int count;

    private CardHolders(byte[] texts, int unlisted, int count) {
        this.texts = texts;
        this.unlisted = unlisted;
        this.count = count;
    }

    static CardHolders read(Path directory) throws IOException {
        Set<String> insured = new HashSet<>();
        PopulationCsv.each(directory.resolve("persons.csv"), line -> {
            if ("310".equals(line.getField("insutype")) && "1".equals(line.getField("insu_state"))) {
                insured.add(line.getField("psn_no"));
            }
        });
        Set<String> listed = listed(directory);
        Builder builder = new Builder();
        PopulationCsv.each(directory.resolve("cards.csv"), line -> {
            if ("NORMAL".equals(line.getField("state")) && insured.contains(line.getField("psn_no"))) {
                String area = line.getField("issuing_area");
                String card = line.getField("card_no");
                builder.add(
                        line.getField("psn_no"),
                        card,
                        line.getField("card_sn"),
                        area,
                        line.getField("pan"),
                        listed.contains(area + card));
            }
        });
        if (builder.usual.count == 0) {
            throw new IOException("no holder of a normal card in " + directory);
        }
        return builder.build();
    }

    /** Area and number of the cards that stand on a list today. */
    private static Set<String> listed(Path directory) throws IOException {
        String now = LocalDateTime.now(ZoneId.of("Asia/Shanghai")).toString();
        Set<String> listed = new HashSet<>();
        PopulationCsv.each(directory.resolve("invalid-list.csv"), line -> {
            String from = line.getField("effective_from");
            String to = line.getField("effective_to");
            if (from.compareTo(now) <= 0 && (to.isEmpty() || to.compareTo(now) > 0)) {
                listed.add(line.getField("issuing_area") + line.getField("card_no"));
            }
        });
        return listed;
    }

    public int count() {
        return count;
    }

    /** How many of the first are on no list; the rest are. */
    public int unlisted() {
        return unlisted;
    }

    public void number(int holder, RequestBuffer to) {
        to.put(texts, holder * STRIDE, texts[holder * STRIDE + NUMBER_LENGTH]);
    }

    public void card(int holder, RequestBuffer to) {
        to.put(texts, holder * STRIDE + CARD, CARD_CHARS);
    }

    public void cardSerial(int holder, RequestBuffer to) {
        to.put(texts, holder * STRIDE + SERIAL, SERIAL_CHARS);
    }

    /** The area that insures the holder, taken as the one that issued the card. */
    public void area(int holder, RequestBuffer to) {
        to.put(texts, holder * STRIDE + AREA, AREA_CHARS);
    }

    /** Digits of the card's bank number. */
    public int panLength(int holder) {
        return texts[holder * STRIDE + PAN_LENGTH];
    }

    /** One digit of it. */
    public int panDigit(int holder, int index) {
        return texts[holder * STRIDE + PAN + index] - '0';
    }

    /** Collects holders. */
    public static final class Builder {
        private final Rows usual = new Rows();
        private final Rows listed = new Rows();

        /** Adds one whose card is on no list. */
        public Builder add(String number, String card, String serial, String area, String pan) {
            return add(number, card, serial, area, pan, false);
        }

        public Builder add(String number, String card, String serial, String area, String pan, boolean isListed) {
            if (number.length() > CARD
                    || card.length() != CARD_CHARS
                    || serial.length() != SERIAL_CHARS
                    || area.length() != AREA_CHARS
                    || pan.length() > PAN_CHARS_MAX) {
                throw new IllegalArgumentException("not a card holder: " + card + " in " + area);
            }
            (isListed ? listed : usual).add(number, card, serial, area, pan);
            return this;
        }

        public CardHolders build() {
            byte[] texts = Arrays.copyOf(usual.texts, (usual.count + listed.count) * STRIDE);
            System.arraycopy(listed.texts, 0, texts, usual.count * STRIDE, listed.count * STRIDE);
            return new CardHolders(texts, usual.count, usual.count + listed.count);
        }
    }

    /** Rows of texts that grow. */
    private static final class Rows {
        private byte[] texts = new byte[64 * STRIDE];
        private int count;

        void add(String number, String card, String serial, String area, String pan) {
            if ((count + 1) * STRIDE > texts.length) {
                texts = Arrays.copyOf(texts, 2 * texts.length);
            }
            int at = count * STRIDE;
            put(number, at);
            put(card, at + CARD);
            put(serial, at + SERIAL);
            put(area, at + AREA);
            put(pan, at + PAN);
            texts[at + NUMBER_LENGTH] = (byte) number.length();
            texts[at + PAN_LENGTH] = (byte) pan.length();
            count++;
        }

        private void put(String text, int at) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(bytes, 0, texts, at, bytes.length);
        }
    }
}
