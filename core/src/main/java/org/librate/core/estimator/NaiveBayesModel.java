package org.librate.core.estimator;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.learn.Model;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.Table;

/**
 * A fitted {@link NaiveBayes}.
 *
 * @param priors how frequent each class is; 0 for one without training rows, which is never predicted
 * @param first of each class: means, or logarithms of probabilities
 * @param variances of each class; none but for Gaussian
 */
public record NaiveBayesModel(FeatureSchema features, List<String> classNames, NaiveBayes.Kind kind, double threshold, double[] priors,
        double[][] first, double[][] variances)
        implements Model {

    private static final String NAME = "NaiveBayesModel";

    public NaiveBayesModel {
        classNames = List.copyOf(classNames);
        priors = priors.clone();
        first = copy(first);
        variances = copy(variances);
        Check.require(priors.length == classNames.size() && first.length == priors.length, NAME,
                "needs a prior and a line for each class of " + classNames, priors.length + " and " + first.length);
        int width = kind == NaiveBayes.Kind.CATEGORICAL ? starts(features)[features.columns().size()] : features.width();
        for (double[] line : first) {
            Check.require(line.length == width, NAME, "needs lines of " + width, line.length);
        }
        boolean spread = kind == NaiveBayes.Kind.GAUSSIAN;
        Check.require(variances.length == (spread ? priors.length : 0) && Arrays.stream(variances).allMatch(line -> line.length == width), NAME,
                "needs variances as many as means", variances.length);
    }

    private static double[][] copy(double[][] lines) {
        return Arrays.stream(lines).map(double[]::clone).toArray(double[][]::new);
    }

    @Override
    public double[] priors() {
        return priors.clone();
    }

    @Override
    public double[][] first() {
        return copy(first);
    }

    @Override
    public double[][] variances() {
        return copy(variances);
    }

    /** Where the levels of each column begin in a line, and where the last ends. */
    static int[] starts(FeatureSchema schema) {
        int[] starts = new int[schema.columns().size() + 1];
        for (int c = 0; c + 1 < starts.length; c++) {
            FeatureColumn column = schema.columns().get(c);
            starts[c + 1] = starts[c] + (column.type() == ColumnType.BOOLEAN ? 2 : column.levels().size());
        }
        return starts;
    }

    /** −1 where it is missing. */
    static int code(Column column, int row) {
        return column.isMissing(row) ? -1 : column instanceof CategoryColumn category ? category.code(row) : ((BooleanColumn) column).isTrue(row) ? 1
                : 0;
    }

    @Override
    public Tensor scores(Table rows) {
        int classes = priors.length;
        float[] scores = new float[rows.rows() * classes];
        double[] logs = new double[classes];
        double[] x = kind == NaiveBayes.Kind.CATEGORICAL ? new double[0] : features.matrix(NAME, rows);
        List<Column> columns = features.find(NAME, rows);
        int[] starts = starts(features);
        for (int i = 0; i < rows.rows(); i++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < classes; k++) {
                if (priors[k] > 0) {
                    logs[k] = (kind == NaiveBayes.Kind.COMPLEMENT ? 0 : Math.log(priors[k]))
                            + (kind == NaiveBayes.Kind.CATEGORICAL ? ofCodes(columns, starts, i, k) : ofNumbers(x, i, k));
                    most = Math.max(most, logs[k]);
                }
            }
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                logs[k] = priors[k] > 0 ? Math.exp(logs[k] - most) : 0;
                sum += logs[k];
            }
            for (int k = 0; k < classes; k++) {
                scores[i * classes + k] = (float) (logs[k] / sum);
            }
        }
        return TrainingRows.scores(rows.rows(), classes, scores);
    }

    private double ofCodes(List<Column> columns, int[] starts, int row, int k) {
        double sum = 0;
        for (int c = 0; c < columns.size(); c++) {
            int code = code(columns.get(c), row);
            sum += code < 0 ? 0 : first[k][starts[c] + code];
        }
        return sum;
    }

    private double ofNumbers(double[] x, int row, int k) {
        int width = first[k].length;
        int at = row * width;
        double sum = 0;
        for (int j = 0; j < width; j++) {
            double value = x[at + j];
            sum += switch (kind) {
                case GAUSSIAN -> -0.5 * (Math.log(2 * Math.PI * variances[k][j]) + (value - first[k][j]) * (value - first[k][j]) / variances[k][j]);
                case BERNOULLI -> value > threshold ? first[k][j] : Math.log1p(-Math.exp(first[k][j]));
                default -> value * first[k][j];
            };
        }
        return sum;
    }

    @Override
    public String toString() {
        return NAME + "[" + kind + ", " + FeatureSchema.named(classNames, priors) + "]";
    }
}
