package org.librate.imbalance.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.estimator.DummyClassifier;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;
import org.librate.core.metric.Accuracy;
import org.librate.core.table.Table;
import org.librate.tuning.Threads;
import org.librate.tuning.split.Fold;
import org.librate.tuning.split.Repeated;
import org.librate.tuning.split.Splitter;
import org.librate.tuning.split.StratifiedGroupKFold;
import org.librate.tuning.split.StratifiedKFold;
import org.librate.tuning.validation.CrossValidation;

/**
 * What an {@link ImbalanceReport} compares, and how. Immutable.
 *
 * <pre>{@code
 * ImbalanceReport report = ImbalanceReport.of(pipeline)
 *         .withFolds(StratifiedKFold.of(5).withSeed(1))
 *         .without("random under")
 *         .with(Remedy.resampling("a little SMOTE", Smote.create().to(Balance.ratio(0.2))))
 *         .compare(table);
 * }</pre>
 */
public final class ImbalanceComparison {

    private static final String NAME = ImbalanceReport.NAME;
    private static final int FEWEST = 3; // rows of a class: one to test, two to choose a threshold by

    private final Estimator<?> estimator;
    private final List<Remedy> remedies;
    private final @Nullable Splitter folds;
    private final @Nullable Splitter innerFolds;
    private final Threads threads;
    private final double level;
    private final long seed;

    private ImbalanceComparison(Estimator<?> estimator, List<Remedy> remedies, @Nullable Splitter folds, @Nullable Splitter innerFolds,
            Threads threads, double level, long seed) {
        this.estimator = estimator;
        this.remedies = remedies;
        this.folds = folds;
        this.innerFolds = innerFolds;
        this.threads = threads;
        this.level = level;
        this.seed = seed;
    }

    static ImbalanceComparison of(Estimator<?> estimator) {
        return new ImbalanceComparison(Check.notNull(NAME, "estimator", estimator), Remedy.usual(), null, null, Threads.all(), 0.05, 0);
    }

    /** Further remedies. */
    public ImbalanceComparison with(Remedy... more) {
        return withRemedies(Stream.concat(remedies.stream(), Arrays.stream(more)).toList());
    }

    /** Without some, by name. Nothing, a threshold alone and the dummies are always there: they are what is compared with. */
    public ImbalanceComparison without(String... names) {
        List<String> known = remedies.stream().map(Remedy::name).toList();
        for (String name : names) {
            Check.require(known.contains(name), NAME, "can leave out one of " + known, "\"" + name + "\"");
        }
        return withRemedies(remedies.stream().filter(remedy -> !Arrays.asList(names).contains(remedy.name())).toList());
    }

    /** These remedies and no others. */
    public ImbalanceComparison withRemedies(List<Remedy> remedies) {
        Set<String> names = new HashSet<>(ImbalanceReport.REFERENCES);
        for (Remedy remedy : remedies) {
            Check.require(names.add(remedy.name()), NAME, "every way needs a name of its own", "\"" + remedy.name() + "\" twice");
        }
        return new ImbalanceComparison(estimator, List.copyOf(remedies), folds, innerFolds, threads, level, seed);
    }

    /**
     * The folds that all are compared on; two deals of five stratified ones unless said, fewer where a class has fewer rows, by groups if the table
     * has them.
     */
    public ImbalanceComparison withFolds(Splitter folds) {
        return new ImbalanceComparison(estimator, remedies, folds, innerFolds, threads, level, seed);
    }

    /** The folds of training rows that thresholds are chosen over; three stratified ones unless said. */
    public ImbalanceComparison withInnerFolds(Splitter innerFolds) {
        return new ImbalanceComparison(estimator, remedies, folds, innerFolds, threads, level, seed);
    }

    /** Other folds, and other rows drawn. */
    public ImbalanceComparison withSeed(long seed) {
        return new ImbalanceComparison(estimator, remedies, folds, innerFolds, threads, level, seed);
    }

    /** How fits run side by side, with the same results; as many as there are cores unless said. */
    public ImbalanceComparison withThreads(Threads threads) {
        return new ImbalanceComparison(estimator, remedies, folds, innerFolds, threads, level, seed);
    }

    /** How likely a gain may be found where there is none, among all comparisons of remedies together; 0.05 unless said. */
    public ImbalanceComparison withLevel(double level) {
        Check.require(level > 0 && level < 0.5, NAME, "level must be in (0, 0.5)", level);
        return new ImbalanceComparison(estimator, remedies, folds, innerFolds, threads, level, seed);
    }

    /** A way of learning before it was tried. */
    private record Way(String name, @Nullable Estimator<? extends Model> estimator, String note, boolean thresholds, boolean rawAnswers) {
    }

    private record Tried(@Nullable OneFold result, String failure) {
    }

    /** Fits every way on every fold. A way that fails is a line that says so. */
    public ImbalanceReport compare(Table table) {
        Check.require(table.hasClasses(), NAME, "needs a target of classes", table, "Use withTarget(name) of a CATEGORY or BOOLEAN column.");
        int[] counts = counts(table);
        int classes = counts.length;
        int rare = rarest(counts);
        Check.require(Arrays.stream(counts).filter(count -> count > 0).count() > 1, NAME, "needs rows of two classes or more", "only those of one",
                "There is nothing to tell apart.");
        for (int k = 0; k < classes; k++) {
            Check.require(counts[k] >= FEWEST, NAME, "class \"" + table.classNames().get(k) + "\" needs at least " + FEWEST + " rows", counts[k],
                    "Find more, or leave the class out of the target's levels.");
        }
        Splitter splitter = folds != null ? folds : folds(table, counts[rare]);
        List<Fold> all = splitter.folds(table);
        Check.require(!all.isEmpty(), NAME, "needs at least one fold", splitter);
        List<Way> ways = ways(table.rows(all.get(0).train()), classes == 2);
        List<Tried> tried = threads.run(ways.size() * all.size(),
                number -> one(ways.get(number / all.size()), table, all.get(number % all.size()), rare));
        List<RemedyResult> lines = new ArrayList<>();
        for (int way = 0; way < ways.size(); way++) {
            List<Tried> own = tried.subList(way * all.size(), (way + 1) * all.size());
            boolean nothing = ways.get(way).name.equals(ImbalanceReport.NOTHING);
            lines.add(line(ways.get(way).name, ways.get(way), own, all, !nothing && ways.get(way).thresholds));
            if (nothing) {
                lines.add(classes == 2 ? line(ImbalanceReport.THRESHOLD, ways.get(way), own, all, true)
                        : new RemedyResult(ImbalanceReport.THRESHOLD, "", "left out: a threshold is for two classes, and here are " + classes,
                                Map.of(), 0, 0));
            }
        }
        return ImbalanceReport.of(table, counts, rare, splitter.toString(), all, lines, level);
    }

    private List<Way> ways(Table train, boolean two) {
        Base base = Base.of(estimator, train, seed);
        List<Way> ways = new ArrayList<>();
        ways.add(dummy(DummyClassifier.mostFrequent()));
        ways.add(dummy(DummyClassifier.prior()));
        ways.add(dummy(DummyClassifier.stratified().withSeed(seed)));
        ways.add(dummy(DummyClassifier.uniform().withSeed(seed)));
        ways.add(new Way(ImbalanceReport.NOTHING, base.plain(), "", two, false));
        for (Remedy remedy : remedies) {
            Remedy.Made made = remedy.on(base);
            ways.add(new Way(remedy.name(), made.estimator(), made.note(), two, !two));
        }
        return ways;
    }

    private static Way dummy(DummyClassifier dummy) {
        return new Way(ImbalanceReport.dummy(dummy.strategy()), dummy, "", false, false);
    }

    private Tried one(Way way, Table table, Fold fold, int rare) {
        if (way.estimator == null) {
            return new Tried(null, "");
        }
        try {
            Table train = table.rows(fold.train());
            CrossValidation inner = null;
            if (way.thresholds) {
                Splitter parts = innerFolds != null ? innerFolds : stratified(train, Math.min(3, counts(train)[rare]), seed);
                inner = CrossValidation.of(parts).metrics(Accuracy.metric()).threads(Threads.serial().withWidth(threads.width()));
            }
            return new Tried(OneFold.run(way.estimator, train, table.rows(fold.test()), rare, inner, way.rawAnswers), "");
        } catch (RuntimeException e) {
            return new Tried(null, String.valueOf(e.getMessage()));
        }
    }

    private static RemedyResult line(String name, Way way, List<Tried> own, List<Fold> folds, boolean atThreshold) {
        if (way.estimator == null) {
            return new RemedyResult(name, "", "left out: " + way.note, Map.of(), 0, 0);
        }
        Optional<Tried> failed = own.stream().filter(one -> one.result == null).findFirst();
        if (failed.isPresent()) {
            long times = own.stream().filter(one -> one.result == null).count();
            return new RemedyResult(name, way.estimator.toString(), "failed on " + times + " of " + own.size() + " folds: " + failed.get().failure,
                    Map.of(), 0, 0);
        }
        Map<Measure, double[]> values = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            values.put(measure, own.stream().map(one -> Optional.ofNullable(one.result).orElseThrow())
                    .mapToDouble(one -> (atThreshold ? one.atThreshold() : one.asAnswered()).getOrDefault(measure, Double.NaN)).toArray());
        }
        double train = folds.stream().mapToInt(fold -> fold.train().length).average().orElse(0);
        double test = folds.stream().mapToInt(fold -> fold.test().length).average().orElse(0);
        return new RemedyResult(name, way.estimator.toString(), way.note, values, train, test);
    }

    private Splitter folds(Table table, int fewest) {
        int parts = Math.min(5, fewest);
        long first = seed;
        return Repeated.times(2, deal -> stratified(table, parts, 2 * first + deal));
    }

    private static Splitter stratified(Table table, int parts, long seed) {
        return table.groups().isPresent() ? StratifiedGroupKFold.of(parts).withSeed(seed) : StratifiedKFold.of(parts).withSeed(seed);
    }

    private static int[] counts(Table table) {
        int[] counts = new int[table.classNames().size()];
        for (int label : table.labels()) {
            counts[label]++;
        }
        return counts;
    }

    /** The smallest class; of two that are as large, the second, as metrics have it. */
    private static int rarest(int[] counts) {
        int rare = counts.length - 1;
        for (int k = counts.length - 1; k >= 0; k--) {
            rare = counts[k] < counts[rare] ? k : rare;
        }
        return rare;
    }

    @Override
    public String toString() {
        return "ImbalanceComparison[" + estimator + ", " + remedies.stream().map(Remedy::name).toList() + (folds == null ? "" : ", " + folds)
                + ", seed=" + seed + "]";
    }
}
