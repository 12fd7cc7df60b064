package org.librate.metrics.classification;

import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.metrics.Undefined;

/**
 * The area under the ROC curve: the chance that a row of the class scores higher than one that is not of it, ties counting half. Undefined where rows
 * of either kind are missing.
 *
 * <pre>{@code
 * RocAuc.metric()                                 // two classes
 * RocAuc.macro()                                  // the mean over each class against the rest; weighted(), micro() likewise
 * RocAuc.oneVsOne()                               // the mean over pairs of classes (Hand and Till 2001)
 * RocAuc.metric().withMaxFalsePositiveRate(0.1)   // only the left of the curve, where guessing is ½ and the best 1 (McClish 1989)
 * }</pre>
 *
 * <p>Scores may be any numbers, since only their order counts: {@code [n]} of class 1, {@code [n, classes]}, or {@code [n, labels]}.
 *
 * @param average which class, or how classes become one number
 * @param inPairs whether classes are compared in pairs instead of each with the rest
 * @param maxFalsePositiveRate how far right the curve is looked at; 1 for all of it
 * @param undefined what it is where rows of either kind are missing
 * @param labels whether rows may have several labels
 */
public record RocAuc(Average average, boolean inPairs, double maxFalsePositiveRate, Undefined undefined, boolean labels) implements ScoreMetric {

    private static final String NAME = "RocAuc";

    public RocAuc {
        Check.require(maxFalsePositiveRate > 0 && maxFalsePositiveRate <= 1, NAME, "maxFalsePositiveRate must be in (0, 1]", maxFalsePositiveRate);
        Check.require(!inPairs || !labels && maxFalsePositiveRate == 1
                && (average.kind() == Average.Kind.MACRO || average.kind() == Average.Kind.WEIGHTED),
                NAME, "pairs of classes are averaged as macro or weighted, over the whole curve and not over labels", average);
    }

    /** Of class 1 of two. */
    public static RocAuc metric() {
        return new RocAuc(Average.BINARY, false, 1, Undefined.NAN, false);
    }

    /** Of one class against the rest. */
    public static RocAuc of(int index) {
        return metric().with(Average.of(index));
    }

    /** The mean over each class against the rest. */
    public static RocAuc macro() {
        return metric().with(Average.MACRO);
    }

    /** The mean over each class against the rest, by how often it occurs. */
    public static RocAuc weighted() {
        return metric().with(Average.WEIGHTED);
    }

    /** Every class of every row as a row of its own. */
    public static RocAuc micro() {
        return metric().with(Average.MICRO);
    }

    /** The mean over the pairs of classes, each way round. */
    public static RocAuc oneVsOne() {
        return new RocAuc(Average.MACRO, true, 1, Undefined.NAN, false);
    }

    /** The mean over the pairs of classes, by how often the two occur. */
    public static RocAuc oneVsOneWeighted() {
        return new RocAuc(Average.WEIGHTED, true, 1, Undefined.NAN, false);
    }

    public RocAuc withMaxFalsePositiveRate(double rate) {
        return new RocAuc(average, inPairs, rate, undefined, labels);
    }

    public RocAuc withUndefined(Undefined undefined) {
        return new RocAuc(average, inPairs, maxFalsePositiveRate, undefined, labels);
    }

    /** For rows that may have several labels: scores and targets {@code [n, labels]}. */
    public RocAuc overLabels() {
        return new RocAuc(average, inPairs, maxFalsePositiveRate, undefined, true);
    }

    private RocAuc with(Average other) {
        return new RocAuc(other, inPairs, maxFalsePositiveRate, undefined, labels);
    }

    @Override
    public String name() {
        return (maxFalsePositiveRate < 1 ? "partial_roc_auc" : "roc_auc") + (inPairs ? "_one_vs_one" : "") + average.suffix();
    }

    @Override
    public double from(ScoreRows rows) {
        return inPairs ? pairs(rows) : Averaged.of("roc_auc", rows, average, undefined, this::area);
    }

    private double area(Ranked ranked) {
        return maxFalsePositiveRate == 1 ? Areas.roc(ranked) : Areas.partialRoc(ranked, maxFalsePositiveRate);
    }

    private double pairs(ScoreRows rows) {
        int classes = rows.classes();
        double[] support = IntStream.range(0, classes).mapToDouble(rows::support).toArray();
        double[] areas = new double[classes * (classes - 1) / 2];
        double[] weights = new double[areas.length];
        int pair = 0;
        for (int first = 0; first < classes; first++) {
            for (int second = first + 1; second < classes; second++) {
                areas[pair] = (Areas.roc(rows.between(first, second)) + Areas.roc(rows.between(second, first))) / 2;
                weights[pair++] = average.kind() == Average.Kind.MACRO ? 1 : support[first] + support[second];
            }
        }
        return undefined.or(Average.mean(areas, weights, undefined));
    }
}
