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
        return Stream.of(remedies(), threshold(), losses(), learned(nothing), harm(), method()).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
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
        List<String> without = some.stream().map(Difference::name).distinct().filter(name -> gains.stream().noneMatch(gain -> gain.name().equals(name))).toList();
        List<String> lines = new ArrayList<>();
        gains.forEach(gain -> lines.add("Gain: " + gain + "."));
        if (!without.isEmpty()) {
            lines.add("No gain from " + listed(without) + ": not by " + questions(some) + ".");
        }
        return String.join("\n", lines);
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
                : String.format(Locale.ROOT, "The estimator itself is not better than answering without looking (ROC-AUC %.3f): look for other columns first.",
                        nothing.mean(measure));
    }

    /** What who takes raw probabilities for true would believe. */
    private String harm() {
        Optional<RemedyResult> worst = report.results().stream().filter(one -> one.knows(Measure.RAW_LOG_LOSS) && one.knows(Measure.LOG_LOSS))
                .filter(one -> one.mean(Measure.RAW_LOG_LOSS) > HARM * one.mean(Measure.LOG_LOSS))
                .max(Comparator.comparingDouble(one -> one.mean(Measure.RAW_LOG_LOSS) - one.mean(Measure.LOG_LOSS)));
        return worst.map(one -> String.format(Locale.ROOT, "Probabilities have to be corrected: those of %s have a log loss of %.3f raw and of %.3f corrected.", one.name(),
                one.mean(Measure.RAW_LOG_LOSS), one.mean(Measure.LOG_LOSS))).orElse("");
    }

    private String method() {
        int count = report.differences().size();
        return String.format(Locale.ROOT, "%s, paired over %d folds: corrected resampled t-test, p-values by Holm, level %s. A gain is also one over the best dummy.",
                count == 1 ? "1 comparison" : count + " comparisons", report.foldCount(), report.level());
    }

    private static String listed(List<String> names) {
        return names.size() == 1 ? names.get(0) : String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.get(names.size() - 1);
    }
}
