package org.disentangle.runner.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.disentangle.metrics.statistics.Interval;
import org.disentangle.runner.board.Figures;
import org.jspecify.annotations.Nullable;

/** Drawings in SVG of numbers alone: no text of a user goes into them, so there is nothing to escape. */
final class Drawings {
    /** Width of a strip's scale; 6 units are left free at either side. */
    private static final int STRIP = 308;

    private static final int SMALL = 108;
    private static final int MARGIN = 6;
    private static final int CHART_WIDTH = 300;
    private static final int CHART_HEIGHT = 100;

    private Drawings() {}

    /** From a value to a place between two ends. */
    record Scale(double from, double to) {
        Scale {
            if (!(to > from)) {
                throw new IllegalArgumentException("A scale from " + from + " to " + to);
            }
        }

        /** So little below 0 is drawn at 0. */
        private static final double SLACK = 0.05;

        /** From 0 to 1 if the values lie there, else from the least or 0 to the most. */
        static Scale of(double least, double most) {
            if (least >= -SLACK && most <= 1) {
                return new Scale(0, 1);
            }
            double from = Math.min(0, least);
            double to = Math.max(from + 1e-9, most);
            return new Scale(from - 0.02 * (to - from), to + 0.02 * (to - from));
        }

        double place(double value, int width) {
            double share = (value - from) / (to - from);
            return MARGIN + width * Math.min(1, Math.max(0, share));
        }
    }

    /** One decimal, none if it is 0. */
    static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
        return (rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros()).toPlainString();
    }

    /** Dots of the seeds, the mean as an upright, the interval as a bar; chance dashed, the published number a diamond. */
    static String strip(
            Scale scale,
            List<Double> values,
            double mean,
            @Nullable Interval interval,
            @Nullable Double reference,
            @Nullable Double published) {
        StringBuilder svg = new StringBuilder("<svg class=\"strip\" viewBox=\"0 0 320 24\" aria-hidden=\"true\">");
        svg.append("<path class=\"rule\" d=\"M6 12h308\"/>");
        if (reference != null) {
            svg.append("<path class=\"chance\" d=\"M")
                    .append(number(scale.place(reference, STRIP)))
                    .append(" 0v24\"/>");
        }
        marks(svg, scale, values, mean, interval, STRIP, 12, 7);
        if (published != null) {
            svg.append("<path class=\"published\" d=\"M")
                    .append(number(scale.place(published, STRIP)))
                    .append(" 6l5 6l-5 6l-5-6z\"/>");
        }
        return svg.append("</svg>").toString();
    }

    /** The same without references, small enough for a cell. */
    static String small(Scale scale, List<Double> values, double mean, @Nullable Interval interval) {
        StringBuilder svg = new StringBuilder("<svg class=\"small\" viewBox=\"0 0 120 16\" aria-hidden=\"true\">");
        marks(svg, scale, values, mean, interval, SMALL, 8, 5);
        return svg.append("</svg>").toString();
    }

    private static void marks(
            StringBuilder svg,
            Scale scale,
            List<Double> values,
            double mean,
            @Nullable Interval interval,
            int width,
            int middle,
            int reach) {
        if (interval != null) {
            double left = scale.place(interval.lower(), width);
            svg.append("<path class=\"bar\" d=\"M")
                    .append(number(left))
                    .append(' ')
                    .append(middle)
                    .append('h')
                    .append(number(scale.place(interval.upper(), width) - left))
                    .append("\"/>");
        }
        svg.append("<path class=\"mean\" d=\"M")
                .append(number(scale.place(mean, width)))
                .append(' ')
                .append(middle - reach)
                .append('v')
                .append(2 * reach)
                .append("\"/><path class=\"dots\" d=\"");
        for (double value : values) {
            svg.append('M')
                    .append(number(scale.place(value, width)))
                    .append(' ')
                    .append(middle)
                    .append("h0");
        }
        svg.append("\"/>");
    }

    /** The scale that stands over strips, with its ends and its middle. */
    static String axis(String metric, Scale scale, boolean signed) {
        return axis(scale, tick -> signed ? Figures.signed(metric, tick) : Figures.value(metric, tick));
    }

    /** @param text digits and signs for a place on the scale */
    static String axis(Scale scale, DoubleFunction<String> text) {
        StringBuilder svg = new StringBuilder("<svg class=\"strip\" viewBox=\"0 0 320 24\" aria-hidden=\"true\">")
                .append("<path class=\"rule\" d=\"M6 20h308\"/>");
        double[] ticks = {scale.from(), (scale.from() + scale.to()) / 2, scale.to()};
        String[] anchors = {"start", "middle", "end"};
        for (int i = 0; i < ticks.length; i++) {
            double place = scale.place(ticks[i], STRIP);
            svg.append("<path class=\"rule\" d=\"M")
                    .append(number(place))
                    .append(" 17v6\"/><text x=\"")
                    .append(number(place))
                    .append("\" y=\"13\" text-anchor=\"")
                    .append(anchors[i])
                    .append("\">")
                    .append(text.apply(ticks[i]))
                    .append("</text>");
        }
        return svg.append("</svg>").toString();
    }

    /** A curve's points on the grid of a chart, as a path of relative steps. */
    static String path(List<double[]> points, double firstStep, double lastStep, double least, double most) {
        StringBuilder path = new StringBuilder();
        long beforeX = 0;
        long beforeY = 0;
        for (double[] point : points) {
            double along = lastStep > firstStep ? (point[0] - firstStep) / (lastStep - firstStep) : 0;
            double up = most > least ? (point[1] - least) / (most - least) : 0.5;
            long x = Math.round(CHART_WIDTH * along);
            long y = Math.round(CHART_HEIGHT * (1 - up));
            if (path.isEmpty()) {
                path.append('M').append(x).append(' ').append(y);
            } else {
                long right = x - beforeX;
                long down = y - beforeY;
                path.append('l').append(right).append(down < 0 ? "" : " ").append(down);
            }
            beforeX = x;
            beforeY = y;
        }
        return points.size() == 1 ? path.append("h1").toString() : path.toString();
    }

    /**
     * @param paths of {@link #path}, by seed
     * @param styled whether each seed has a look of its own
     */
    static String chart(List<String> paths, boolean styled, String least, String most, String lastStep) {
        StringBuilder svg = new StringBuilder("<svg class=\"chart\" viewBox=\"-4 -14 308 132\" aria-hidden=\"true\">")
                .append("<path class=\"rule\" d=\"M0 0v100h300\"/>")
                .append("<text x=\"0\" y=\"-4\">")
                .append(most)
                .append("</text><text x=\"0\" y=\"114\">")
                .append(least)
                .append("</text><text x=\"300\" y=\"114\" text-anchor=\"end\">")
                .append(lastStep)
                .append("</text>");
        for (int i = 0; i < paths.size(); i++) {
            if (!paths.get(i).isEmpty()) {
                svg.append("<path class=\"curve c")
                        .append(styled ? i : 0)
                        .append("\" d=\"")
                        .append(paths.get(i))
                        .append("\"/>");
            }
        }
        return svg.append("</svg>").toString();
    }

    /**
     * A performance profile on a chart of its own, with a band and another profile, dashed, to hold it against.
     *
     * @param shares points of threshold and share, 0 to 1
     * @param other empty for none
     */
    static String profile(
            List<double[]> shares,
            List<double[]> lower,
            List<double[]> upper,
            List<double[]> other,
            String least,
            String most) {
        double last = shares.get(shares.size() - 1)[0];
        List<double[]> around = new ArrayList<>(upper);
        for (int i = lower.size() - 1; i >= 0; i--) {
            around.add(lower.get(i));
        }
        String chart = chart(
                other.isEmpty()
                        ? List.of(path(shares, 0, last, 0, 1))
                        : List.of(path(shares, 0, last, 0, 1), path(other, 0, last, 0, 1)),
                true,
                least,
                "all runs",
                most);
        String band = around.isEmpty() ? "" : "<path class=\"band\" d=\"" + path(around, 0, last, 0, 1) + "z\"/>";
        int first = chart.indexOf("<path class=\"curve");
        return chart.substring(0, first) + band + chart.substring(first);
    }

    /** What the curve of a seed looks like. */
    static String key(int seed) {
        return "<svg class=\"key\" viewBox=\"0 0 30 10\" aria-hidden=\"true\"><path class=\"curve c" + seed
                + "\" d=\"M0 5h30\"/></svg>";
    }
}
