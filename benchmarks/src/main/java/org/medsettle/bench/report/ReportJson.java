package org.medsettle.bench.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;

/** A report as JSON. Threads: stateless. */
final class ReportJson {
    private ReportJson() {}

    static String of(Report report) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("title", report.title());
            json.writeStringField("conditions", report.conditions());
            json.writeArrayFieldStart("sections");
            for (Section section : report.sections()) {
                write(json, section);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator json, Section section) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", section.title());
        json.writeArrayFieldStart("figures");
        for (Figure figure : section.figures()) {
            write(json, figure);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("notes");
        for (String note : section.notes()) {
            json.writeString(note);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("plots");
        for (Plot plot : section.plots()) {
            write(json, plot);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Figure figure) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", figure.id());
        json.writeStringField("name", figure.name());
        json.writeStringField("unit", figure.unit());
        Spread spread = figure.spread();
        json.writeNumberField("median", spread.median());
        json.writeNumberField("min", spread.min());
        json.writeNumberField("max", spread.max());
        json.writeArrayFieldStart("runs");
        for (double run : figure.runs()) {
            json.writeNumber(run);
        }
        json.writeEndArray();
        Goal goal = figure.goal();
        if (goal != null) {
            json.writeNumberField(goal.atLeast() ? "at_least" : "at_most", goal.value());
            json.writeBooleanField("reached", goal.isReachedBy(spread.median()));
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Plot plot) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", plot.title());
        json.writeStringField("x", plot.x());
        json.writeStringField("y", plot.y());
        json.writeArrayFieldStart("series");
        for (Plot.Series series : plot.series()) {
            json.writeStartObject();
            json.writeStringField("name", series.name());
            json.writeFieldName("x");
            json.writeArray(series.x(), 0, series.x().length);
            json.writeFieldName("y");
            json.writeArray(series.y(), 0, series.y().length);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
