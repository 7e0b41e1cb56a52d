package org.medsettle.bench.workload;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a load is made of, as a workload file says; the files that come along explain every key.
 *
 * <p>Threads: immutable. Units: shares between 0 and 1, fen. Failure: {@link IllegalArgumentException} says what is wrong
 * with the file.
 *
 * @param name of the file
 * @param hisShares weights of transactions at the HIS door, by number
 * @param posShares weights of messages at the POS door, by word
 * @param cares kinds of care that are settled
 * @param lines fee lines per bill
 * @param zipf exponent of the law by which institutions are drawn
 * @param repeats share of settlements that are repeated under the same key
 * @param shortBalances share of bills that no account can pay
 * @param listedCards share of settlements with a card that is on a list
 */
public record Workload(
        String name,
        Map<String, Integer> hisShares,
        Map<String, Integer> posShares,
        List<Care> cares,
        int lines,
        double zipf,
        double repeats,
        double shortBalances,
        double listedCards) {
    /** A bill that is larger than any balance of the invented populations, in fen. */
    public static final long SHORT_FEN = 9_000_000;

    /** Workloads that come along, by name. */
    public static final List<String> BUNDLED = List.of("settle", "national");

    private static final Set<String> KEYS = new TreeSet<>(List.of(
            "his.transactions",
            "pos.messages",
            "care",
            "lines",
            "institutions.zipf",
            "repeats.percent",
            "short_balances.percent",
            "listed_cards.percent"));

    /**
     * A kind of care.
     *
     * @param medType its national code
     * @param weight how often it is settled
     * @param meanFen mean of its bills
     */
    public record Care(int medType, int weight, long meanFen) {}

    public Workload {
        hisShares = Map.copyOf(hisShares);
        posShares = Map.copyOf(posShares);
        cares = List.copyOf(cares);
        boolean sharesFit = repeats >= 0 && shortBalances >= 0 && listedCards >= 0 && repeats + shortBalances < 1;
        if (lines < 1 || lines > 9 || !sharesFit || listedCards >= 1 || cares.isEmpty()) {
            throw new IllegalArgumentException(
                    "workload " + name + ": 1 to 9 lines, shares below 100 percent, at least one kind of care");
        }
    }

    /** The workload of this bundled name, or in this file. */
    public static Workload of(String nameOrFile) throws IOException {
        if (BUNDLED.contains(nameOrFile)) {
            try (InputStream in = Workload.class.getResourceAsStream("/workloads/" + nameOrFile + ".properties")) {
                if (in == null) {
                    throw new IOException("workload " + nameOrFile + " is missing in this build");
                }
                return read(nameOrFile, new InputStreamReader(in, StandardCharsets.UTF_8));
            }
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw new IOException(nameOrFile + " is neither a file nor one of the workloads " + BUNDLED);
        }
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return read(file.getFileName().toString(), in);
        }
    }

    /** The workload that a text describes. */
    public static Workload parse(String name, String text) throws IOException {
        return read(name, new StringReader(text));
    }

    private static Workload read(String name, Reader in) throws IOException {
        Properties values = new Properties();
        values.load(in);
        for (String key : values.stringPropertyNames()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("workload " + name + ": unknown key " + key + "; known are " + KEYS);
            }
        }
        try {
            return new Workload(
                    name,
                    shares(values.getProperty("his.transactions", "2102=1")),
                    shares(values.getProperty("pos.messages", "purchase=1")),
                    cares(values.getProperty("care", "41:1:102.00")),
                    Integer.parseInt(values.getProperty("lines", "2").strip()),
                    Double.parseDouble(values.getProperty("institutions.zipf", "1.001")),
                    percent(values, "repeats.percent"),
                    percent(values, "short_balances.percent"),
                    percent(values, "listed_cards.percent"));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("workload " + name + ": " + notANumber.getMessage(), notANumber);
        }
    }

    private static double percent(Properties values, String key) {
        return Double.parseDouble(values.getProperty(key, "0")) / 100;
    }

    private static Map<String, Integer> shares(String text) {
        Map<String, Integer> shares = new LinkedHashMap<>();
        for (String part : words(text)) {
            String[] sides = part.split("=", 2);
            int weight = sides.length == 1 ? 1 : Integer.parseInt(sides[1]);
            if (weight < 1) {
                throw new IllegalArgumentException("a share below one: " + part);
            }
            shares.put(sides[0], weight);
        }
        return shares;
    }

    private static List<Care> cares(String text) {
        List<Care> cares = new ArrayList<>();
        for (String part : words(text)) {
            String[] fields = part.split(":", -1);
            if (fields.length != 3) {
                throw new IllegalArgumentException("care is kind:weight:mean, not " + part);
            }
            cares.add(new Care(
                    Integer.parseInt(fields[0]),
                    Integer.parseInt(fields[1]),
                    Math.round(Double.parseDouble(fields[2]) * 100)));
        }
        return cares;
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+", -1));
    }

    /** The same with bills of {@code factor} times the size, so that balances last in a long run. */
    public Workload scaled(double factor) {
        return with(cares.stream()
                .map(care -> new Care(care.medType, care.weight, Math.max(1, Math.round(care.meanFen * factor))))
                .toList());
    }

    /** The same with only this kind of care. */
    public Workload only(int medType) {
        return with(cares.stream().filter(care -> care.medType == medType).toList());
    }

    private Workload with(List<Care> other) {
        return new Workload(name, hisShares, posShares, other, lines, zipf, repeats, shortBalances, listedCards);
    }
}
