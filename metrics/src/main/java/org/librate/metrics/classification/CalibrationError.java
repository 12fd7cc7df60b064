package org.librate.metrics.classification;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.metrics.internal.Inputs;
import org.librate.metrics.internal.Radix;

/**
 * How far probabilities are from how often they come true (Guo and others 2017): rows are put into bins by their probability, and the gaps between
 * the mean probability and the share that came true are averaged by the bins' rows. Known as ECE.
 *
 * <pre>{@code
 * CalibrationError.metric()                              // 15 bins of equal width, of the most probable class
 * CalibrationError.metric().withEqualMass().withBins(10)
 * CalibrationError.of(1)                                 // of one class's probability
 * CalibrationError.metric().withClasses()                // the mean over all classes' (Kull and others 2019)
 * }</pre>
 *
 * <p>Bins of equal width are (a, b], the first [0, b]. Bins of equal mass are cut where the next share of the rows begins; rows of the same
 * probability stay together, in the bin of the first of them.
 *
 * @param bins how many bins
 * @param equalMass whether bins have equally many rows, instead of being equally wide
 * @param of which probability is looked at
 * @param index the class, where one is looked at
 * @param norm how gaps become one number
 */
public record CalibrationError(int bins, boolean equalMass, Of of, int index, Norm norm) implements ScoreMetric {

    /** Which probability is looked at. */
    public enum Of {
        /** That of the most probable class; it comes true if that class is right. */
        TOP,
        /** That of one class. */
        CLASS,
        /** That of each class; the mean of all. */
        CLASSES
    }

    /** How gaps become one number. */
    public enum Norm {
        /** Their mean: the expected calibration error. */
        MEAN,
        /** The root of their mean square. */
        ROOT_MEAN_SQUARE,
        /** The largest. */
        MAX
    }

    /** The rows of a bin: how many, their mean probability, and the share of them that came true. */
    public record Bin(double weight, double probability, double frequency) {
    }

    public CalibrationError {
        Check.positive("CalibrationError", "bins", bins);
    }

    /** Of the most probable class, in 15 bins of equal width. With one probability for each row, that of class 1 is looked at. */
    public static CalibrationError metric() {
        return new CalibrationError(15, false, Of.TOP, 0, Norm.MEAN);
    }

    /** Of one class. */
    public static CalibrationError of(int index) {
        return new CalibrationError(15, false, Of.CLASS, Check.notNegative("CalibrationError", "class", index), Norm.MEAN);
    }

    public CalibrationError withBins(int bins) {
        return new CalibrationError(bins, equalMass, of, index, norm);
    }

    public CalibrationError withEqualMass() {
        return new CalibrationError(bins, true, of, index, norm);
    }

    /** The mean over all classes. */
    public CalibrationError withClasses() {
        return new CalibrationError(bins, equalMass, Of.CLASSES, 0, norm);
    }

    public CalibrationError withNorm(Norm norm) {
        return new CalibrationError(bins, equalMass, of, index, norm);
    }

    @Override
    public String name() {
        return "calibration_error" + switch (of) {
            case TOP -> "";
            case CLASS -> "_class_" + index;
            case CLASSES -> "_classes";
        } + (equalMass ? "_equal_mass" : "") + (norm == Norm.MEAN ? "" : norm == Norm.MAX ? "_max" : "_rms");
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public boolean labels() {
        return false;
    }

    @Override
    public double from(ScoreRows rows) {
        return switch (of) {
            case TOP -> error(rows.single() ? bins(rows, 1) : bins(rows, -1));
            case CLASS -> error(bins(rows, index));
            case CLASSES -> {
                double sum = 0;
                for (int i = 0; i < rows.classes(); i++) {
                    sum += error(bins(rows, i));
                }
                yield sum / rows.classes();
            }
        };
    }

    /** The bins that have rows, from the lowest probabilities to the highest: what a reliability diagram shows. Not for the mean over classes. */
    public List<Bin> bins(Tensor scores, Tensor targets) {
        Check.require(of != Of.CLASSES, "CalibrationError", "bins are those of one class or of the most probable one", this,
                "Use CalibrationError.of(class).");
        ScoreRows rows = ScoreRows.of(name(), scores, targets, null);
        return bins(rows, of == Of.CLASS ? index : rows.single() ? 1 : -1);
    }

    private double error(List<Bin> found) {
        double sum = 0;
        double total = 0;
        double largest = 0;
        for (Bin bin : found) {
            double gap = Math.abs(bin.probability - bin.frequency);
            sum += bin.weight * (norm == Norm.MEAN ? gap : gap * gap);
            total += bin.weight;
            largest = Math.max(largest, gap);
        }
        return switch (norm) {
            case MEAN -> sum / total;
            case ROOT_MEAN_SQUARE -> Math.sqrt(sum / total);
            case MAX -> largest;
        };
    }

    private List<Bin> bins(ScoreRows rows, int column) {
        if (column >= rows.classes()) {
            throw new IllegalArgumentException(name() + ": classes are 0 to " + (rows.classes() - 1) + ", got " + column + ".");
        }
        long[] keys = new long[rows.rows()];
        int[] order = new int[rows.rows()];
        byte[] right = new byte[rows.rows()];
        double total = 0;
        for (int i = 0; i < keys.length; i++) {
            int looked = column < 0 ? top(rows, i) : column;
            double p = rows.single() ? looked == 1 ? rows.score(i, 0) : 1 - rows.score(i, 0) : rows.score(i, looked);
            if (!(p >= 0 && p <= 1)) {
                throw Inputs.notProbability(name(), p, i);
            }
            keys[i] = Radix.key(p);
            order[i] = i;
            right[i] = (byte) (rows.classOf(i) == looked ? 1 : 0);
            total += rows.weight(i);
        }
        if (equalMass) {
            Radix.sort(keys, order);
        }
        double[] weight = new double[bins];
        double[] probability = new double[bins];
        double[] frequency = new double[bins];
        double before = 0;
        int bin = 0;
        long last = 0;
        for (int i = 0; i < keys.length; i++) {
            double by = rows.weight(order[i]);
            double p = Radix.value(keys[i]);
            if (by == 0) {
                continue;
            }
            if (!equalMass) {
                bin = place(p);
            } else if (before == 0 || keys[i] != last) {
                bin = (int) Math.min(bins - 1, Math.floor(before * bins / total));
            }
            last = keys[i];
            before += by;
            weight[bin] += by;
            probability[bin] += by * p;
            frequency[bin] += by * right[order[i]];
        }
        List<Bin> found = new ArrayList<>();
        for (int i = 0; i < bins; i++) {
            if (weight[i] > 0) {
                found.add(new Bin(weight[i], probability[i] / weight[i], frequency[i] / weight[i]));
            }
        }
        return found;
    }

    /** The bin (a, b] of a probability; its ends are multiples of 1/bins as rounding has them, so that what is computed like them falls on them. */
    private int place(double p) {
        double width = 1.0 / bins;
        int bin = (int) Math.min(bins - 1, Math.max(0, Math.ceil(p * bins) - 1));
        if (bin > 0 && p <= bin * width) {
            return bin - 1;
        }
        return bin < bins - 1 && p > (bin + 1) * width ? bin + 1 : bin;
    }

    private static int top(ScoreRows rows, int row) {
        int best = 0;
        for (int i = 1; i < rows.classes(); i++) {
            best = rows.score(row, i) > rows.score(row, best) ? i : best;
        }
        return best;
    }
}
