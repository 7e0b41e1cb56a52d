package org.medsettle.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report says the same in text, JSON and on its page, and whether goals were reached. */
class ReportTest {
    @TempDir
    Path directory;

    private final Report report = new Report("Load <on> a door", "two cores");

    @Test
    void shouldJudgeGoalsByTheMedian() {
        Section section = report.add(new Section("Rates"));
        section.add(Figure.of("a.rate", "rate", "/s", 90, 110, 100).meant(Goal.atLeast(100)));
        section.add(Figure.of("a.p99", "latency", "ms", 7).meant(Goal.atMost(5)));

        String text = section.text();

        assertTrue(text.contains("100 [90.0-110]") || text.contains("100 [90-110]"), text);
        assertTrue(text.contains("≥ 100 yes"), text);
        assertTrue(text.contains("≤ 5.00 NO"), text);
        assertEquals(100, report.figure("a.rate").orElseThrow().median());
        assertFalse(report.figure("b").isPresent());
    }

    @Test
    void shouldWriteJsonAndAPage() throws IOException {
        Histogram ns = new Histogram(1, 1_000_000_000, 3);
        for (int i = 1; i <= 10_000; i++) {
            ns.recordValue(i * 1_000L);
        }
        report.add(new Section("Latency"))
                .add(Figure.of("x", "a & b", "ms", 1, 2))
                .note("5 < 6")
                .add(Plots.percentiles("p", Map.of("all", ns)));

        report.write(directory, "r");

        int depth = 0;
        try (JsonParser json =
                new JsonFactory().createParser(directory.resolve("r.json").toFile())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
        }
        assertEquals(0, depth);
        String page = Files.readString(directory.resolve("r.html"));
        assertTrue(page.contains("Load &lt;on&gt; a door"), page);
        assertTrue(page.contains("a &amp; b") && page.contains("5 &lt; 6"));
        assertTrue(page.contains("<svg") && page.contains("<polyline"));
    }

    @Test
    void shouldKeepEveryPointInsideTheFrame() {
        Plot plot = new Plot(
                "t", "x", "y", true, true, List.of(new Plot.Series("s", new double[] {1, 10, 0}, new double[] {0, 5, 9
                })));

        String svg = SvgPlot.of(plot);

        String points = svg.substring(svg.indexOf("points=\"") + 8, svg.lastIndexOf("\"/><rect"));
        for (String point : points.split(" ", -1)) {
            String[] at = point.split(",", -1);
            assertTrue(Double.parseDouble(at[0]) >= 70 && Double.parseDouble(at[0]) <= 570, point);
            assertTrue(Double.parseDouble(at[1]) >= 30 && Double.parseDouble(at[1]) <= 275, point);
        }
    }
}
