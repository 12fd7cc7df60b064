package org.librate.imbalance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.librate.core.random.RandomSource;

/**
 * What a sampler wants done: which rows stay, and which new ones are made. Rows come out in this order: those that stay, then the new ones class by
 * class.
 *
 * <pre>{@code
 * return Draft.keepingAll(rows).with(NewRows.between(label, first, second, weight));
 * }</pre>
 */
public final class Draft {

    private final int[] kept;
    private final List<NewRows> made;

    private Draft(int[] kept, List<NewRows> made) {
        this.kept = kept;
        this.made = made;
    }

    /** These rows stay, in this order; a row may be there several times. */
    public static Draft keeping(int... rows) {
        return new Draft(rows, List.of());
    }

    /** All rows stay. */
    public static Draft keepingAll(Rows rows) {
        return keeping(IntStream.range(0, rows.size()).toArray());
    }

    /** The rows for which it is true stay. */
    public static Draft keeping(boolean[] stays) {
        return keeping(IntStream.range(0, stays.length).filter(i -> stays[i]).toArray());
    }

    /** The same and these new rows. */
    public Draft with(NewRows more) {
        List<NewRows> all = new ArrayList<>(made);
        all.add(more);
        return new Draft(kept, List.copyOf(all));
    }

    /** What a sampler makes for a class. */
    @FunctionalInterface
    public interface Making {

        /** @param drawn the source of that class */
        NewRows of(int label, int count, RandomSource drawn);
    }

    /**
     * All rows stay, and classes get more, one after the other.
     *
     * @param more how many each class gets, as {@link Balance#toAdd} says
     * @param random the sampler's source, of which each class gets a branch
     */
    public static Draft adding(Rows rows, int[] more, RandomSource random, Making making) {
        Draft draft = keepingAll(rows);
        for (int label = 0; label < more.length; label++) {
            if (more[label] > 0) {
                draft = draft.with(making.of(label, more[label], random.branch(label)));
            }
        }
        return draft;
    }

    /** Some of the rows that come out, by their places there, ascending: what a second sampler leaves of them. */
    public Draft only(Rows rows, int[] places) {
        int at = 0;
        while (at < places.length && places[at] < kept.length) {
            at++;
        }
        int[] stay = Arrays.stream(places, 0, at).map(place -> kept[place]).toArray();
        List<NewRows> left = new ArrayList<>();
        int begin = kept.length;
        for (NewRows part : made) {
            int from = at;
            int first = begin;
            while (at < places.length && places[at] < begin + part.size()) {
                at++;
            }
            left.add(part.only(Arrays.stream(places, from, at).map(place -> place - first).toArray(), rows.width(), rows.categories()));
            begin += part.size();
        }
        return new Draft(stay, List.copyOf(left));
    }

    /** The rows that stay. */
    public int[] kept() {
        return kept.clone();
    }

    /** The new ones, in the order they come out. */
    public List<NewRows> made() {
        return made;
    }

    /** How many rows come out. */
    public int size() {
        return Rows.cells("Draft", kept.length + made.stream().mapToLong(NewRows::size).sum(), 1);
    }

    /** The rows that the kept and new ones take their origins from. */
    int[] like() {
        int[] like = new int[size()];
        System.arraycopy(kept, 0, like, 0, kept.length);
        int at = kept.length;
        for (NewRows part : made) {
            for (int i = 0; i < part.size(); i++) {
                like[at++] = part.like(i);
            }
        }
        return like;
    }

    @Override
    public String toString() {
        return "Draft[" + kept.length + " kept, " + (size() - kept.length) + " made]";
    }
}
