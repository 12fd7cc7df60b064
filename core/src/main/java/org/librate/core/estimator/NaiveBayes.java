package org.librate.core.estimator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.librate.core.Check;
import org.librate.core.learn.ClassCounts;
import org.librate.core.learn.Estimator;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.Table;

/**
 * Classes by how likely each feature is among their rows, as if features had nothing to do with each other.
 *
 * <pre>{@code
 * NaiveBayesModel model = NaiveBayes.gaussian().fit(split.train());
 * }</pre>
 *
 * @param smoothing Gaussian: the share of the largest variance that is added to all; the others: how often everything is taken to have been seen
 *         besides
 * @param threshold Bernoulli: above it a number counts as yes
 * @param uniformPrior whether classes are taken to be as frequent as each other
 */
public record NaiveBayes(Kind kind, double smoothing, double threshold, boolean uniformPrior) implements Estimator<NaiveBayesModel> {

    private static final String NAME = "NaiveBayes";

    /** What the features are. */
    public enum Kind {
        /** Numbers with a mean and a variance for each class. */
        GAUSSIAN,
        /** Counts, such as of words. */
        MULTINOMIAL,
        /** Counts, by all other classes: better where classes differ much in size (Rennie et al. 2003). */
        COMPLEMENT,
        /** Yes and no. */
        BERNOULLI,
        /** Categories, and yes and no. */
        CATEGORICAL
    }

    public NaiveBayes {
        Check.require(smoothing >= 0 && smoothing < Double.POSITIVE_INFINITY && (smoothing > 0 || kind == Kind.GAUSSIAN), NAME,
                "smoothing must be > 0 and finite (for GAUSSIAN it may be 0)", smoothing);
    }

    public static NaiveBayes gaussian() {
        return new NaiveBayes(Kind.GAUSSIAN, 1e-9, 0, false);
    }

    public static NaiveBayes multinomial() {
        return new NaiveBayes(Kind.MULTINOMIAL, 1, 0, false);
    }

    public static NaiveBayes complement() {
        return new NaiveBayes(Kind.COMPLEMENT, 1, 0, false);
    }

    public static NaiveBayes bernoulli() {
        return new NaiveBayes(Kind.BERNOULLI, 1, 0, false);
    }

    /** On category columns as they are. A value that is missing or was no level among the training rows says nothing for or against any class. */
    public static NaiveBayes categorical() {
        return new NaiveBayes(Kind.CATEGORICAL, 1, 0, false);
    }

    public NaiveBayes withSmoothing(double smoothing) {
        return new NaiveBayes(kind, smoothing, threshold, uniformPrior);
    }

    public NaiveBayes withThreshold(double threshold) {
        return new NaiveBayes(kind, smoothing, threshold, uniformPrior);
    }

    public NaiveBayes withUniformPrior(boolean uniform) {
        return new NaiveBayes(kind, smoothing, threshold, uniform);
    }

    @Override
    public NaiveBayesModel fit(Table train) {
        TrainingRows rows = TrainingRows.ofClasses(NAME, train);
        int[] labels = rows.labels();
        double[] weights = rows.weights();
        double[] sums = rows.classSums();
        double[] priors = priors(sums);
        FeatureSchema schema = kind == Kind.CATEGORICAL
                ? FeatureSchema.of(NAME, train, Set.of(ColumnType.CATEGORY, ColumnType.BOOLEAN), "Bin it, or use NaiveBayes.gaussian().")
                : FeatureSchema.ofNumbers(NAME, train);
        if (kind == Kind.CATEGORICAL) {
            return new NaiveBayesModel(schema, rows.classNames(), kind, threshold, priors, categories(schema, train, labels, weights, sums.length),
                    new double[0][]);
        }
        double[] x = schema.matrix(NAME, train);
        checkCounts(schema, x);
        double[][] totals = totals(x, labels, weights, sums.length, schema.width());
        if (kind == Kind.GAUSSIAN) {
            return gaussian(schema, rows.classNames(), priors, sums, totals, x, labels, weights);
        }
        return new NaiveBayesModel(schema, rows.classNames(), kind, threshold, priors, logarithms(totals, sums), new double[0][]);
    }

    private double[] priors(double[] sums) {
        double all = 0;
        int present = 0;
        for (double sum : sums) {
            all += sum;
            present += sum > 0 ? 1 : 0;
        }
        double[] priors = new double[sums.length];
        for (int k = 0; k < sums.length; k++) {
            priors[k] = sums[k] == 0 ? 0 : uniformPrior ? 1.0 / present : sums[k] / all;
        }
        return priors;
    }

    private void checkCounts(FeatureSchema schema, double[] x) {
        for (int i = 0; i < x.length && (kind == Kind.MULTINOMIAL || kind == Kind.COMPLEMENT); i++) {
            Check.require(x[i] >= 0, NAME, "counts must be >= 0",
                    x[i] + " in \"" + schema.names().get(i % schema.width()) + "\", row " + i / schema.width(), "Use NaiveBayes.gaussian().");
        }
    }

    private double[][] totals(double[] x, int[] labels, double[] weights, int classes, int width) {
        double[][] totals = new double[classes][width];
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < width; j++) {
                double value = x[i * width + j];
                totals[labels[i]][j] += weights[i] * (kind == Kind.BERNOULLI ? (value > threshold ? 1 : 0) : value);
            }
        }
        return totals;
    }

    private NaiveBayesModel gaussian(FeatureSchema schema, List<String> classNames, double[] priors, double[] sums, double[][] totals, double[] x,
            int[] labels, double[] weights) {
        int width = schema.width();
        double[][] variances = new double[sums.length][width];
        for (int k = 0; k < sums.length; k++) {
            for (int j = 0; j < width; j++) {
                totals[k][j] = sums[k] > 0 ? totals[k][j] / sums[k] : 0;
            }
        }
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < width; j++) {
                double apart = x[i * width + j] - totals[labels[i]][j];
                variances[labels[i]][j] += weights[i] * apart * apart;
            }
        }
        double added = smoothing * largestVariance(x, weights, width);
        for (int k = 0; k < sums.length; k++) {
            for (int j = 0; j < width; j++) {
                double variance = (sums[k] > 0 ? variances[k][j] / sums[k] : 0) + added;
                variances[k][j] = variance > 0 ? variance : 1e-9; // every column is constant: no class is likelier
            }
        }
        return new NaiveBayesModel(schema, classNames, kind, threshold, priors, totals, variances);
    }

    private static double largestVariance(double[] x, double[] weights, int width) {
        double all = Arrays.stream(weights).sum();
        double largest = 0;
        for (int j = 0; j < width; j++) {
            double mean = 0;
            for (int i = 0; i < weights.length; i++) {
                mean += weights[i] * x[i * width + j] / all;
            }
            double variance = 0;
            for (int i = 0; i < weights.length; i++) {
                variance += weights[i] * (x[i * width + j] - mean) * (x[i * width + j] - mean) / all;
            }
            largest = Math.max(largest, variance);
        }
        return largest;
    }

    private double[][] logarithms(double[][] totals, double[] sums) {
        int width = totals[0].length;
        double[] everywhere = new double[width];
        for (double[] line : totals) {
            RowBlocks.addTo(everywhere, 0, 1, line, 0, width);
        }
        double[][] logs = new double[totals.length][width];
        for (int k = 0; k < totals.length; k++) {
            double[] counts = new double[width];
            for (int j = 0; j < width; j++) {
                counts[j] = smoothing + (kind == Kind.COMPLEMENT ? everywhere[j] - totals[k][j] : totals[k][j]);
            }
            double sum = kind == Kind.BERNOULLI ? sums[k] + 2 * smoothing : Arrays.stream(counts).sum();
            for (int j = 0; j < width; j++) {
                logs[k][j] = (kind == Kind.COMPLEMENT ? -1 : 1) * Math.log(counts[j] / sum);
            }
        }
        return logs;
    }

    /** One after the other the levels of the columns. */
    private double[][] categories(FeatureSchema schema, Table train, int[] labels, double[] weights, int classes) {
        int[] starts = NaiveBayesModel.starts(schema);
        double[][] logs = new double[classes][starts[starts.length - 1]];
        List<Column> columns = schema.find(NAME, train);
        for (int c = 0; c < columns.size(); c++) {
            double[] sums = new double[classes];
            int levels = starts[c + 1] - starts[c];
            for (int i = 0; i < labels.length; i++) {
                int code = NaiveBayesModel.code(columns.get(c), i);
                if (code >= 0) {
                    logs[labels[i]][starts[c] + code] += weights[i];
                    sums[labels[i]] += weights[i];
                }
            }
            for (int k = 0; k < classes; k++) {
                for (int at = starts[c]; at < starts[c + 1]; at++) {
                    logs[k][at] = Math.log((logs[k][at] + smoothing) / (sums[k] + smoothing * levels));
                }
            }
        }
        return logs;
    }

    /** A prior that was asked to be uniform, or that there is none of, is not put right by anybody. */
    @Override
    public Optional<ClassCounts> learnedCounts(Table train, Optional<Table> validation, NaiveBayesModel model) {
        return uniformPrior || kind == Kind.COMPLEMENT ? Optional.empty() : Optional.of(learnedCounts(train));
    }

    @Override
    public String toString() {
        return NAME + "[" + kind + ", smoothing=" + smoothing + (kind == Kind.BERNOULLI ? ", threshold=" + threshold : "")
                + (uniformPrior ? ", uniform prior" : "") + "]";
    }
}
