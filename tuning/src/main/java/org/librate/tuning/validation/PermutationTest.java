package org.librate.tuning.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.learn.Estimator;
import org.librate.core.metric.Metric;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.Column;
import org.librate.core.table.Table;
import org.librate.tuning.Threads;
import org.librate.tuning.split.Splitter;

/**
 * Whether an estimator finds anything at all: it is cross-validated as it is, and again with targets that are shuffled among the rows, where there is
 * nothing to be found (Ojala and Garriga 2010). With groups, targets are shuffled within each.
 *
 * <pre>{@code
 * PermutationTest.Result result = PermutationTest.of(StratifiedKFold.of(5), F1.metric()).permutations(100).run(pipeline, table);
 * result.pValue();
 * }</pre>
 */
public final class PermutationTest {

    private static final String NAME = "PermutationTest";

    private final Splitter splitter;
    private final Metric metric;
    private final int permutations;
    private final long seed;
    private final Threads threads;

    private PermutationTest(Splitter splitter, Metric metric, int permutations, long seed, Threads threads) {
        this.splitter = splitter;
        this.metric = metric;
        this.permutations = permutations;
        this.seed = seed;
        this.threads = threads;
    }

    /** With 100 permutations. */
    public static PermutationTest of(Splitter splitter, Metric metric) {
        return new PermutationTest(splitter, metric, 100, 0, Threads.all());
    }

    /** How often targets are shuffled. The p-value cannot be less than 1 in one more. */
    public PermutationTest permutations(int permutations) {
        return new PermutationTest(splitter, metric, Check.positive(NAME, "number of permutations", permutations), seed, threads);
    }

    /** Another seed for the shuffles. */
    public PermutationTest withSeed(long seed) {
        return new PermutationTest(splitter, metric, permutations, seed, threads);
    }

    /** How permutations run side by side. It changes no result. */
    public PermutationTest threads(Threads threads) {
        return new PermutationTest(splitter, metric, permutations, seed, threads);
    }

    /**
     * What was found.
     *
     * @param value the mean over folds with the targets as they are
     * @param chance the means with shuffled targets
     * @param pValue how often chance does at least as well, counting the targets as they are
     */
    public record Result(Metric metric, double value, List<Double> chance, double pValue) {

        public Result {
            chance = List.copyOf(chance);
        }

        /** As in {@code accuracy 0.8100, by chance 0.5020 on average and 0.5900 at best, p = 0.0099}. */
        @Override
        public String toString() {
            double mean = chance.stream().mapToDouble(one -> one).average().orElse(Double.NaN);
            double best = chance.stream().reduce(Double.NaN, (a, b) -> metric.better(b, a) ? b : a);
            return String.format(Locale.ROOT, "%s %.4f, by chance %.4f on average and %.4f at best, p = %.4f", metric.name(), value, mean, best,
                    pValue);
        }
    }

    public Result run(Estimator<?> estimator, Table rows) {
        Column target = rows.target().orElseThrow(() -> new IllegalArgumentException(NAME
                + ": needs rows with a target, got none. Use withTarget(name)."));
        CrossValidation validation = CrossValidation.of(splitter).metrics(metric).withScores(false).threads(threads);
        double value = validation.run(estimator, rows).mean(metric);
        List<int[]> groups = groups(rows);
        List<Double> chance = threads.run(permutations, number -> {
            Column shuffled = target.rows(shuffled(groups, rows.rows(), RandomSource.of(seed).stream("permutation").at(number)));
            return validation.run(estimator, rows.with(shuffled)).mean(metric);
        });
        long asGood = chance.stream().filter(other -> !metric.better(value, other)).count();
        return new Result(metric, value, chance, (asGood + 1.0) / (permutations + 1));
    }

    private static List<int[]> groups(Table rows) {
        int[] all = IntStream.range(0, rows.rows()).toArray();
        if (rows.groups().isEmpty()) {
            return List.of(all);
        }
        Column column = rows.groups().get();
        Map<String, List<Integer>> members = new LinkedHashMap<>();
        for (int row : all) {
            members.computeIfAbsent(column.text(row), name -> new ArrayList<>()).add(row);
        }
        Column target = rows.target().orElseThrow();
        Check.require(members.values().stream().anyMatch(some -> some.stream().map(target::text).distinct().count() > 1), NAME,
                "shuffles targets within groups, so some group must have different ones", "the same target throughout each of " + members.size()
                + " groups",
                "Test on a table without groups, with one row for each.");
        return members.values().stream().map(some -> some.stream().mapToInt(row -> row).toArray()).toList();
    }

    private static int[] shuffled(List<int[]> groups, int rows, RandomStream random) {
        int[] from = new int[rows];
        int[] order = random.permutation(rows); // of all rows; each group takes its own in this order
        int[] place = new int[rows];
        for (int i = 0; i < rows; i++) {
            place[order[i]] = i;
        }
        for (int[] group : groups) {
            int[] mixed = Arrays.stream(group).boxed().sorted((a, b) -> Integer.compare(place[a], place[b])).mapToInt(row -> row).toArray();
            for (int i = 0; i < group.length; i++) {
                from[group[i]] = mixed[i];
            }
        }
        return from;
    }

    @Override
    public String toString() {
        return NAME + "[" + splitter + ", " + metric.name() + ", permutations=" + permutations + "]";
    }
}
