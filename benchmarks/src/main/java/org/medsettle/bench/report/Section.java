package org.medsettle.bench.report;

import java.util.ArrayList;
import java.util.List;

/** Part of a report: figures, lines of text and plots about one thing. Threads: one. */
public final class Section {
    private final String title;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Plot> plots = new ArrayList<>();

    public Section(String title) {
        this.title = title;
    }

    public Section add(Figure figure) {
        figures.add(figure);
        return this;
    }

    /** A line of text: conditions, counts, what a figure does not say. */
    public Section note(String line) {
        notes.add(line);
        return this;
    }

    public Section add(Plot plot) {
        plots.add(plot);
        return this;
    }

    public String title() {
        return title;
    }

    public List<Figure> figures() {
        return List.copyOf(figures);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    List<Plot> plots() {
        return List.copyOf(plots);
    }

    /** Gives another section the notes and plots of this one. */
    public void copyRestTo(Section other) {
        notes.forEach(other::note);
        plots.forEach(other::add);
    }

    /** The section as lines of text. */
    public String text() {
        StringBuilder lines = new StringBuilder(title).append('\n');
        for (Figure figure : figures) {
            lines.append(Text.of(
                                    "  %-52s %-34s %s",
                                    figure.name(), figure.text() + " " + figure.unit(), figure.verdict())
                            .stripTrailing())
                    .append('\n');
        }
        for (String note : notes) {
            lines.append("  ").append(note).append('\n');
        }
        return lines.toString();
    }
}
