package org.librate.core.data;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;

/**
 * A number of rows with the same {@link Field}s. Small to implement: a size, the fields, and how one row is written.
 *
 * <pre>{@code
 * Dataset digits = Dataset.of(x, y);              // x [n, 8, 8, 1], y [n] of INT32
 * Split split = digits.split(SplitRule.stratified(0.7, 0.15, 0.15).withSeed(42));
 * }</pre>
 *
 * <p>Datasets are immutable views; nothing is read until a {@link Loader} asks. {@link #read} must be safe to call from several threads.
 */
public interface Dataset {

    /** The number of rows. */
    int size();

    /** What each row has. */
    List<Field> fields();

    /** Writes a row. The row belongs to this dataset's fields; it says for which epoch it is read. */
    void read(int index, Row into);

    /** The identity of a row: see {@link Origin}. */
    default long origin(int index) {
        return index;
    }

    /** The classes' names in the order of their numbers; empty where they have none. */
    default List<String> classNames() {
        return List.of();
    }

    /** The class of each row: the only target must be a whole number. */
    default int[] labels() {
        return Labels.read(this);
    }

    /** Whether {@link #labels} answers without reading rows, so that asking costs next to nothing. */
    default boolean hasLabelsAtHand() {
        return false;
    }

    /** How many rows each class has. */
    default long[] classCounts() {
        return ByClass.counts(labels());
    }

    /**
     * How frequent each class is where these rows were drawn from, as counts or shares in the order of the class numbers: where probabilities that
     * are learned from these rows are to hold. Empty if the classes are as frequent as among these rows, or if nothing else is known.
     */
    default double[] population() {
        return new double[0];
    }

    /**
     * How many steps of each row of a sequence are real, for putting rows of similar length together: before transforms, so that no row need be read
     * where the source knows. All steps are, where a field has no {@linkplain Field#lengths lengths}.
     */
    default int[] lengths(String field) {
        return RowLengths.read(this, field);
    }

    /** Whether its rows are for learning alone, as augmented ones are. */
    default boolean isForTraining() {
        return false;
    }

    /** The first moment that a row tells of: where rows are windows of one series, the step it begins with. */
    default long begins(int index) {
        return index;
    }

    /** The moment after the last that a row tells of. Rows of which one ends after another begins have something in common. */
    default long ends(int index) {
        return index + 1L;
    }

    /**
     * A SHA-256 of the fields, the rows' origins, which tell the content apart, and what was done to rows since: for provenance, and to refuse a
     * resume with other data. Of {@link #map} it knows how the transform prints (of a lambda only the class it is written in) and its random stream;
     * of {@link #withWeights} the weights; of all else what the first, the middle and the last row have become in epoch 1.
     */
    default String fingerprint() {
        return Fingerprint.of(this);
    }

    /** The given rows in the given order; a row may occur several times. */
    default Dataset subset(int... rows) {
        return new Subset(this, rows);
    }

    /** Three parts. */
    default Split split(SplitRule rule) {
        return rule.split(this);
    }

    /** Rows changed as they are read, on the loader's threads; the transform's stream is derived from the source given here. */
    default Dataset map(RowTransform transform, RandomSource random) {
        return new Mapped(this, transform, random);
    }

    /** Rows changed as they are read, by a transform that is not random; its stream is always the same. */
    default Dataset map(RowTransform transform) {
        return map(transform, RandomSource.of(0).stream("map"));
    }

    /** Rows made of several as they are read, on the loader's threads, for learning alone; what is drawn derives from the source given here. */
    default Dataset mixed(RowMix mix, RandomSource random) {
        return new Mixed(this, mix, random);
    }

    /** The same rows with a weight each, which replaces the one they had. */
    default Dataset withWeights(float... weights) {
        return new Weighted(this, weights);
    }

    /**
     * The same rows, drawn from others among which the classes are as frequent as this: a network that learns from them tells probabilities that hold
     * there. What resamples says so by itself; say it where rows were left out or added before they came here.
     *
     * <pre>{@code
     * Dataset.of(x, y).withPopulation(0.998, 0.002)
     * }</pre>
     *
     * @param counts how many rows each class has, or its share, in the order of the class numbers
     */
    default Dataset withPopulation(double... counts) {
        return new Populated(this, counts);
    }

    /** These rows and then the others', which must have the same fields. */
    default Dataset concat(Dataset... others) {
        return Concat.of(this, others);
    }

    /** Inputs {@code [n, ...]} and targets {@code [n]} (classes as INT32) or {@code [n, ...]}. The tensors are shared, not copied. */
    static TensorDataset of(Tensor x, Tensor y) {
        return TensorDataset.of(x).withTarget("y", y);
    }

    /** Inputs without targets. */
    static TensorDataset of(Tensor x) {
        return TensorDataset.of(x);
    }

    /** Rows of features, and the class of each. */
    static TensorDataset of(float[][] x, int[] y) {
        Check.require(x.length > 0, "Dataset", "needs at least one row", "none");
        return of(Tensor.of(x), Tensor.of(y));
    }

    /** Rows of features, and a number for each: targets {@code [n, 1]}, as a {@code Dense.of(1)} answers. */
    static TensorDataset of(float[][] x, float[] y) {
        Check.require(x.length > 0, "Dataset", "needs at least one row", "none");
        return of(Tensor.of(x), Tensor.of(Shape.of(y.length, 1), y));
    }
}
