package org.medsettle.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a benchmark command found: written as JSON for programs and as a page for people.
 *
 * <p>Threads: one.
 */
public final class Report {
    private final String title;
    private final String conditions;
    private final List<Section> sections = new ArrayList<>();

    public Report(String title, String conditions) {
        this.title = title;
        this.conditions = conditions;
    }

    public Section add(Section section) {
        sections.add(section);
        return section;
    }

    public String title() {
        return title;
    }

    public String conditions() {
        return conditions;
    }

    public List<Section> sections() {
        return List.copyOf(sections);
    }

    /** The figure of this id, where it was measured. */
    public Optional<Figure> figure(String id) {
        return sections.stream()
                .flatMap(section -> section.figures().stream())
                .filter(figure -> figure.id().equals(id))
                .findFirst();
    }

    /** Writes {@code NAME.json} and {@code NAME.html} into a directory, which is made when missing. */
    public void write(Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(name + ".json"), ReportJson.of(this), StandardCharsets.UTF_8);
        Files.writeString(directory.resolve(name + ".html"), ReportPage.of(this), StandardCharsets.UTF_8);
    }
}
