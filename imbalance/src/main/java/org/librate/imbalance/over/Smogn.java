package org.librate.imbalance.over;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.learn.Resampler;
import org.librate.core.neighbor.NeighborTable;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.Column;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.imbalance.Draft;
import org.librate.imbalance.Features;
import org.librate.imbalance.FewRows;
import org.librate.imbalance.NewRows;
import org.librate.imbalance.Resampled;
import org.librate.imbalance.ResampledTargets;
import org.librate.imbalance.Rows;
import org.librate.imbalance.TableRows;

/**
 * More rows with extreme targets and fewer with usual ones, for a target of numbers (SMOGN of Branco et al. 2017). Targets are low, usual or high:
 * how much one matters rises smoothly from 0 at the median to 1 at the whiskers of a box plot, beyond which some must lie, and it is extreme from
 * {@code threshold} on. Of n rows in two or three such groups each is to have n / groups: extreme groups get new rows, and of usual ones some are
 * left out at random.
 *
 * <p>A new row begins at a row of its group. If the neighbour that is drawn is nearer than half the median of that row's distances to all others of
 * the group, it lies between the two, target and all; otherwise it is the row with normal noise, whose deviation in each column and in the target is
 * that of the group times {@code perturbation}, or half that median if it is smaller.
 *
 * <pre>{@code
 * Resampled some = Smogn.create().withThreshold(0.8).apply(prices);
 * ResampledTargets others = Smogn.create().apply(x, y);                  // tensors, rows of any shape
 * }</pre>
 *
 * @param threshold from which relevance a target is extreme, in (0, 1]
 * @param ends which targets may be extreme
 * @param neighbors how many neighbours of a row may be its partner
 * @param perturbation the deviation of noise by that of the group
 * @param usualKept whether all usual rows stay
 * @param fewRows what to do with a group that has not so many rows
 * @param seed for what is drawn
 */
public record Smogn(double threshold, Ends ends, int neighbors, double perturbation, boolean usualKept, FewRows fewRows, long seed)
        implements Resampler {

    private static final String NAME = "Smogn";
    private static final int USUAL = 1;

    /** Which targets may be extreme. */
    public enum Ends {
        LOW, HIGH, BOTH
    }

    public Smogn {
        Check.require(threshold > 0 && threshold <= 1, NAME, "threshold must be in (0, 1]", threshold);
        Check.positive(NAME, "neighbors", neighbors);
        Check.notNegative(NAME, "perturbation", perturbation);
    }

    /** Extreme from 0.5 on at both ends, five neighbours, noise of 0.02. */
    public static Smogn create() {
        return new Smogn(0.5, Ends.BOTH, 5, 0.02, false, FewRows.FAIL, 0);
    }

    /** From which relevance a target is extreme, in (0, 1]. */
    public Smogn withThreshold(double threshold) {
        return new Smogn(threshold, ends, neighbors, perturbation, usualKept, fewRows, seed);
    }

    /** Which targets may be extreme. */
    public Smogn withEnds(Ends ends) {
        return new Smogn(threshold, ends, neighbors, perturbation, usualKept, fewRows, seed);
    }

    /** How many neighbours of a row may be its partner. */
    public Smogn withNeighbors(int neighbors) {
        return new Smogn(threshold, ends, neighbors, perturbation, usualKept, fewRows, seed);
    }

    /** The deviation of noise by that of the group. */
    public Smogn withPerturbation(double perturbation) {
        return new Smogn(threshold, ends, neighbors, perturbation, usualKept, fewRows, seed);
    }

    /** Whether all usual rows stay. */
    public Smogn withUsualKept(boolean usualKept) {
        return new Smogn(threshold, ends, neighbors, perturbation, usualKept, fewRows, seed);
    }

    /** What to do with a group that has too few rows. */
    public Smogn withFewRows(FewRows fewRows) {
        return new Smogn(threshold, ends, neighbors, perturbation, usualKept, fewRows, seed);
    }

    /** The seed when it is used by itself; in a pipeline, the pipeline's counts too. */
    public Smogn withSeed(long seed) {
        return new Smogn(threshold, ends, neighbors, perturbation, usualKept, fewRows, seed);
    }

    @Override
    public Table resample(Table train, RandomSource random) {
        return apply(train, random.branch(seed)).table();
    }

    /** Resamples a table whose target is a number. The classes of new rows are "low" and "high". */
    public Resampled apply(Table table) {
        return apply(table, RandomSource.of(seed));
    }

    /**
     * Resamples tensors.
     *
     * @param features FLOAT32 or FLOAT64 {@code [n, ...]}: rows of any shape
     * @param targets a number for each row, {@code [n]} or {@code [n, 1]}
     */
    public ResampledTargets apply(Tensor features, Tensor targets) {
        TensorColumns columns = TensorColumns.of(NAME, "x", features, targets);
        Check.require(targets.size() == features.dim(0), NAME, "needs one number for each of " + features.dim(0) + " rows as target",
                targets.shape());
        Check.require(targets.dtype().isFloating(), NAME, "targets must be FLOAT32 or FLOAT64", targets.dtype(), "For classes use Smote.");
        List<Column> all = new ArrayList<>(columns.columns());
        all.add(NumericColumn.of("y", targets.toDoubles()));
        Resampled some = apply(Table.of(all).withTarget("y"));
        Tensor numbers = Tensor.of(targets.shape().with(0, some.table().rows()), some.table().numeric("y").toArray()).cast(targets.dtype());
        return new ResampledTargets(columns.back(some.table()), numbers, some.kept(), some.made());
    }

    private Resampled apply(Table table, RandomSource random) {
        Check.require(table.rows() > 0, NAME, "needs at least one row", 0);
        Column target = table.target()
                .orElseThrow(() -> new IllegalArgumentException(NAME + ": needs a target, and none of " + table.names()
                + " was named. Use withTarget(name)."));
        Check.require(target instanceof NumericColumn, NAME, "the target \"" + target.name() + "\" must be a number", target.type(),
                "For classes use Smote.");
        List<Column> columns = new ArrayList<>(table.features());
        Check.require(!columns.isEmpty(), NAME, "needs a feature besides target, weights and groups", table.names());
        columns.add(target); // the last number of a row
        double[] numbers = ((NumericColumn) target).toArray();
        int[] bins = bins(target.name(), numbers);
        TableRows rows = TableRows.of(NAME, table, Features.NUMBERS, columns, bins, List.of("low", "usual", "high"));
        return rows.build(draft(rows.rows(), random.stream(NAME)));
    }

    private int[] bins(String target, double[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            if (!Double.isFinite(numbers[i])) {
                throw new IllegalArgumentException(NAME + ": all numbers must be finite, got " + numbers[i] + " in row " + i + " of \"" + target
                        + "\". Leave that row out.");
            }
        }
        Relevance relevance = Relevance.of(numbers, ends != Ends.HIGH, ends != Ends.LOW);
        int[] bins = new int[numbers.length];
        for (int i = 0; i < bins.length; i++) {
            bins[i] = relevance.of(numbers[i]) < threshold ? USUAL : numbers[i] < relevance.median() ? 0 : 2;
        }
        boolean both = Arrays.stream(bins).anyMatch(bin -> bin != USUAL) && Arrays.stream(bins).anyMatch(bin -> bin == USUAL);
        Check.require(both, NAME, "needs targets beyond the whiskers of a box plot of \"" + target + "\" and others",
                numbers.length + " rows without", "Leave resampling out, or choose withEnds(..).");
        return bins;
    }

    private Draft draft(Rows rows, RandomSource random) {
        int groups = (int) IntStream.range(0, 3).filter(bin -> rows.count(bin) > 0).count();
        int wanted = rows.size() / groups;
        Draft draft = Draft.keeping(kept(rows, wanted, random.branch(USUAL)));
        for (int bin = 0; bin < 3; bin += 2) {
            if (rows.count(bin) > 0 && rows.count(bin) < wanted) {
                draft = draft.with(made(rows, bin, wanted - rows.count(bin), random.branch(bin)));
            }
        }
        return draft;
    }

    private int[] kept(Rows rows, int wanted, RandomSource drawn) {
        boolean[] stays = new boolean[rows.size()];
        int[] usual = rows.of(USUAL);
        boolean all = usualKept || usual.length <= wanted;
        for (int i = 0; i < stays.length; i++) {
            stays[i] = all || rows.label(i) != USUAL;
        }
        if (!all) {
            for (int place : drawn.at(0).choice(usual.length, wanted)) {
                stays[usual[place]] = true;
            }
        }
        return IntStream.range(0, stays.length).filter(i -> stays[i]).toArray();
    }

    private NewRows made(Rows rows, int bin, int count, RandomSource drawn) {
        int[] own = rows.of(bin);
        int k = fewRows.neighbors(NAME + "[neighbors=" + neighbors + "]", "neighbors", neighbors, rows.classNames().get(bin), own.length);
        if (k == 0) {
            return Copies.of(bin, own, count, drawn);
        }
        int width = rows.width();
        double[] features = features(rows, own);
        int[] near = NeighborTable.wrap(features, width - 1).nearestOthers(k).rows();
        double[] deviations = Spread.deviations(rows, own);
        double[] safe = new double[own.length];
        Arrays.fill(safe, Double.NaN); // until it is asked for
        int[] first = new int[count];
        int[] second = new int[count];
        double[] weight = new double[count];
        double[] values = new double[Rows.cells(NAME, count, width)];
        for (int i = 0; i < count; i++) {
            RandomStream stream = drawn.at(i);
            int place = stream.integer(0, 0, own.length);
            int partner = near[place * k + stream.integer(1, 0, k)];
            if (Double.isNaN(safe[place])) {
                safe[place] = safe(features, width - 1, place);
            }
            first[i] = own[place];
            boolean between = Math.sqrt(square(features, width - 1, place, partner)) < safe[place];
            second[i] = between ? own[partner] : -1;
            weight[i] = between ? stream.uniform(2) : 0;
            double noise = Math.min(perturbation, safe[place]);
            for (int j = 0; j < width; j++) {
                double a = rows.value(first[i], j);
                values[i * width + j] = between ? a + weight[i] * (rows.value(second[i], j) - a) : a + noise * deviations[j] * stream.normal(3 + j);
            }
        }
        return NewRows.between(bin, first, second, weight).withValues(values);
    }

    private static double[] features(Rows rows, int[] own) {
        int width = rows.width() - 1;
        double[] features = new double[own.length * width];
        for (int i = 0; i < own.length; i++) {
            for (int j = 0; j < width; j++) {
                features[i * width + j] = rows.value(own[i], j);
            }
        }
        return features;
    }

    /** Half the median of a row's distances to all others. */
    private static double safe(double[] features, int width, int place) {
        int n = features.length / width;
        double[] squares = IntStream.range(0, n).filter(other -> other != place).mapToDouble(other -> square(features, width, place, other)).sorted()
                .toArray();
        int half = squares.length / 2;
        double median = squares.length % 2 == 1 ? Math.sqrt(squares[half]) : (Math.sqrt(squares[half - 1]) + Math.sqrt(squares[half])) / 2;
        return median / 2;
    }

    private static double square(double[] features, int width, int a, int b) {
        double sum = 0;
        for (int j = 0; j < width; j++) {
            double apart = features[a * width + j] - features[b * width + j];
            sum += apart * apart;
        }
        return sum;
    }
}
