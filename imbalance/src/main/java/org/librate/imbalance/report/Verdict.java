package org.librate.imbalance.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.librate.core.estimator.DummyStrategy;
import org.librate.metrics.interval.CorrectedTTest;
import org.librate.metrics.interval.TestResult;

/** What the numbers of a report come to, in plain words. */
final class Verdict {

    /** A log loss this many times as large misleads. */
    private static final double HARM = 1.2;

    private final ImbalanceReport report;

    Verdict(ImbalanceReport report) {
        this.report = report;
    }

    String words() {
        RemedyResult nothing = report.result(ImbalanceReport.NOTHING);
        if (!nothing.isMeasured()) {
            return "No verdict: without \"nothing\" there is nothing to compare with; it " + nothing.note().orElse("was not measured") + ".";
        }
        if (report.differences().isEmpty()) {
            return "No verdict: no way but \"nothing\" has a value on each of two folds or more.";
        }
        return Stream.of(threshold(), remedies(), losses(), learned(nothing), harm(), spoilt(nothing), method())
                .filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static boolean ofThreshold(Difference one) {
        return one.name().equals(ImbalanceReport.THRESHOLD);
    }

    private String remedies() {
        List<Difference> some = report.differences().stream().filter(one -> !ofThreshold(one)).toList();
        if (some.isEmpty()) {
            return "";
        }
        List<Difference> gains = some.stream().filter(Difference::isGain).toList();
        List<String> without = some.stream().map(Difference::name).distinct()
                .filter(name -> gains.stream().noneMatch(gain -> gain.name().equals(name))).toList();
        List<String> lines = new ArrayList<>();
        gains.forEach(gain -> lines.add("Gain: " + gain + "."));
        if (!without.isEmpty()) {
            lines.add("No gain from " + listed(without) + ": not by " + questions(some) + ".");
            lines.add(room(some.stream().filter(one -> without.contains(one.name())).toList()));
        }
        return String.join("\n", lines);
    }

    /** No gain found is not yet no gain: how large one may be and yet not show. */
    private static String room(List<Difference> some) {
        return "The spread of the folds leaves room for " + some.stream().map(Difference::measure).distinct()
                .map(measure -> String.format(Locale.ROOT, "%+.3f by %s",
                        some.stream().filter(one -> one.measure() == measure).mapToDouble(one -> one.better().high()).max().orElse(0), measure))
                        .collect(Collectors.joining(", ")) + " at most (the highest end of an interval).";
    }

    /** As in "average precision against nothing, and not by F1 or G-mean against threshold only". */
    private static String questions(List<Difference> some) {
        List<String> against = some.stream().map(Difference::against).distinct().toList();
        return against.stream().map(other -> some.stream().filter(one -> one.against().equals(other)).map(one -> one.measure().title()).distinct()
                .collect(Collectors.joining(" or ")) + " against " + other).collect(Collectors.joining(", nor by "));
    }

    private String threshold() {
        List<Difference> some = report.differences().stream().filter(Verdict::ofThreshold).toList();
        List<Difference> gains = some.stream().filter(Difference::isGain).toList();
        if (some.isEmpty()) {
            return "";
        }
        return gains.isEmpty() ? "No gain from a threshold alone: not by " + questions(some) + "."
                : gains.stream().map(gain -> "Gain: " + gain + ".").collect(Collectors.joining("\n"));
    }

    private String losses() {
        return report.differences().stream().filter(Difference::isLoss).map(loss -> "Loss: " + loss + ".").collect(Collectors.joining("\n"));
    }

    /** Whether there is anything to balance. By ROC-AUC, as few rare rows in any order have an average precision above their share. */
    private String learned(RemedyResult nothing) {
        Measure measure = Measure.ROC_AUC;
        RemedyResult dummy = report.result(ImbalanceReport.dummy(DummyStrategy.PRIOR));
        if (!nothing.knows(measure) || !dummy.knows(measure)) {
            return "";
        }
        TestResult beyond = CorrectedTTest.of(nothing.values(measure), dummy.values(measure), nothing.trainRows(), nothing.testRows()).test();
        return beyond.difference() > 0 && beyond.significantAt(report.level()) ? ""
                : String.format(Locale.ROOT, "The estimator itself is not better than answering without looking (ROC-AUC %.3f): look for other "
                        + "columns first.", nothing.mean(measure));
    }

    /** What who takes raw probabilities for true would believe. */
    private String harm() {
        Optional<RemedyResult> worst = report.results().stream().filter(one -> one.knows(Measure.RAW_LOG_LOSS) && one.knows(Measure.LOG_LOSS))
                .filter(one -> one.mean(Measure.RAW_LOG_LOSS) > HARM * one.mean(Measure.LOG_LOSS))
                .max(Comparator.comparingDouble(one -> one.mean(Measure.RAW_LOG_LOSS) - one.mean(Measure.LOG_LOSS)));
        return worst.map(one -> String.format(Locale.ROOT,
                "Probabilities are corrected, and have to be: those of %s have a log loss of %.3f raw and of %.3f corrected.", one.name(),
                one.mean(Measure.RAW_LOG_LOSS), one.mean(Measure.LOG_LOSS))).orElse("");
    }

    /** Remedies that do more to probabilities than can be corrected. */
    private String spoilt(RemedyResult nothing) {
        double before = nothing.mean(Measure.LOG_LOSS);
        List<RemedyResult> some = report.results().stream()
                .filter(one -> !ImbalanceReport.REFERENCES.contains(one.name()) && one.mean(Measure.LOG_LOSS) > HARM * before).toList();
        return some.isEmpty() ? "" : String.format(Locale.ROOT,
                "Worse than those of nothing (log loss %.3f) even so: the probabilities of %s. Calibrate them.", before,
                some.stream().map(one -> String.format(Locale.ROOT, "%s (%.3f)", one.name(), one.mean(Measure.LOG_LOSS)))
                .collect(Collectors.joining(", ")));
    }

    private String method() {
        long ofThreshold = report.differences().stream().filter(Verdict::ofThreshold).count();
        long ofRemedies = report.differences().size() - ofThreshold;
        return String.format(Locale.ROOT, "%d comparisons of a threshold and %d of remedies, paired over %d folds: corrected resampled t-test, "
                + "p-values by"
                + " Holm within each of the two, level %s. A gain is also one over the best dummy.", ofThreshold, ofRemedies, report.foldCount(),
                report.level());
    }

    private static String listed(List<String> names) {
        return names.size() == 1 ? names.get(0) : String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.get(names.size() - 1);
    }
}
