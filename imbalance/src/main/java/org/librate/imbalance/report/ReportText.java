package org.librate.imbalance.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A report as text. */
final class ReportText {

    private static final int CELL = 15;

    private final ImbalanceReport report;

    ReportText(ImbalanceReport report) {
        this.report = report;
    }

    String write() {
        List<RemedyResult> results = report.results();
        int width = results.stream().mapToInt(one -> one.name().length()).max().orElse(0) + 2;
        StringBuilder text = new StringBuilder(header()).append("\n\n").append(" ".repeat(width));
        for (Measure measure : Measure.values()) {
            text.append(String.format(Locale.ROOT, "%-" + CELL + "s", measure.heading()));
        }
        trim(text).append('\n');
        for (RemedyResult one : results) {
            text.append(String.format(Locale.ROOT, "%-" + width + "s", one.name()));
            if (!one.isMeasured()) {
                text.append(one.note().orElse("")).append('\n');
                continue;
            }
            for (Measure measure : Measure.values()) {
                text.append(String.format(Locale.ROOT, "%-" + CELL + "s", cell(one, measure)));
            }
            trim(text).append('\n');
        }
        text.append('\n');
        text.append("Mean over folds ± half of its ").append(percent(1 - report.level())).append(" interval by how folds vary (Nadeau and Bengio). ")
                .append(answers()).append('\n');
        Arrays.stream(results.stream().filter(RemedyResult::isMeasured).flatMap(one -> one.note().stream()).distinct().toArray())
                .forEach(note -> text.append(note).append(".\n"));
        return text.append('\n').append(report.verdict()).toString();
    }

    private String header() {
        int rows = report.counts().stream().mapToInt(count -> count).sum();
        String classes = report.counts().size() == 2
                ? report.counts().get(report.classNames().indexOf(report.rareClass())) + " of class \"" + report.rareClass() + "\" ("
                        + percent((double) report.counts().get(report.classNames().indexOf(report.rareClass())) / rows) + ")"
                : IntStream.range(0, report.counts().size()).mapToObj(k -> report.counts().get(k) + " of \"" + report.classNames().get(k) + "\"")
                        .collect(Collectors.joining(", "));
        return ImbalanceReport.NAME + ": " + rows + " rows, " + classes + "; " + report.foldCount() + " folds, " + report.folds();
    }

    private String answers() {
        return report.counts().size() == 2 ? "F1 and G-mean at a threshold chosen on training rows; of nothing and the dummies, as they answer."
                : "Means over the classes. Answers of remedies are raw: as if classes were as frequent as they made them.";
    }

    private String cell(RemedyResult one, Measure measure) {
        if (!one.knows(measure)) {
            return "-";
        }
        String mean = String.format(Locale.ROOT, "%.3f", one.mean(measure));
        return one.interval(measure, 1 - report.level()).map(interval -> mean + String.format(Locale.ROOT, " ± %.3f", interval.width() / 2))
                .orElse(mean);
    }

    private static StringBuilder trim(StringBuilder text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        text.setLength(end);
        return text;
    }

    private static String percent(double share) {
        return (String.format(Locale.ROOT, "%.2f", 100 * share).replaceAll("\\.?0+$", "") + " %");
    }
}
