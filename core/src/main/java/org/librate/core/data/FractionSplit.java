package org.librate.core.data;

import java.util.Arrays;
import java.util.function.Supplier;
import org.librate.core.Check;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

/** A split by shares of the rows. Within each part, rows keep their order. */
public record FractionSplit(Kind kind, double train, double validation, double test, long seed) implements SplitRule {

    /** How rows are chosen. */
    public enum Kind { RANDOM, STRATIFIED, CHRONOLOGICAL }

    private static final String NAME = "SplitRule";

    public FractionSplit {
        Check.within(NAME, "the share of training rows", train, 0, 1);
        Check.within(NAME, "the share of validation rows", validation, 0, 1);
        Check.within(NAME, "the share of test rows", test, 0, 1);
        Check.require(Math.abs(train + validation + test - 1) < 1e-9, NAME, "shares must add up to 1", train + " + " + validation + " + " + test);
    }

    /** Another seed; a chronological split needs none. */
    public FractionSplit withSeed(long seed) {
        return new FractionSplit(kind, train, validation, test, seed);
    }

    @Override
    public int[][] parts(int n, Supplier<int[]> labels) {
        byte[] part = new byte[n];
        RandomSource random = RandomSource.of(seed).stream("split");
        switch (kind) {
            case CHRONOLOGICAL -> divide(range(n), part);
            case RANDOM -> divide(random.at(0).permutation(n), part);
            case STRATIFIED -> {
                int[][] classes = ByClass.rows(labels.get());
                for (int c = 0; c < classes.length; c++) {
                    divide(shuffled(classes[c], random.at(0, c)), part);
                }
            }
        }
        return new int[][] {rows(part, 0), rows(part, 1), rows(part, 2)};
    }

    /** As {@link #parts} says; of rows in order of time without those that reach into the next part. */
    @Override
    public Split split(Dataset data) {
        int[][] parts = parts(data.size(), data::labels);
        if (kind == Kind.CHRONOLOGICAL) {
            leaveOutWhatCrosses(data, parts);
        }
        return new Split(data.subset(parts[0]), data.subset(parts[1]), data.subset(parts[2]));
    }

    /** Cuts at the rounded running shares, so that the parts' sizes always add up. */
    private void divide(int[] rows, byte[] part) {
        long first = Math.round(rows.length * train);
        long second = Math.round(rows.length * (train + validation));
        for (int i = 0; i < rows.length; i++) {
            part[rows[i]] = (byte) (i < first ? 0 : i < second ? 1 : 2);
        }
    }

    /** A row that reaches into a later part would show what is to be foretold there. */
    private static void leaveOutWhatCrosses(Dataset data, int[][] parts) {
        long border = Long.MAX_VALUE; // where the later parts begin
        for (int p = parts.length - 1; p >= 0; p--) {
            long later = border;
            border = Math.min(border, Arrays.stream(parts[p]).mapToLong(data::begins).min().orElse(border));
            parts[p] = Arrays.stream(parts[p]).filter(row -> data.ends(row) <= later).toArray();
        }
    }

    private static int[] shuffled(int[] rows, RandomStream random) {
        int[] order = random.permutation(rows.length);
        for (int i = 0; i < order.length; i++) {
            order[i] = rows[order[i]];
        }
        return order;
    }

    private static int[] range(int n) {
        int[] rows = new int[n];
        Arrays.setAll(rows, i -> i);
        return rows;
    }

    private static int[] rows(byte[] part, int which) {
        int[] rows = new int[part.length];
        int count = 0;
        for (int i = 0; i < part.length; i++) {
            if (part[i] == which) {
                rows[count++] = i;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    /** As in {@code SplitRule.stratified(0.7, 0.15, 0.15).withSeed(42)}. */
    @Override
    public String toString() {
        String text = "SplitRule." + kind.name().toLowerCase(java.util.Locale.ROOT) + "(" + train + ", " + validation + ", " + test + ")";
        return kind == Kind.CHRONOLOGICAL ? text : text + ".withSeed(" + seed + ")";
    }
}
