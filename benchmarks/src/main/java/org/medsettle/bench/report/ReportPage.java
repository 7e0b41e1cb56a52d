package org.medsettle.bench.report;

/** A report as one HTML page with its plots inside. Threads: stateless. */
final class ReportPage {
    private static final String STYLE =
            """
            body { font: 15px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
            table { border-collapse: collapse; margin: .5rem 0; }
            td, th { padding: .2rem .8rem .2rem 0; text-align: left; border-bottom: 1px solid #ddd; }
            td.n { text-align: right; font-variant-numeric: tabular-nums; }
            .no { color: #b03020; font-weight: bold; }
            .note, .conditions { color: #555; font-size: 13px; margin: .15rem 0; }
            svg { max-width: 100%; height: auto; }
            """;

    private ReportPage() {}

    static String of(Report report) {
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(escaped(report.title()))
                .append("</title><style>\n")
                .append(STYLE)
                .append("</style></head><body>\n<h1>")
                .append(escaped(report.title()))
                .append("</h1>\n<p class=\"conditions\">")
                .append(escaped(report.conditions()))
                .append("</p>\n");
        for (Section section : report.sections()) {
            append(page, section);
        }
        return page.append("</body></html>\n").toString();
    }

    private static void append(StringBuilder page, Section section) {
        page.append("<h2>").append(escaped(section.title())).append("</h2>\n");
        if (!section.figures().isEmpty()) {
            page.append("<table><tr><th></th><th>median</th><th>least - most</th><th>unit</th><th>runs</th>")
                    .append("<th>meant</th></tr>\n");
            section.figures().forEach(figure -> append(page, figure));
            page.append("</table>\n");
        }
        for (String note : section.notes()) {
            page.append("<p class=\"note\">").append(escaped(note)).append("</p>\n");
        }
        for (Plot plot : section.plots()) {
            page.append("<p>").append(SvgPlot.of(plot)).append("</p>\n");
        }
    }

    private static void append(StringBuilder page, Figure figure) {
        String text = figure.text();
        int bracket = text.indexOf(" [");
        String median = bracket < 0 ? text : text.substring(0, bracket);
        String spread = bracket < 0 ? "" : text.substring(bracket + 2, text.length() - 1);
        String verdict = figure.verdict();
        page.append("<tr><td>")
                .append(escaped(figure.name()))
                .append("</td><td class=\"n\">")
                .append(median)
                .append("</td><td class=\"n\">")
                .append(spread)
                .append("</td><td>")
                .append(escaped(figure.unit()))
                .append("</td><td class=\"n\">")
                .append(figure.runs().size())
                .append(verdict.endsWith("NO") ? "</td><td class=\"no\">" : "</td><td>")
                .append(escaped(verdict))
                .append("</td></tr>\n");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
