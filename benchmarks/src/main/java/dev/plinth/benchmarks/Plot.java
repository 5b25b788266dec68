package dev.plinth.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws the CPU ratios as bars; 1.0 is what the candidate is compared with. */
final class Plot {

    private static final int LINE = 22;
    private static final int LEFT = 620;
    private static final int SCALE = 160;

    private final Map<Row, List<Sample.Pair>> results;

    Plot(Map<Row, List<Sample.Pair>> results) {
        this.results = results;
    }

    String svg() {
        int height = (results.size() + 2) * LINE;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1120\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n"
                        + "<text x=\"%d\" y=\"15\">CPU time, what it is compared with = 1.0</text>%n",
                height,
                LEFT));
        int line = 1;
        for (Map.Entry<Row, List<Sample.Pair>> result : results.entrySet()) {
            svg.append(bar(result.getKey(), Sample.median(result.getValue(), Sample.Pair::work), line++ * LINE));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%1$d\" y1=\"20\" x2=\"%1$d\" y2=\"%2$d\" stroke=\"black\"/>%n</svg>%n",
                LEFT + SCALE,
                height - LINE));
        return svg.toString();
    }

    private static String bar(Row row, double ratio, int y) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s: %s</text>%n"
                        + "<rect x=\"%d\" y=\"%d\" width=\"%.0f\" height=\"14\" fill=\"%s\"/>%n"
                        + "<text x=\"%.0f\" y=\"%d\">%.2f</text>%n",
                LEFT - 8,
                y + 15,
                row.title(),
                row.candidateTitle(),
                LEFT,
                y + 4,
                Math.min(2.6, ratio) * SCALE,
                ratio <= 1 ? "#2e7d32" : "#1565c0",
                LEFT + Math.min(2.6, ratio) * SCALE + 6,
                y + 15,
                ratio);
    }
}
