package org.librate.core.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/**
 * Cuts columns of numbers into bins, each from its lower edge to below its upper one. What lies outside the training values is in the first or last
 * bin; what is missing stays so. Bins without width are left out, so that there may be fewer than asked for; a constant column has one.
 *
 * @param columns which; all of numbers unless changed
 * @param bins how many, at most
 * @param categories whether the result is a category such as "[1.5, 3)" rather than the number of the bin, from 0
 */
public record Binning(Columns columns, int bins, Rule rule, boolean categories) implements ColumnStep<Binning> {

    private static final String NAME = "Binning";

    /** How edges are found. */
    public enum Rule {
        /** Equally wide. */
        UNIFORM,
        /** With about the same number of training rows in each. */
        QUANTILE,
        /** Halfway between the centres of k-means in one dimension, which begins at the middles of equally wide bins. */
        K_MEANS
    }

    public Binning {
        Check.require(bins >= 2, NAME, "bins must be >= 2", bins);
    }

    /** Bins by quantiles. */
    public static Binning of(int bins) {
        return new Binning(Numeric.COLUMNS, bins, Rule.QUANTILE, false);
    }

    @Override
    public Binning on(Columns columns) {
        return new Binning(columns, bins, rule, categories);
    }

    public Binning withRule(Rule rule) {
        return new Binning(columns, bins, rule, categories);
    }

    public Binning withCategories(boolean categories) {
        return new Binning(columns, bins, rule, categories);
    }

    @Override
    public FittedTransformer fit(Table train) {
        List<Edges> learned = new ArrayList<>();
        for (String name : columns.toLearn(NAME, train, ColumnType.NUMERIC)) {
            double[] sorted = Stats.sorted(NAME, train.numeric(name));
            learned.add(new Edges(name, sorted.length == 0 ? new double[0] : inner(sorted)));
        }
        return new Fitted(learned, categories);
    }

    /** The edges between bins, without the outer two. */
    private double[] inner(double[] sorted) {
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            edges[i] = rule == Rule.QUANTILE ? Stats.quantile(sorted, (double) i / bins) : low + (high - low) * i / bins;
        }
        edges[bins] = high;
        if (rule == Rule.K_MEANS) {
            edges = betweenMeans(sorted, edges);
        }
        double[] kept = new double[edges.length];
        int count = 0;
        double last = low;
        for (int i = 1; i < edges.length; i++) {
            if (edges[i] - last > 1e-8) {
                kept[count++] = edges[i];
                last = edges[i];
            }
        }
        return Arrays.copyOf(kept, Math.max(0, count - 1)); // the last is the upper end
    }

    /** Lloyd's rounds: in one dimension each cluster is a stretch of the sorted values. */
    private double[] betweenMeans(double[] sorted, double[] edges) {
        double[] sums = new double[sorted.length + 1];
        for (int i = 0; i < sorted.length; i++) {
            sums[i + 1] = sums[i] + sorted[i];
        }
        double[] centers = new double[bins];
        for (int k = 0; k < bins; k++) {
            centers[k] = (edges[k] + edges[k + 1]) / 2;
        }
        double[] cuts = edges;
        for (int round = 0; round < 300; round++) {
            cuts = edges.clone();
            for (int k = 1; k < bins; k++) {
                cuts[k] = (centers[k - 1] + centers[k]) / 2;
            }
            boolean moved = false;
            int from = 0;
            for (int k = 0; k < bins; k++) {
                int to = k == bins - 1 ? sorted.length : firstNotBelow(sorted, cuts[k + 1]);
                double center = to > from ? (sums[to] - sums[from]) / (to - from) : centers[k]; // an empty one stays where it is
                moved |= center != centers[k];
                centers[k] = center;
                from = to;
            }
            if (!moved) {
                break;
            }
        }
        return cuts;
    }

    private static int firstNotBelow(double[] sorted, double x) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The edges between a column's bins, ascending. */
    public record Edges(String column, double[] inner) {

        public Edges {
            inner = inner.clone();
        }

        /** The bin of a value. */
        int bin(double value) {
            int place = Arrays.binarySearch(inner, value);
            return place >= 0 ? place + 1 : -place - 1;
        }

        List<String> names() {
            List<String> names = new ArrayList<>();
            for (int i = 0; i <= inner.length; i++) {
                String low = i == 0 ? "(-∞" : "[" + text(inner[i - 1]);
                names.add(low + ", " + (i == inner.length ? "∞" : text(inner[i])) + ")");
            }
            return names;
        }

        private static String text(double edge) {
            return NumericColumn.of("edge", edge).text(0);
        }

        @Override
        public String toString() {
            return column + "(" + (inner.length + 1) + ")";
        }
    }

    /** The bins of each column. */
    public record Fitted(List<Edges> columns, boolean categories) implements FittedTransformer {

        public Fitted {
            columns = List.copyOf(columns);
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit(NAME, rows, columns.stream().map(Edges::column).toList());
            for (Edges edges : columns) {
                NumericColumn column = edit.numeric(edges.column);
                edit.replace(edges.column, categories ? category(edges, column) : number(edges, column));
            }
            return edit.done();
        }

        private static Column number(Edges edges, NumericColumn column) {
            double[] values = column.toArray();
            for (int i = 0; i < values.length; i++) {
                values[i] = Double.isNaN(values[i]) ? values[i] : edges.bin(values[i]);
            }
            return NumericColumn.wrap(edges.column, values);
        }

        private static Column category(Edges edges, NumericColumn column) {
            int[] codes = new int[column.size()];
            Arrays.setAll(codes, i -> column.isMissing(i) ? CategoryColumn.MISSING : edges.bin(column.get(i)));
            return CategoryColumn.ofCodes(edges.column, edges.names(), codes);
        }

        @Override
        public String toString() {
            return "FittedBinning" + columns;
        }
    }
}
