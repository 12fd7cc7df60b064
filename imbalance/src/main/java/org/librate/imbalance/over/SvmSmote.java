package org.librate.imbalance.over;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.estimator.LinearSvm;
import org.librate.core.neighbor.NeighborTable;
import org.librate.core.random.RandomSource;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.Table;
import org.librate.core.table.VectorColumn;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.FewRows;
import org.librate.imbalance.NewRows;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;

/**
 * Makes rows at the support vectors of a class: those inside the margin of a linear support vector machine that tells the class from all others, or
 * on its wrong side (after Nguyen et al. 2011). Support vectors that have only other classes around are left out as noise. One that has mostly other
 * classes around goes towards a neighbour of its class, another goes away from it by at most {@code outStep} of the way, so that the class grows
 * where it is safe.
 *
 * <p>imbalanced-learn's takes the support vectors of an RBF machine, so its new rows begin elsewhere, and it divides them between the two kinds of
 * support vectors by a random number; here each support vector is as likely. The linear machine looks at float32 numbers, and wants them on one
 * scale.
 *
 * <pre>{@code
 * Resampled some = SvmSmote.create().withSvm(LinearSvm.create().withC(10)).apply(table);
 * }</pre>
 *
 * @param balance how many rows come out
 * @param neighbors how many neighbours of a row may be its partner
 * @param dangerNeighbors how many neighbours decide whether a support vector is noise, in danger or safe
 * @param outStep how far at most a new row goes away from a neighbour, by the way to it
 * @param svm finds the margin
 * @param fewRows what to do with a class that has not so many rows; or, if {@code DUPLICATE}, no support vectors but noise
 * @param seed for what is drawn
 */
public record SvmSmote(Balance balance, int neighbors, int dangerNeighbors, double outStep, LinearSvm svm, FewRows fewRows, long seed)
        implements RowSampler<SvmSmote> {

    private static final String NAME = "SvmSmote";
    /** A row at the very edge of the margin is a support vector, and no solver puts it there exactly. */
    private static final float EDGE = 1.001f;

    public SvmSmote {
        Check.positive(NAME, "neighbors", neighbors);
        Check.positive(NAME, "dangerNeighbors", dangerNeighbors);
        Check.within(NAME, "outStep", outStep, 0, 1);
    }

    /** Five neighbours, ten that tell danger, and half the way outwards. */
    public static SvmSmote create() {
        return new SvmSmote(Balance.auto(), 5, 10, 0.5, LinearSvm.create(), FewRows.FAIL, 0);
    }

    @Override
    public SvmSmote to(Balance balance) {
        return new SvmSmote(balance, neighbors, dangerNeighbors, outStep, svm, fewRows, seed);
    }

    /** How many neighbours of a row may be its partner. */
    public SvmSmote withNeighbors(int neighbors) {
        return new SvmSmote(balance, neighbors, dangerNeighbors, outStep, svm, fewRows, seed);
    }

    /** How many neighbours of all classes decide whether a support vector is noise, in danger or safe. */
    public SvmSmote withDangerNeighbors(int dangerNeighbors) {
        return new SvmSmote(balance, neighbors, dangerNeighbors, outStep, svm, fewRows, seed);
    }

    /** How far at most a new row goes away from a neighbour, in [0, 1]. */
    public SvmSmote withOutStep(double outStep) {
        return new SvmSmote(balance, neighbors, dangerNeighbors, outStep, svm, fewRows, seed);
    }

    /** What finds the margin. */
    public SvmSmote withSvm(LinearSvm svm) {
        return new SvmSmote(balance, neighbors, dangerNeighbors, outStep, svm, fewRows, seed);
    }

    /** What to do with a class that has too few rows, or no support vectors. */
    public SvmSmote withFewRows(FewRows fewRows) {
        return new SvmSmote(balance, neighbors, dangerNeighbors, outStep, svm, fewRows, seed);
    }

    @Override
    public SvmSmote withSeed(long seed) {
        return new SvmSmote(balance, neighbors, dangerNeighbors, outStep, svm, fewRows, seed);
    }

    @Override
    public Draft draft(Rows rows, RandomSource random) {
        int[] more = balance.toAdd(name(), rows);
        NeighborTable all = NeighborTable.wrap(rows.values(), rows.width());
        return Draft.adding(rows, more, random, (label, count, drawn) -> made(rows, all, label, count, drawn));
    }

    private NewRows made(Rows rows, NeighborTable all, int label, int count, RandomSource drawn) {
        String who = NAME + "[neighbors=" + neighbors + ", dangerNeighbors=" + dangerNeighbors + "]";
        int[] own = rows.of(label);
        int k = fewRows.neighbors(who, "neighbors", neighbors, rows.classNames().get(label), own.length);
        if (k == 0) {
            return Copies.of(label, own, count, drawn);
        }
        int[] support = supportVectors(rows, label);
        Surroundings around = Surroundings.of(who, "dangerNeighbors", rows, all, support, dangerNeighbors);
        int[] begin = IntStream.range(0, support.length).filter(i -> !around.isNoise(i)).map(i -> support[i]).toArray();
        if (begin.length == 0 && fewRows == FewRows.DUPLICATE) {
            return Copies.of(label, own, count, drawn);
        }
        if (begin.length == 0) {
            throw new IllegalArgumentException(who + ": class \"" + rows.classNames().get(label)
                    + "\" needs support vectors that are not noise, and got 0 of "
                    + support.length + ". Use Smote, or another number of dangerNeighbors.");
        }
        int[] danger = IntStream.range(0, support.length).filter(around::isInDanger).map(i -> support[i]).toArray();
        return Partners.among(begin, own, rows, label, k).between(0, count, drawn,
                (first, second, weight) -> Arrays.binarySearch(danger, first) >= 0 ? weight : -outStep * weight);
    }

    /** Rows of a class at which the machine's function is at most 1. */
    int[] supportVectors(Rows rows, int label) {
        double[] values = rows.values();
        float[] numbers = new float[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) values[i];
        }
        boolean[] yes = new boolean[rows.size()];
        for (int i = 0; i < yes.length; i++) {
            yes[i] = rows.label(i) == label;
        }
        Table table = Table.of(VectorColumn.of("x", Tensor.of(Shape.of(rows.size(), rows.width()), numbers)), BooleanColumn.of("y", yes))
                .withTarget("y");
        float[] side = svm.fit(table).decision(table).toArray();
        return IntStream.range(0, yes.length).filter(i -> yes[i] && side[i] <= EDGE).toArray();
    }
}
