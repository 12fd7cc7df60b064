package org.librate.imbalance.over;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.learn.Resampler;
import org.librate.core.neighbor.NeighborTable;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.Column;
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
 * {@link Smote} for rows that may have several labels at once (MLSMOTE of Charte et al. 2015), which are columns of yes and no. A label is rare if
 * its imbalance ratio, the rows of the most frequent label by its own, is above the mean of all labels. Each row that has a rare label gives one new
 * row for it, between that row and one of its k neighbours among those that have the label, too. The new row has the labels that at least half of the
 * row and its neighbours have.
 *
 * <p>Features may be numbers and categories: distances, numbers and categories are as with {@link SmoteNc}, for the rows of the label.
 *
 * <pre>{@code
 * Resampled some = MlSmote.of("comedy", "drama", "western").apply(films);
 * ResampledTargets others = MlSmote.of("comedy", "drama", "western").apply(x, y);      // y: 0 or 1, [n, 3]
 * }</pre>
 *
 * @param labels the columns of labels; the other columns without a role are features
 * @param neighbors how many neighbours of a row may be its partner
 * @param fewRows what to do with a label that has not so many rows
 * @param seed for what is drawn
 */
public record MlSmote(List<String> labels, int neighbors, FewRows fewRows, long seed) implements Resampler {

    private static final String NAME = "MlSmote";

    public MlSmote {
        labels = List.copyOf(labels);
        Check.require(labels.size() >= 2, NAME, "needs at least two labels", labels, "For one, use Smote.");
        Check.require(labels.stream().distinct().count() == labels.size(), NAME, "every label may be named once", labels);
        Check.positive(NAME, "neighbors", neighbors);
    }

    /** Five neighbours. */
    public static MlSmote of(String... labels) {
        return new MlSmote(List.of(labels), 5, FewRows.FAIL, 0);
    }

    /** How many neighbours of a row may be its partner. */
    public MlSmote withNeighbors(int neighbors) {
        return new MlSmote(labels, neighbors, fewRows, seed);
    }

    /** What to do with a label that has too few rows. */
    public MlSmote withFewRows(FewRows fewRows) {
        return new MlSmote(labels, neighbors, fewRows, seed);
    }

    /** The seed when it is used by itself; in a pipeline, the pipeline's counts too. */
    public MlSmote withSeed(long seed) {
        return new MlSmote(labels, neighbors, fewRows, seed);
    }

    @Override
    public Table resample(Table train, RandomSource random) {
        return apply(train, random.branch(seed)).table();
    }

    /** Resamples a table. The class of a new row is the label that it was made for. */
    public Resampled apply(Table table) {
        return apply(table, RandomSource.of(seed));
    }

    /**
     * Resamples tensors.
     *
     * @param features FLOAT32 or FLOAT64 {@code [n, ...]}: rows of any shape
     * @param targets 0 or 1 for each row and label, {@code [n, labels]}
     */
    public ResampledTargets apply(Tensor features, Tensor targets) {
        String name = "x";
        while (hasLabelLike(name)) {
            name += "_";
        }
        TensorColumns columns = TensorColumns.of(NAME, name, features, targets);
        if (targets.rank() != 2 || targets.dim(1) != labels.size()) {
            throw new ShapeException(NAME, "needs targets [n, " + labels.size() + "] for the labels " + labels, "", targets.shape());
        }
        List<Column> all = new ArrayList<>(columns.columns());
        double[] values = targets.toDoubles();
        for (int label = 0; label < labels.size(); label++) {
            boolean[] yes = new boolean[values.length / labels.size()];
            for (int i = 0; i < yes.length; i++) {
                double value = values[i * labels.size() + label];
                Check.require(value == 0 || value == 1, NAME, "targets must be 0 or 1", value + " in row " + i);
                yes[i] = value == 1;
            }
            all.add(BooleanColumn.of(labels.get(label), yes));
        }
        Resampled some = apply(Table.of(all));
        Tensor[] back = labels.stream().map(label -> flags((BooleanColumn) some.table().column(label)).cast(targets.dtype())).toArray(Tensor[]::new);
        return new ResampledTargets(columns.back(some.table()), Tensor.concat(1, back), some.kept(), some.made());
    }

    private boolean hasLabelLike(String name) {
        return labels.stream().anyMatch(label -> label.startsWith(name));
    }

    private static Tensor flags(BooleanColumn column) {
        int[] flags = new int[column.size()];
        Arrays.setAll(flags, i -> column.isTrue(i) ? 1 : 0);
        return Tensor.of(Shape.of(flags.length, 1), flags);
    }

    private Resampled apply(Table table, RandomSource random) {
        Check.require(table.rows() > 0, NAME, "needs at least one row", 0);
        List<Column> columns = new ArrayList<>(table.features().stream().filter(column -> !labels.contains(column.name())).toList());
        Check.require(!columns.isEmpty(), NAME, "needs a feature besides labels, target, weights and groups", table.names());
        for (String label : labels) {
            Column column = table.column(label);
            Check.require(column instanceof BooleanColumn, NAME, "label \"" + label + "\" must be a column of yes and no", column.type(),
                    "Use asBoolean(name) of the table.");
            columns.add(column);
        }
        TableRows rows = TableRows.of(NAME, table, Features.MIXED, columns, new int[table.rows()], labels);
        return rows.build(draft(rows.rows(), random.stream(NAME)));
    }

    private Draft draft(Rows rows, RandomSource random) {
        int begin = rows.categories() - labels.size(); // labels are the last categories
        int[][] bags = new int[labels.size()][];
        for (int label = 0; label < bags.length; label++) {
            int category = begin + label;
            bags[label] = IntStream.range(0, rows.size()).filter(row -> rows.code(row, category) == 1).toArray();
        }
        boolean[] rare = rare(Arrays.stream(bags).mapToInt(bag -> bag.length).toArray());
        Draft draft = Draft.keepingAll(rows);
        for (int label = 0; label < bags.length; label++) {
            if (rare[label]) {
                draft = draft.with(made(rows, bags[label], label, begin, random.branch(label)));
            }
        }
        return draft;
    }

    /** Which labels have an imbalance ratio above the mean; a label that no row has counts for nothing. */
    static boolean[] rare(int[] counts) {
        int most = Arrays.stream(counts).max().orElse(0);
        double mean = Arrays.stream(counts).filter(count -> count > 0).mapToDouble(count -> (double) most / count).average().orElse(0);
        boolean[] rare = new boolean[counts.length];
        for (int i = 0; i < rare.length; i++) {
            rare[i] = counts[i] > 0 && (double) most / counts[i] > mean;
        }
        return rare;
    }

    private NewRows made(Rows rows, int[] bag, int label, int begin, RandomSource drawn) {
        int k = fewRows.neighbors(NAME + "[neighbors=" + neighbors + "]", "neighbors", neighbors, labels.get(label), bag.length);
        if (k == 0) {
            return NewRows.copies(label, bag);
        }
        int columns = rows.categories();
        int[] codes = rows.codes(bag);
        int[] near = near(rows, bag, codes, begin, k);
        int[] second = new int[bag.length];
        double[] weight = new double[bag.length];
        int[] newCodes = new int[codes.length];
        for (int i = 0; i < bag.length; i++) {
            RandomStream stream = drawn.at(i);
            second[i] = bag[near[i * k + stream.integer(1, 0, k)]];
            weight[i] = stream.uniform(2);
            for (int c = 0; c < columns; c++) {
                newCodes[i * columns + c] = c < begin ? Codes.mode(codes, columns, c, near, i * k, k) : vote(codes, columns, c, near, i, k);
            }
        }
        return NewRows.between(label, bag, second, weight).withCodes(newCodes);
    }

    /** Whether at least half of a row and its neighbours have a label. */
    private static int vote(int[] codes, int columns, int c, int[] near, int i, int k) {
        int yes = codes[i * columns + c];
        for (int r = 0; r < k; r++) {
            yes += codes[near[i * k + r] * columns + c];
        }
        return 2 * yes >= k + 1 ? 1 : 0;
    }

    /** By the features, not the labels. */
    private static int[] near(Rows rows, int[] bag, int[] codes, int features, int k) {
        double[] values = rows.values(bag);
        if (features == 0) {
            return NeighborTable.wrap(values, rows.width()).nearestOthers(k).rows();
        }
        int columns = rows.categories();
        int[] own = new int[bag.length * features];
        for (int i = 0; i < bag.length; i++) {
            System.arraycopy(codes, i * columns, own, i * features, features);
        }
        double[] penalties = new double[features];
        // without numbers any penalty gives the same order
        double median = rows.width() == 0 ? 1 : SmoteNc.medianDeviation(rows, bag);
        Arrays.fill(penalties, median * median);
        return NeighborTable.mixed(values, rows.width(), own, penalties).nearestOthers(k).rows();
    }
}
