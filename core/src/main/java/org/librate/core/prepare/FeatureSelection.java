package org.librate.core.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.Table;

/**
 * Keeps the features that score best on the training rows, each looked at alone. Of a vector column, single numbers are kept. Of equally good
 * features the first is kept; one whose score is not a number, last.
 *
 * <p>Where features are chosen by the target before rows are divided, a model of pure noise looks good on the test rows: as a step of a pipeline this
 * cannot happen.
 *
 * <pre>{@code
 * FeatureSelection.best(Score.MUTUAL_INFORMATION, 20)
 * }</pre>
 *
 * @param columns which may go; all of numbers, vectors, and yes and no unless changed; categories too for mutual information
 * @param amount how many, what percentage, or where the limit is
 * @param seed of the noise of mutual information
 */
public record FeatureSelection(Columns columns, Score score, Keep keep, double amount, long seed) implements ColumnStep<FeatureSelection> {

    private static final String NAME = "FeatureSelection";

    /** Which features stay. */
    public enum Keep {
        /** Those with a score above the amount. */
        ABOVE,
        /** The best ones, as many as the amount. */
        BEST,
        /** The best ones, this percentage of all. */
        PERCENTILE,
        /** Those of which at most this share is expected to be there by chance (Benjamini and Hochberg 1995). */
        FALSE_DISCOVERY
    }

    public FeatureSelection {
        Check.require(keep != Keep.FALSE_DISCOVERY || score.hasPValue(), NAME,
                "a false discovery rate needs a score with p-values, F_TEST or CHI_SQUARED", score);
    }

    private static FeatureSelection of(Score score, Keep keep, double amount) {
        Columns numbers = Columns.ofType(ColumnType.NUMERIC, ColumnType.BOOLEAN, ColumnType.VECTOR);
        Columns columns = score == Score.MUTUAL_INFORMATION ? numbers.and(Columns.ofType(ColumnType.CATEGORY)) : numbers;
        return new FeatureSelection(columns, score, keep, amount, 0);
    }

    /** Drops features with a variance of at most the limit: 0 drops constant ones. */
    public static FeatureSelection variance(double limit) {
        return of(Score.VARIANCE, Keep.ABOVE, Check.notNegative(NAME, "the limit", limit));
    }

    /** The k best ones; all if there are fewer. */
    public static FeatureSelection best(Score score, int k) {
        return of(score, Keep.BEST, Check.positive(NAME, "the number of features", k));
    }

    /** The best ones, a percentage of all, rounded down. */
    public static FeatureSelection percentile(Score score, double percent) {
        return of(score, Keep.PERCENTILE, Check.within(NAME, "percent", percent, 0, 100));
    }

    /** Those that pass the test so that of all that do at most this share is expected to be there by chance. */
    public static FeatureSelection falseDiscovery(Score score, double rate) {
        return of(score, Keep.FALSE_DISCOVERY, Check.within(NAME, "the rate", rate, 0, 1));
    }

    @Override
    public FeatureSelection on(Columns columns) {
        return new FeatureSelection(columns, score, keep, amount, seed);
    }

    public FeatureSelection withSeed(long seed) {
        return new FeatureSelection(columns, score, keep, amount, seed);
    }

    private ColumnType[] types() {
        ColumnType[] numbers = {ColumnType.NUMERIC, ColumnType.BOOLEAN, ColumnType.VECTOR, ColumnType.CATEGORY};
        return score == Score.MUTUAL_INFORMATION ? numbers : Arrays.copyOf(numbers, 3);
    }

    @Override
    public FittedTransformer fit(Table train) {
        List<String> names = columns.toLearn(NAME, train, types());
        Score.Scorer scorer = new Score.Scorer(NAME, score, train, seed);
        List<Score.Result> all = new ArrayList<>();
        int[] widths = new int[names.size()];
        for (int c = 0; c < widths.length; c++) {
            Slots slots = Slots.of(NAME, train.column(names.get(c)));
            widths[c] = slots.width();
            for (int slot = 0; slot < widths[c]; slot++) {
                all.add(scorer.of(slots, slot, all.size()));
            }
        }
        boolean[] kept = kept(all);
        List<Chosen> chosen = new ArrayList<>();
        int from = 0;
        for (int c = 0; c < widths.length; c++) {
            int first = from;
            from += widths[c];
            int[] own = IntStream.range(0, widths[c]).filter(slot -> kept[first + slot]).toArray();
            List<Score.Result> results = all.subList(first, from);
            chosen.add(new Chosen(names.get(c), train.column(names.get(c)).type(), own, results.stream().mapToDouble(Score.Result::score).toArray(),
                    results.stream().mapToDouble(Score.Result::pValue).toArray()));
        }
        return new Fitted(chosen);
    }

    private boolean[] kept(List<Score.Result> all) {
        int n = all.size();
        boolean[] kept = new boolean[n];
        if (keep == Keep.ABOVE) {
            for (int i = 0; i < n; i++) {
                kept[i] = all.get(i).score() > amount;
            }
            return kept;
        }
        if (keep == Keep.FALSE_DISCOVERY) {
            double[] sorted = all.stream().mapToDouble(Score.Result::pValue).sorted().toArray();
            double limit = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                limit = sorted[i] <= amount * (i + 1) / n ? sorted[i] : limit;
            }
            for (int i = 0; i < n; i++) {
                kept[i] = all.get(i).pValue() <= limit;
            }
            return kept;
        }
        double count = keep == Keep.BEST ? amount : Math.floor(n * amount / 100);
        IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(i -> -orLowest(all.get(i).score()))).limit((long) count)
                .forEach(i -> kept[i] = true);
        return kept;
    }

    private static double orLowest(double score) {
        return Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score;
    }

    /**
     * What is kept of a column, and why.
     *
     * @param kept which of its numbers; of a column of single values 0, or nothing
     * @param scores of each of its numbers
     * @param pValues NaN where the score has none
     */
    public record Chosen(String column, ColumnType type, int[] kept, double[] scores, double[] pValues) {

        public Chosen {
            kept = kept.clone();
            scores = scores.clone();
            pValues = pValues.clone();
            Fits.length("FittedFeatureSelection", "pValues", pValues.length, scores.length);
            Fits.places("FittedFeatureSelection", "kept", kept, 0, scores.length);
        }

        private List<Column> of(Edit edit) {
            Column all = edit.column(column, type);
            if (kept.length == 0 || type != ColumnType.VECTOR) {
                return kept.length == 0 ? List.of() : List.of(all);
            }
            return List.of(Slots.of(NAME, edit, List.of(column), new int[] {scores.length}).get(0).pick(kept));
        }

        @Override
        public String toString() {
            return type == ColumnType.VECTOR ? column + "(" + kept.length + " of " + scores.length + ")" : column;
        }
    }

    /** What is kept of each column. */
    public record Fitted(List<Chosen> columns) implements FittedTransformer {

        public Fitted {
            columns = List.copyOf(columns);
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit(NAME, rows, columns.stream().map(Chosen::column).toList());
            for (Chosen chosen : columns) {
                edit.replace(chosen.column, chosen.of(edit));
            }
            return edit.done();
        }

        /** Those that are kept. */
        @Override
        public String toString() {
            return columns.stream().filter(chosen -> chosen.kept.length > 0).map(Chosen::toString)
                    .collect(Collectors.joining(", ", "FittedFeatureSelection[", "]"));
        }
    }
}
