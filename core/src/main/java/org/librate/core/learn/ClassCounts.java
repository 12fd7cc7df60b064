package org.librate.core.learn;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.data.Batch;
import org.librate.core.data.Batches;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.Loader;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/**
 * How many training rows each class has, by their weights: what class weights, losses for rare classes and corrected probabilities are worked out
 * from.
 *
 * <pre>{@code
 * ClassCounts counts = ClassCounts.of(train);      // fraud: 13, ok: 987
 * counts.shares();                                 // [0.013, 0.987]
 * }</pre>
 *
 * @param names in the order of the class numbers; empty if classes have none
 * @param counts for each class; 0 for one without rows
 */
public record ClassCounts(List<String> names, List<Double> counts) {

    private static final String NAME = "ClassCounts";
    private static final int ROWS = 256;

    public ClassCounts {
        names = List.copyOf(names);
        counts = List.copyOf(counts);
        Check.require(counts.size() >= 2, NAME, "there must be at least 2 classes", counts);
        Check.require(names.isEmpty() || names.size() == counts.size(), NAME, "needs a count for each of the classes " + names, counts);
        for (double count : counts) {
            Check.notNegative(NAME, "a count", count);
        }
        Check.require(counts.stream().anyMatch(count -> count > 0), NAME, "some class must have rows", counts);
    }

    /** Of classes without names. Numbers in proportion to the counts, such as shares, do where only shares matter. */
    public static ClassCounts of(double... counts) {
        return new ClassCounts(List.of(), boxed(counts));
    }

    public static ClassCounts of(List<String> names, double... counts) {
        return new ClassCounts(names, boxed(counts));
    }

    /** Of a table whose target is a class. A row counts by its weight. */
    public static ClassCounts of(Table rows) {
        double[] counts = new double[rows.classNames().size()];
        int[] labels = rows.labels();
        NumericColumn weights = rows.weights().orElse(null);
        for (int i = 0; i < labels.length; i++) {
            counts[labels[i]] += weights == null ? 1 : weights.get(i);
        }
        return of(rows.classNames(), counts);
    }

    /** Of where a table's rows were drawn from, if the table says so ({@link Table#population}); else of its rows. */
    public static ClassCounts ofPopulation(Table rows) {
        Map<String, Double> population = rows.population();
        if (population.isEmpty()) {
            return of(rows);
        }
        return new ClassCounts(rows.classNames(), rows.classNames().stream().map(name -> population.getOrDefault(name, 0.0)).toList());
    }

    /**
     * Of a data set whose only target is a class number. A row counts by its weight; without weights no row is read where the data set has its labels
     * at hand.
     *
     * @param classes how many classes there are, of which the last need not have rows
     */
    public static ClassCounts of(Dataset data, int classes) {
        List<String> names = data.classNames().size() == classes ? data.classNames() : List.of();
        if (data.fields().stream().noneMatch(field -> field.role() == Field.Role.WEIGHT)) {
            long[] counts = data.classCounts();
            Check.require(counts.length <= classes, NAME, "classes must be below " + classes, counts.length - 1);
            return of(names, Arrays.stream(Arrays.copyOf(counts, classes)).asDoubleStream().toArray());
        }
        double[] counts = new double[classes];
        try (Batches batches = Loader.of(data).withBatchSize(ROWS).open(0)) {
            for (Batch batch : batches) {
                double[] labels = batch.y().toDoubles();
                double[] weights = batch.weights().map(Tensor::toDoubles).orElseThrow();
                Check.require(labels.length == weights.length, NAME, "needs one class for each row", batch.y().shape());
                for (int i = 0; i < labels.length; i++) {
                    int label = (int) labels[i];
                    Check.require(weights[i] == 0 || label >= 0 && label < classes, NAME, "a class must be in [0, " + classes + ")", label);
                    counts[weights[i] == 0 ? 0 : label] += weights[i];
                }
            }
        }
        return of(names, counts);
    }

    private static List<Double> boxed(double... values) {
        return DoubleStream.of(values).boxed().toList();
    }

    /** How many classes. */
    public int classes() {
        return counts.size();
    }

    /** The sum of all counts. */
    public double total() {
        return counts.stream().mapToDouble(Double::doubleValue).sum();
    }

    public double[] toArray() {
        return counts.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The share of each class. */
    public double[] shares() {
        double total = total();
        return counts.stream().mapToDouble(count -> count / total).toArray();
    }

    /** The counts if each class weighed as much more. */
    public ClassCounts times(double... factors) {
        Check.require(factors.length == classes(), NAME, "needs a factor for each of " + classes() + " classes", factors.length);
        double[] more = toArray();
        Arrays.setAll(more, k -> more[k] * factors[k]);
        return of(names, more);
    }

    /** As in {@code ClassCounts[fraud=13, ok=987]}. */
    @Override
    public String toString() {
        return IntStream.range(0, classes()).mapToObj(k -> (names.isEmpty() ? "" : names.get(k) + "=") + number(counts.get(k)))
                .collect(Collectors.joining(", ", NAME + "[", "]"));
    }

    private static String number(double value) {
        return value == Math.rint(value) && value < 1e15 ? Long.toString((long) value) : String.format(Locale.ROOT, "%.6g", value);
    }
}
