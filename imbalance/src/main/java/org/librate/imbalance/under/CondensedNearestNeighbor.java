package org.librate.imbalance.under;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.random.RandomSource;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;

/**
 * Keeps a small set of rows whose nearest neighbours tell the class of every row (Hart 1968). The set begins with all rows of the classes that are
 * left alone, which is the smallest unless changed, and a few drawn rows of each of the others; then all rows of these come in turn, and one whose
 * nearest row of the set is of another class joins it, again and again, until all are told right. So rows at the border stay, and mistakes too: clean
 * those first, or use {@link OneSidedSelection}.
 *
 * <pre>{@code
 * Resampled few = CondensedNearestNeighbor.create().withSeed(7).apply(table);
 * }</pre>
 *
 * <p>Of rows that are as near the one with the smaller number counts. A row that is the very same as one of another class is in the set, and may not
 * be told right.
 *
 * @param drawn how many rows of each class the set begins with
 * @param balance which classes lose rows
 * @param seed for the rows that are drawn
 */
public record CondensedNearestNeighbor(int drawn, Balance balance, long seed) implements RowSampler<CondensedNearestNeighbor> {

    public CondensedNearestNeighbor {
        Check.positive("CondensedNearestNeighbor", "drawn", drawn);
    }

    /** Begins with one row of each class. */
    public static CondensedNearestNeighbor create() {
        return new CondensedNearestNeighbor(1, Balance.auto(), 0);
    }

    /** How many rows of each class the set begins with. */
    public CondensedNearestNeighbor withDrawn(int drawn) {
        return new CondensedNearestNeighbor(drawn, balance, seed);
    }

    @Override
    public CondensedNearestNeighbor to(Balance balance) {
        return new CondensedNearestNeighbor(drawn, balance, seed);
    }

    @Override
    public CondensedNearestNeighbor withSeed(long seed) {
        return new CondensedNearestNeighbor(drawn, balance, seed);
    }

    @Override
    public Draft draft(Rows rows, RandomSource random) {
        boolean[] reduced = balance.toClean(name(), rows);
        int[] asked = Kept.ofClasses(rows, reduced);
        Condensed set = new Condensed(rows);
        IntStream.range(0, rows.size()).filter(row -> !reduced[rows.label(row)]).forEach(set::add);
        Arrays.stream(drawn(rows, reduced, drawn, random)).forEach(set::add);
        while (set.addMistaken(asked)) {
            // until a whole turn adds none
        }
        return Draft.keeping(set.rows());
    }

    /** Rows of each class that is reduced. */
    static int[] drawn(Rows rows, boolean[] reduced, int count, RandomSource random) {
        return IntStream.range(0, reduced.length).filter(c -> reduced[c]).flatMap(c -> {
            int[] own = rows.of(c);
            return Arrays.stream(random.branch(c).at(0).choice(own.length, Math.min(count, own.length))).map(i -> own[i]);
        }).toArray();
    }
}
