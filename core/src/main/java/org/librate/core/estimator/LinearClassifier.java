package org.librate.core.estimator;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.kernel.host.HostParallel;
import org.librate.core.learn.Model;
import org.librate.core.table.Table;

/**
 * Classes by linear functions of the features: of a {@link LogisticRegression} or a {@link LinearSvm}.
 *
 * @param present the numbers of the classes that training rows had; the others have probability 0
 * @param coefficients for each class that was present and each number of a row; a single line, for the second, if there were two
 * @param intercepts one for each line
 */
public record LinearClassifier(FeatureSchema features, List<String> classNames, int[] present, double[][] coefficients, double[] intercepts,
        Kind kind, Convergence convergence) implements Model {

    /** What the linear functions are. */
    public enum Kind {
        /** Log-odds: scores are probabilities as learned. */
        LOGISTIC,
        /** Distances from a plane: scores rank like them, but are no probabilities until they have been calibrated. */
        MARGIN
    }

    public LinearClassifier {
        classNames = List.copyOf(classNames);
        present = present.clone();
        coefficients = copy(coefficients);
        intercepts = intercepts.clone();
        int lines = present.length == 2 ? 1 : present.length;
        Check.require(present.length > 1 && coefficients.length == lines && intercepts.length == lines, "LinearClassifier",
                "needs coefficients and an intercept for each class",
                coefficients.length + " and " + intercepts.length + " for " + present.length + " classes");
        for (double[] line : coefficients) {
            Check.require(line.length == features.width(), "LinearClassifier", "needs a coefficient for each of " + features.width() + " features",
                    line.length);
        }
        for (int k : present) {
            Check.require(k >= 0 && k < classNames.size(), "LinearClassifier", "a class must be one of " + classNames, k);
        }
    }

    private static double[][] copy(double[][] lines) {
        return Arrays.stream(lines).map(double[]::clone).toArray(double[][]::new);
    }

    @Override
    public int[] present() {
        return present.clone();
    }

    @Override
    public double[][] coefficients() {
        return copy(coefficients);
    }

    @Override
    public double[] intercepts() {
        return intercepts.clone();
    }

    /** The coefficients for a class by the names of features: of two classes those of the first are minus those of the second. */
    public Map<String, Double> coefficients(String className) {
        int k = IntStream.range(0, present.length).filter(i -> classNames.get(present[i]).equals(className)).findFirst().orElse(-1);
        Check.require(k >= 0, "LinearClassifier", "a class must be one of those that training rows had", "\"" + className + "\"");
        double[] line = present.length == 2 ? coefficients[0] : coefficients[k];
        double sign = present.length == 2 && k == 0 ? -1 : 1;
        List<String> names = features.names();
        Map<String, Double> named = new LinkedHashMap<>();
        for (int j = 0; j < line.length; j++) {
            named.put(names.get(j), sign * line[j]);
        }
        return named;
    }

    /** The linear functions themselves, FLOAT32 {@code [n]} for two classes, {@code [n, classes that were present]} for more. */
    public Tensor decision(Table rows) {
        double[] z = margins(rows);
        float[] values = new float[z.length];
        for (int i = 0; i < z.length; i++) {
            values[i] = (float) z[i];
        }
        return coefficients.length == 1 ? TrainingRows.values(values) : TrainingRows.scores(rows.rows(), coefficients.length, values);
    }

    private double[] margins(Table rows) {
        FeatureRows x = features.rows("LinearClassifier", rows);
        int lines = coefficients.length;
        int width = x.denseWidth();
        double[][] ordered = Arrays.stream(coefficients).map(x::ordered).toArray(double[][]::new);
        double[] z = new double[rows.rows() * lines];
        HostParallel.run((from, to) -> {
            for (int i = from; i < to; i++) {
                for (int k = 0; k < lines; k++) {
                    double sum = RowBlocks.dot(x.dense(), i * width, ordered[k], 0, width) + intercepts[k];
                    for (int c = 0; c < x.starts().length; c++) {
                        int place = x.places()[c][i];
                        sum += place < 0 ? 0 : ordered[k][width + x.starts()[c] + place];
                    }
                    z[i * lines + k] = sum;
                }
            }
        }, rows.rows(), Math.max(1, (1 << 17) / (lines * (width + x.starts().length) + 1)));
        return z;
    }

    @Override
    public Tensor scores(Table rows) {
        double[] z = margins(rows);
        int classes = classNames.size();
        int lines = coefficients.length;
        float[] scores = new float[rows.rows() * classes];
        for (int i = 0; i < rows.rows(); i++) {
            if (lines == 1) {
                double small = Math.exp(-Math.abs(z[i]));
                double less = small / (1 + small);
                double more = 1 / (1 + small);
                scores[i * classes + present[0]] = (float) (z[i] >= 0 ? less : more);
                scores[i * classes + present[1]] = (float) (z[i] >= 0 ? more : less);
            } else {
                double most = Double.NEGATIVE_INFINITY;
                for (int k = 0; k < lines; k++) {
                    most = Math.max(most, z[i * lines + k]);
                }
                double sum = 0;
                for (int k = 0; k < lines; k++) {
                    sum += Math.exp(z[i * lines + k] - most);
                }
                for (int k = 0; k < lines; k++) {
                    scores[i * classes + present[k]] = (float) (Math.exp(z[i * lines + k] - most) / sum);
                }
            }
        }
        return TrainingRows.scores(rows.rows(), classes, scores);
    }

    @Override
    public boolean assumesShares() {
        return kind == Kind.LOGISTIC;
    }

    /** A line for each feature with its coefficients, the largest first. */
    public String report() {
        List<String> names = features.names();
        StringBuilder text = new StringBuilder("LinearClassifier, " + convergence + "\n");
        int widest = Math.max(9, names.stream().mapToInt(String::length).max().orElse(0));
        text.append(" ".repeat(widest));
        for (int k = 0; k < coefficients.length; k++) {
            text.append(String.format(Locale.ROOT, " %12s", lineName(k)));
        }
        text.append('\n').append(String.format(Locale.ROOT, "%-" + widest + "s", "intercept"));
        for (double one : intercepts) {
            text.append(String.format(Locale.ROOT, " %12.5g", one));
        }
        IntStream.range(0, names.size()).boxed().sorted(Comparator.comparingDouble((Integer j) -> -size(j))).forEach(j -> {
            text.append('\n').append(String.format(Locale.ROOT, "%-" + widest + "s", names.get(j)));
            for (double[] line : coefficients) {
                text.append(String.format(Locale.ROOT, " %12.5g", line[j]));
            }
        });
        return text.toString();
    }

    private double size(int feature) {
        return Arrays.stream(coefficients).mapToDouble(line -> Math.abs(line[feature])).max().orElse(0);
    }

    private String lineName(int line) {
        return classNames.get(coefficients.length == 1 ? present[1] : present[line]);
    }

    @Override
    public String toString() {
        List<String> names = features.names();
        return IntStream.range(0, coefficients.length).mapToObj(k -> lineName(k) + ": intercept=" + FeatureSchema.shown(intercepts[k]) + ", "
                + FeatureSchema.named(names, coefficients[k])).collect(Collectors.joining("; ", "LinearClassifier[", "]"));
    }
}
