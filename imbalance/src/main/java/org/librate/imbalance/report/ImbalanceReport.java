package org.librate.imbalance.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.librate.core.estimator.DummyStrategy;
import org.librate.core.learn.Estimator;
import org.librate.core.table.Table;
import org.librate.metrics.interval.CorrectedTTest;
import org.librate.metrics.interval.TestResult;
import org.librate.tuning.split.Fold;

/**
 * Whether anything done about a rare class is worth it, on the user's own table and with the user's own estimator: nothing, a threshold alone, class
 * weights, resamplers and losses on the same folds, beside answering without looking.
 *
 * <pre>{@code
 * ImbalanceReport report = ImbalanceReport.compare(Pipeline.start(StandardScaler.create()).estimator(LogisticRegression.create()), table);
 * System.out.println(report);
 * report.gains();              // empty if nothing helps
 * }</pre>
 *
 * <p>F1 and G-mean are those of answers at a threshold that is chosen on folds of each fold's training rows, for each way and each of the two
 * measures; "nothing" and the dummies answer as they do. With three classes or more there is no threshold: remedies then answer as if the classes
 * were as frequent as they made them. Probabilities are corrected for classes made more or less frequent, and are measured as they were before that
 * as well.
 */
public final class ImbalanceReport {

    static final String NAME = "ImbalanceReport";
    static final String NOTHING = "nothing";
    static final String THRESHOLD = "threshold only";
    static final Set<String> DUMMIES = Arrays.stream(DummyStrategy.values()).map(ImbalanceReport::dummy).collect(Collectors.toUnmodifiableSet());
    static final Set<String> REFERENCES = Stream.concat(DUMMIES.stream(), Stream.of(NOTHING, THRESHOLD)).collect(Collectors.toUnmodifiableSet());

    private final List<String> classNames;
    private final List<Integer> counts;
    private final int rare;
    private final String folds;
    private final int foldCount;
    private final List<RemedyResult> results;
    private final List<Difference> differences;
    private final double level;

    private ImbalanceReport(List<String> classNames, List<Integer> counts, int rare, String folds, int foldCount, List<RemedyResult> results,
            List<Difference> differences, double level) {
        this.classNames = classNames;
        this.counts = counts;
        this.rare = rare;
        this.folds = folds;
        this.foldCount = foldCount;
        this.results = results;
        this.differences = differences;
        this.level = level;
    }

    /** The usual remedies for this estimator, which does nothing about rare classes itself, on this table. */
    public static ImbalanceReport compare(Estimator<?> estimator, Table table) {
        return of(estimator).compare(table);
    }

    /** The same with a say in what is compared, and how. */
    public static ImbalanceComparison of(Estimator<?> estimator) {
        return ImbalanceComparison.of(estimator);
    }

    /** The name of a dummy's line. */
    static String dummy(DummyStrategy strategy) {
        return "dummy: " + strategy.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static ImbalanceReport of(Table table, int[] counts, int rare, String splitter, List<Fold> folds, List<RemedyResult> results, double level) {
        Comparing comparing = new Comparing(results, folds, level);
        List<Difference> all = Stream.concat(Difference.holm(comparing.ofThreshold()).stream(), Difference.holm(comparing.ofRemedies()).stream())
                .toList();
        return new ImbalanceReport(table.classNames(), Arrays.stream(counts).boxed().toList(), rare, splitter, folds.size(), List.copyOf(results),
                all, level);
    }

    /** What is compared with what: two questions, each with chance allowed for by itself, so that many remedies do not hide what a threshold does. */
    private record Comparing(List<RemedyResult> results, List<Fold> folds, double level) {

        List<Difference> ofThreshold() {
            List<Difference> all = new ArrayList<>();
            add(all, THRESHOLD, NOTHING, Measure.F1_SCORE);
            add(all, THRESHOLD, NOTHING, Measure.GEOMETRIC_MEAN);
            return all;
        }

        List<Difference> ofRemedies() {
            List<Difference> all = new ArrayList<>();
            boolean threshold = one(THRESHOLD).isMeasured();
            for (RemedyResult result : results) {
                if (!REFERENCES.contains(result.name())) {
                    add(all, result.name(), NOTHING, Measure.AVERAGE_PRECISION);
                    add(all, result.name(), threshold ? THRESHOLD : NOTHING, Measure.F1_SCORE);
                    add(all, result.name(), threshold ? THRESHOLD : NOTHING, Measure.GEOMETRIC_MEAN);
                }
            }
            return all;
        }

        private RemedyResult one(String name) {
            return results.stream().filter(result -> result.name().equals(name)).findFirst().orElseThrow();
        }

        private void add(List<Difference> all, String name, String against, Measure measure) {
            RemedyResult first = one(name);
            RemedyResult second = one(against);
            if (folds.size() < 2 || !first.knows(measure) || !second.knows(measure)) {
                return;
            }
            CorrectedTTest test = test(first, second, measure);
            double chance = test.test().pValue();
            Optional<RemedyResult> dummy = bestDummy(results, measure);
            if (test.test().difference() > 0 && dummy.isPresent()) {
                TestResult beyond = test(first, dummy.get(), measure).test();
                chance = beyond.difference() > 0 ? Math.max(chance, beyond.pValue()) : 1;
            }
            all.add(new Difference(name, against, measure, test.interval(1 - level), chance, chance, level));
        }

        CorrectedTTest test(RemedyResult first, RemedyResult second, Measure measure) {
            double train = folds.stream().mapToInt(fold -> fold.train().length).average().orElse(0);
            double test = folds.stream().mapToInt(fold -> fold.test().length).average().orElse(0);
            return CorrectedTTest.of(first.values(measure), second.values(measure), train, test);
        }
    }

    /** Who answers without looking and has most of a measure of which more is better. */
    static Optional<RemedyResult> bestDummy(List<RemedyResult> results, Measure measure) {
        return results.stream().filter(result -> DUMMIES.contains(result.name()) && result.knows(measure))
                .max(Comparator.comparingDouble(result -> result.mean(measure)));
    }

    /** All ways, in the order they are shown. */
    public List<RemedyResult> results() {
        return results;
    }

    /** One of them by its name, as it stands in the report. */
    public RemedyResult result(String name) {
        return results.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(
                NAME + ": the ways are " + results.stream().map(RemedyResult::name).toList() + ", got \"" + name + "\"."));
    }

    /** All comparisons that were made: of a threshold alone with nothing, and of the remedies with nothing and with a threshold alone. */
    public List<Difference> differences() {
        return differences;
    }

    /** Those in which something is better by more than chance; none if nothing helps. */
    public List<Difference> gains() {
        return differences.stream().filter(Difference::isGain).toList();
    }

    /** The classes, in the order of their numbers. */
    public List<String> classNames() {
        return classNames;
    }

    /** How many rows of each class there are. */
    public List<Integer> counts() {
        return counts;
    }

    /** The name of the class that is looked at: the smallest. */
    public String rareClass() {
        return classNames.get(rare);
    }

    /** How rows were divided. */
    public String folds() {
        return folds;
    }

    int foldCount() {
        return foldCount;
    }

    double level() {
        return level;
    }

    /** What it comes to, in words. */
    public String verdict() {
        return new Verdict(this).words();
    }

    /** A line for each way, and the verdict. */
    public String text() {
        return new ReportText(this).write();
    }

    /** The same for programs: classes, ways with the values of each fold, comparisons, verdict. What is undefined is null. */
    public String json() {
        return new ReportJson(this).write();
    }

    @Override
    public String toString() {
        return text();
    }
}
