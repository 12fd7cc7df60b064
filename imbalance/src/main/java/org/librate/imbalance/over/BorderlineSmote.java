package org.librate.imbalance.over;

import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.neighbor.NeighborTable;
import org.librate.core.random.RandomSource;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.FewRows;
import org.librate.imbalance.NewRows;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;

/**
 * {@link Smote} that begins at rows in danger alone: of their m nearest rows of all classes at least half, but not all, belong to other classes (Han
 * et al. 2005). Kind 1 goes towards neighbours of the same class. Kind 2 goes towards neighbours of any class, but towards another class less than
 * half the way.
 *
 * <pre>{@code
 * Resampled some = BorderlineSmote.create().withKind(BorderlineSmote.Kind.TWO).apply(table);
 * }</pre>
 *
 * @param balance how many rows come out
 * @param kind towards which neighbours
 * @param neighbors how many neighbours of a row may be its partner
 * @param dangerNeighbors how many neighbours decide whether a row is in danger
 * @param fewRows what to do with a class that has not so many rows; or, if {@code DUPLICATE}, none in danger
 * @param seed for what is drawn
 */
public record BorderlineSmote(Balance balance, Kind kind, int neighbors, int dangerNeighbors, FewRows fewRows, long seed)
        implements RowSampler<BorderlineSmote> {

    private static final String NAME = "BorderlineSmote";

    /** Towards which neighbours new rows go. */
    public enum Kind {
        /** Of the same class. */
        ONE,
        /** Of any class. */
        TWO
    }

    public BorderlineSmote {
        Check.positive(NAME, "neighbors", neighbors);
        Check.positive(NAME, "dangerNeighbors", dangerNeighbors);
    }

    /** Kind 1, five neighbours, and ten that tell danger. */
    public static BorderlineSmote create() {
        return new BorderlineSmote(Balance.auto(), Kind.ONE, 5, 10, FewRows.FAIL, 0);
    }

    @Override
    public BorderlineSmote to(Balance balance) {
        return new BorderlineSmote(balance, kind, neighbors, dangerNeighbors, fewRows, seed);
    }

    /** Towards which neighbours. */
    public BorderlineSmote withKind(Kind kind) {
        return new BorderlineSmote(balance, kind, neighbors, dangerNeighbors, fewRows, seed);
    }

    /** How many neighbours of a row may be its partner. */
    public BorderlineSmote withNeighbors(int neighbors) {
        return new BorderlineSmote(balance, kind, neighbors, dangerNeighbors, fewRows, seed);
    }

    /** How many neighbours of all classes decide whether a row is in danger. */
    public BorderlineSmote withDangerNeighbors(int dangerNeighbors) {
        return new BorderlineSmote(balance, kind, neighbors, dangerNeighbors, fewRows, seed);
    }

    /** What to do with a class that has too few rows, or none in danger. */
    public BorderlineSmote withFewRows(FewRows fewRows) {
        return new BorderlineSmote(balance, kind, neighbors, dangerNeighbors, fewRows, seed);
    }

    @Override
    public BorderlineSmote withSeed(long seed) {
        return new BorderlineSmote(balance, kind, neighbors, dangerNeighbors, fewRows, seed);
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
        int[] danger = k == 0 ? own : inDanger(who, rows, all, own);
        if (danger.length == 0 && fewRows == FewRows.DUPLICATE) {
            return Copies.of(label, own, count, drawn);
        }
        if (danger.length == 0) {
            throw new IllegalArgumentException(who + ": class \"" + rows.classNames().get(label) + "\" needs rows in danger, and got 0 among its "
                    + own.length + ". Use Smote, or another number of dangerNeighbors.");
        }
        if (kind == Kind.ONE || k == 0) {
            return Partners.among(danger, own, rows, label, k).between(count, drawn);
        }
        Partners any = new Partners(label, danger, k, all.nearestOthers(danger, k).rows());
        return any.between(0, count, drawn, (first, second, weight) -> rows.label(second) == label ? weight : weight / 2);
    }

    int[] inDanger(String who, Rows rows, NeighborTable all, int[] own) {
        Surroundings around = Surroundings.of(who, "dangerNeighbors", rows, all, own, dangerNeighbors);
        return IntStream.range(0, own.length).filter(around::isInDanger).map(i -> own[i]).toArray();
    }
}
