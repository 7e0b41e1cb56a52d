package org.medsettle.bench.report;

import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * Draws a plot as SVG that needs nothing around it.
 *
 * <p>Threads: one. Units: pixels. Invariant: every point lies inside the frame.
 */
final class SvgPlot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 320;
    private static final int LEFT = 70;
    private static final int RIGHT = 150;
    private static final int TOP = 30;
    private static final int BOTTOM = 45;
    private static final int TICKS = 6;
    private static final String[] COLOURS = {
        "#1b6ca8", "#c8553d", "#3f8f5a", "#8a5a9e", "#b8860b", "#444444", "#2aa6a6", "#9c2c55"
    };

    /** One axis: values to a share of the way along it. */
    private record Axis(double from, double to, boolean log) {
        static Axis over(DoubleStream values, boolean log, boolean fromZero) {
            double[] all = values.filter(Double::isFinite)
                    .filter(value -> !log || value > 0)
                    .toArray();
            double least = DoubleStream.of(all).min().orElse(log ? 1 : 0);
            double most = DoubleStream.of(all).max().orElse(1);
            double from = fromZero && !log ? Math.min(0, least) : least;
            double to = most > from ? most : from + 1;
            return log ? new Axis(Math.log10(from), Math.log10(to), true) : new Axis(from, to, false);
        }

        double share(double value) {
            double at = log ? Math.log10(Math.max(value, 1e-12)) : value;
            return Math.max(0, Math.min(1, (at - from) / (to - from)));
        }

        /** Round values along the axis. */
        double[] ticks() {
            if (log) {
                int first = (int) Math.ceil(from - 1e-9);
                int last = (int) Math.floor(to + 1e-9);
                return DoubleStream.iterate(first, power -> power <= last, power -> power + 1)
                        .map(power -> Math.pow(10, power))
                        .toArray();
            }
            double rough = (to - from) / TICKS;
            double power = Math.pow(10, Math.floor(Math.log10(rough)));
            double step = rough / power < 2 ? 2 * power : rough / power < 5 ? 5 * power : 10 * power;
            return DoubleStream.iterate(Math.ceil(from / step) * step, at -> at <= to, at -> at + step)
                    .toArray();
        }
    }

    private final Plot plot;
    private final Axis x;
    private final Axis y;
    private final StringBuilder svg = new StringBuilder();

    private SvgPlot(Plot plot) {
        this.plot = plot;
        x = Axis.over(values(Plot.Series::x), plot.logX(), false);
        y = Axis.over(values(Plot.Series::y), plot.logY(), true);
    }

    private DoubleStream values(Function<Plot.Series, double[]> axis) {
        return plot.series().stream().flatMapToDouble(series -> DoubleStream.of(axis.apply(series)));
    }

    static String of(Plot plot) {
        return new SvgPlot(plot).draw();
    }

    private String draw() {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\"",
                WIDTH, HEIGHT, WIDTH, HEIGHT);
        add(" font-family=\"sans-serif\" font-size=\"11\" role=\"img\">");
        add("<text x=\"%d\" y=\"18\" font-size=\"13\">%s</text>", LEFT, ReportPage.escaped(plot.title()));
        frame();
        for (int i = 0; i < plot.series().size(); i++) {
            line(plot.series().get(i), i);
        }
        return svg.append("</svg>").toString();
    }

    private void frame() {
        int right = WIDTH - RIGHT;
        int bottom = HEIGHT - BOTTOM;
        add(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#999\"/>",
                LEFT, TOP, right - LEFT, bottom - TOP);
        for (double tick : x.ticks()) {
            add(
                    "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#e4e4e4\"/>",
                    across(tick), across(tick), TOP, bottom);
            add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>", across(tick), bottom + 15, label(tick));
        }
        for (double tick : y.ticks()) {
            add(
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#e4e4e4\"/>",
                    LEFT, right, down(tick), down(tick));
            add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 6, down(tick) + 4, label(tick));
        }
        add(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                (LEFT + right) / 2, HEIGHT - 10, ReportPage.escaped(plot.x()));
        add(
                "<text transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
                (TOP + bottom) / 2, ReportPage.escaped(plot.y()));
    }

    private void line(Plot.Series series, int index) {
        String colour = COLOURS[index % COLOURS.length];
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < series.x().length; i++) {
            points.append(Text.of("%.1f,%.1f ", across(series.x()[i]), down(series.y()[i])));
        }
        add(
                "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"%s\"/>",
                colour, points.toString().strip());
        int at = TOP + 12 + index * 16;
        add("<rect x=\"%d\" y=\"%d\" width=\"10\" height=\"3\" fill=\"%s\"/>", WIDTH - RIGHT + 10, at - 4, colour);
        add("<text x=\"%d\" y=\"%d\">%s</text>", WIDTH - RIGHT + 24, at, ReportPage.escaped(series.name()));
    }

    private double across(double value) {
        return LEFT + x.share(value) * (WIDTH - RIGHT - LEFT);
    }

    private double down(double value) {
        return HEIGHT - BOTTOM - y.share(value) * (HEIGHT - BOTTOM - TOP);
    }

    private static String label(double value) {
        double size = Math.abs(value);
        if (size >= 1_000_000) {
            return Text.of("%.1fM", value / 1_000_000).replace(".0M", "M");
        }
        if (size >= 1_000) {
            return Text.of("%.1fk", value / 1_000).replace(".0k", "k");
        }
        return size >= 1 || size == 0 ? Text.of("%.4g", value).replaceAll("\\.?0+$", "") : Text.of("%.2g", value);
    }

    private void add(String format, Object... values) {
        svg.append(Text.of(format, values));
    }
}
