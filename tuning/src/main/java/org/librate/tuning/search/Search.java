package org.librate.tuning.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.learn.ClassCounts;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;
import org.librate.core.metric.Metric;
import org.librate.core.random.RandomSource;
import org.librate.core.table.Table;
import org.librate.tuning.Threads;
import org.librate.tuning.split.Splitter;
import org.librate.tuning.validation.CrossValidation;
import org.librate.tuning.validation.CvResult;
import org.librate.tuning.validation.FailedFolds;

/**
 * Tries settings over the folds of a cross-validation: all of a grid, or some at random, of which a few dozen mostly do as well as any grid.
 *
 * <pre>{@code
 * Param<Double> penalty = Param.logUniform("penalty", 1e-4, 10);
 * SearchResult<?> result = Search.random(30, penalty).folds(StratifiedKFold.of(5).withSeed(1)).metrics(F1.metric())
 *         .run(settings -> pipeline(settings.get(penalty)), table);
 * System.out.println(result.table());
 * double best = result.best().get(penalty);
 * }</pre>
 *
 * <p>What the best settings reached flatters them: they were chosen for it. For what to expect of new rows, cross-validate the search as a whole,
 * which is an estimator too:
 *
 * <pre>{@code
 * CrossValidation.of(StratifiedKFold.of(5).withSeed(2)).metrics(F1.metric()).run(search.over(plan), table);
 * }</pre>
 */
public final class Search {

    private static final String NAME = "Search";
    private static final int LARGEST = 1_000_000; // settings of a grid
    private static final int DRAWS = 50;          // for each trial, until they differ

    private final List<Param<?>> params;
    private final int trials; // 0 for a grid
    private final int points;
    private final long seed;
    private final List<Metric> metrics;
    private final @Nullable Splitter splitter;
    private final @Nullable Comparator<Settings> simplest;
    private final Threads threads;
    private final boolean trainScores;
    private final FailedFolds failed;

    private Search(List<Param<?>> params, int trials, int points, long seed, List<Metric> metrics, @Nullable Splitter splitter,
            @Nullable Comparator<Settings> simplest, Threads threads, boolean trainScores, FailedFolds failed) {
        this.params = params;
        this.trials = trials;
        this.points = points;
        this.seed = seed;
        this.metrics = metrics;
        this.splitter = splitter;
        this.simplest = simplest;
        this.threads = threads;
        this.trainScores = trainScores;
        this.failed = failed;
    }

    /** Every combination: of all values of parameters that have no more than {@link #withPoints 5}, and of so many of others. */
    public static Search grid(Param<?>... params) {
        return new Search(checked(params), 0, 5, 0, List.of(), null, null, Threads.all(), false, FailedFolds.RECORD);
    }

    /** So many different combinations at random; fewer if there are no more. */
    public static Search random(int trials, Param<?>... params) {
        Check.positive(NAME, "number of trials", trials);
        return new Search(checked(params), trials, 5, 0, List.of(), null, null, Threads.all(), false, FailedFolds.RECORD);
    }

    private static List<Param<?>> checked(Param<?>... params) {
        Check.require(params.length > 0, NAME, "needs at least one parameter", "none");
        Check.require(Arrays.stream(params).map(Param::name).distinct().count() == params.length, NAME, "every name may be used once",
                Arrays.toString(params));
        return List.of(params);
    }

    /** How many values of a parameter a grid has at most; all of those to be chosen from one by one. */
    public Search withPoints(int points) {
        Check.positive(NAME, "number of points", points);
        return new Search(params, trials, points, seed, metrics, splitter, simplest, threads, trainScores, failed);
    }

    /** Another seed for what is drawn. */
    public Search withSeed(long seed) {
        return new Search(params, trials, points, seed, metrics, splitter, simplest, threads, trainScores, failed);
    }

    /** The folds every combination is tried on. */
    public Search folds(Splitter splitter) {
        return new Search(params, trials, points, seed, metrics, splitter, simplest, threads, trainScores, failed);
    }

    /** What is measured. The first one decides. */
    public Search metrics(Metric... metrics) {
        Check.require(metrics.length > 0, NAME, "needs at least one metric", "none");
        return new Search(params, trials, points, seed, List.of(metrics), splitter, simplest, threads, trainScores, failed);
    }

    /**
     * Not the best settings, but the simplest among those that are no more than one standard error of the best mean away from it: differences of that
     * size are noise. The simplest are first by this order.
     */
    public Search withinOneStandardError(Comparator<Settings> simplestFirst) {
        return new Search(params, trials, points, seed, metrics, splitter, simplestFirst, threads, trainScores, failed);
    }

    /** How fits run side by side: as many as there are cores unless said otherwise. It changes no result. */
    public Search threads(Threads threads) {
        return new Search(params, trials, points, seed, metrics, splitter, simplest, threads, trainScores, failed);
    }

    /** Whether the metrics are also computed on the rows learned from. */
    public Search withTrainScores(boolean wanted) {
        return new Search(params, trials, points, seed, metrics, splitter, simplest, threads, wanted, failed);
    }

    /** What happens when a fit fails: it is recorded, and its settings do not win, unless said otherwise. */
    public Search onFailure(FailedFolds failed) {
        return new Search(params, trials, points, seed, metrics, splitter, simplest, threads, trainScores, failed);
    }

    /**
     * The combinations that are tried, in order. Each parameter has its own stream of random numbers: another one beside it changes none of its
     * values.
     */
    public List<Settings> candidates() {
        return trials == 0 ? combinations() : drawn();
    }

    private List<Settings> combinations() {
        long count = params.stream().mapToLong(param -> param.grid(points).size()).reduce(1, (a, b) -> Math.min(a * b, LARGEST + 1L));
        Check.require(count <= LARGEST, NAME, "a grid may have " + LARGEST + " combinations", "more", "Use random(..), or fewer points.");
        List<Settings> all = List.of(Settings.none());
        for (Param<?> param : params) {
            List<Settings> more = new ArrayList<>();
            for (Settings before : all) {
                param.grid(points).forEach(value -> more.add(before.withAny(param, value)));
            }
            all = more;
        }
        return all;
    }

    private List<Settings> drawn() {
        RandomSource random = RandomSource.of(seed).stream("search");
        Set<Settings> some = new LinkedHashSet<>();
        for (long draw = 0; some.size() < trials && draw < (long) trials * DRAWS; draw++) {
            Settings one = Settings.none();
            for (Param<?> param : params) {
                one = one.withAny(param, param.at(random.stream(param.name()).at(0).uniform(draw)));
            }
            some.add(one);
        }
        return List.copyOf(some);
    }

    /** Tries all of them. */
    public <M extends Model> SearchResult<M> run(Plan<M> plan, Table rows) {
        Check.require(!metrics.isEmpty(), NAME, "needs a metric to decide by", "none", "Use metrics(..).");
        if (splitter == null) {
            throw new IllegalArgumentException(NAME + ": needs folds, got none. Use folds(StratifiedKFold.of(5)) or the like.");
        }
        CrossValidation validation = CrossValidation.of(splitter).metrics(metrics.toArray(Metric[]::new))
                .threads(Threads.serial().withWidth(threads.width()))
                .withTrainScores(trainScores).withScores(false).onFailure(failed);
        List<Settings> candidates = candidates();
        // The plan is asked inside the fit, so that settings it refuses are a failure like any other.
        List<CvResult<M>> results = threads.run(candidates.size(),
                number -> validation.run(train -> plan.with(candidates.get(number)).fit(train), rows));
        return new SearchResult<>(metrics.get(0), Optional.ofNullable(simplest), candidates, results);
    }

    /** This search as an estimator: it tries all on the training rows, and then learns from all of these by the best. */
    public <M extends Model> Estimator<FoundModel<M>> over(Plan<M> plan) {
        Search search = this;
        return new Estimator<>() {
            @Override
            public FoundModel<M> fit(Table train) {
                SearchResult<M> result = search.run(plan, train);
                return new FoundModel<>(plan.with(result.best()).fit(train), result, train);
            }

            @Override
            public FoundModel<M> fit(Table train, Table validation) {
                SearchResult<M> result = search.run(plan, train);
                return new FoundModel<>(plan.with(result.best()).fit(train, validation), result, train);
            }

            @Override
            public Optional<ClassCounts> learnedCounts(Table train, Optional<Table> validation, FoundModel<M> found) {
                return plan.with(found.settings()).learnedCounts(train, validation, found.model());
            }

            @Override
            public String toString() {
                return search.toString();
            }
        };
    }

    /** As in {@code Search.grid(Param.flag("bias"))}. */
    @Override
    public String toString() {
        String named = String.join(", ", params.stream().map(Param::toString).toList());
        return trials == 0 ? "Search.grid(" + named + ")" : "Search.random(" + trials + ", " + named + ")";
    }
}
