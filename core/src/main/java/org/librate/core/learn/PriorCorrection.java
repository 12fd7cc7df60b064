package org.librate.core.learn;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.Tensor;

/**
 * Probabilities as they are where classes are as frequent as somewhere else than among the rows that were learned from: each is multiplied by how
 * much more frequent its class is there, and the row divided by its sum (Elkan 2001; Saerens et al. 2002):
 *
 * <pre>{@code
 * p'(c | x)  =  p(c | x) · share(c) / learned(c)   /   Σ of these
 * }</pre>
 *
 * <p>That is exact where only the frequency of the classes differs, not what their rows look like: for weights and for rows drawn again or left out
 * at random. Where rows are made up or chosen (SMOTE, Tomek links), it is as good as these leave each class what it was.
 *
 * <p>A class of share 0 gets probability 0. One that had no rows to learn from keeps what the model says of it, which there is nothing to compare
 * with.
 *
 * @param classNames in the order of the probabilities
 * @param learned the share of each class among the rows that were learned from, by their weights
 * @param shares the share of each class where probabilities shall hold
 */
public record PriorCorrection(List<String> classNames, List<Double> learned, List<Double> shares) {

    private static final String NAME = "PriorCorrection";
    /** Shares that differ by less do so by rounding. */
    private static final double ROUNDING = 1e-9;

    public PriorCorrection {
        classNames = List.copyOf(classNames);
        learned = List.copyOf(learned);
        shares = List.copyOf(shares);
        for (List<Double> some : List.of(learned, shares)) {
            Check.require(some.size() == classNames.size(), NAME, "needs a share for each of the classes " + classNames, some);
            double sum = 0;
            for (double share : some) {
                sum += Check.fraction(NAME, "a share", share);
            }
            Check.require(Math.abs(sum - 1) < 1e-6, NAME, "shares must sum to 1", sum);
        }
    }

    /** From the shares of some rows to those of others. The classes of one need not be named. */
    public static PriorCorrection of(ClassCounts learned, ClassCounts population) {
        List<String> named = learned.names().isEmpty() ? population.names() : learned.names();
        Check.require(learned.classes() == population.classes() && (population.names().isEmpty() || population.names().equals(named)), NAME,
                "must be between the same classes", learned + " and " + population);
        List<String> names = named.isEmpty() ? IntStream.range(0, learned.classes()).mapToObj(Integer::toString).toList() : named;
        return new PriorCorrection(names, boxed(learned.shares()), boxed(population.shares()));
    }

    /** The same to other shares, which must be given for all classes and are divided by their sum. */
    public PriorCorrection to(Map<String, Double> shares) {
        Check.require(shares.keySet().equals(Set.copyOf(classNames)), NAME, "needs a share for each of the classes " + classNames, shares.keySet());
        double[] given = classNames.stream().mapToDouble(
                name -> Check.notNegative(NAME, "the share of \"" + name + "\"", Objects.requireNonNull(shares.get(name)))).toArray();
        double sum = Check.positive(NAME, "the sum of all shares", Arrays.stream(given).sum());
        return new PriorCorrection(classNames, learned, boxed(Arrays.stream(given).map(share -> share / sum).toArray()));
    }

    /** None: shares as they were learned. */
    public PriorCorrection none() {
        return new PriorCorrection(classNames, learned, learned);
    }

    private static List<Double> boxed(double... values) {
        return DoubleStream.of(values).boxed().toList();
    }

    /** Whether it leaves everything as it is. */
    public boolean isNone() {
        return IntStream.range(0, classNames.size()).allMatch(k -> Math.abs(shares.get(k) - learned.get(k)) <= ROUNDING * learned.get(k));
    }

    /**
     * Other probabilities for those of a model.
     *
     * @param probabilities {@code [.., classes]}
     */
    public Tensor apply(Tensor probabilities) {
        if (isNone()) {
            return probabilities;
        }
        int classes = classNames.size();
        Check.require(probabilities.rank() > 0 && probabilities.dim(-1) == classes, NAME, "needs probabilities [.., " + classes + "]",
                probabilities.shape());
        double[] factors = new double[classes]; // as logarithms: a rare class may become many orders rarer
        Arrays.setAll(factors, k -> learned.get(k) == 0 && shares.get(k) > 0 ? 0
                : Math.log(shares.get(k)) - Math.log(Math.max(learned.get(k), Double.MIN_VALUE)));
        float[] all = probabilities.toArray();
        double[] row = new double[classes];
        for (int at = 0; at < all.length; at += classes) {
            double most = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < classes; k++) {
                row[k] = Math.log(all[at + k]) + factors[k];
                most = Math.max(most, row[k]);
            }
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                row[k] = Math.exp(row[k] - most);
                sum += row[k];
            }
            // else every class with a probability has the share 0: nothing can be said
            for (int k = 0; k < classes && most != Double.NEGATIVE_INFINITY; k++) {
                all[at + k] = (float) (row[k] / sum);
            }
        }
        return Tensor.of(probabilities.shape(), all);
    }

    /** As in {@code PriorCorrection[fraud: 0.5 to 0.01, ok: 0.5 to 0.99]}. */
    @Override
    public String toString() {
        return IntStream.range(0, classNames.size()).mapToObj(k -> classNames.get(k) + ": " + number(learned.get(k)) + " to " + number(shares.get(k)))
                .collect(Collectors.joining(", ", NAME + "[", "]"));
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.4g", value);
        return text.contains("e") || !text.contains(".") ? text : text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
