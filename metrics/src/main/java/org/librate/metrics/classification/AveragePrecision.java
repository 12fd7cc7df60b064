package org.librate.metrics.classification;

import org.librate.metrics.Undefined;

/**
 * The area under the precision–recall curve as steps: {@code Σ (R_n − R_{n−1}) P_n} over the distinct scores from the highest down. Unlike the area
 * with straight lines between the points, it promises nothing that no cut-off reaches. Undefined without rows of the class.
 *
 * @param average which class, or how classes become one number
 * @param undefined what it is without rows of the class
 * @param labels whether rows may have several labels
 */
public record AveragePrecision(Average average, Undefined undefined, boolean labels) implements ScoreMetric {

    /** Of class 1 of two. */
    public static AveragePrecision metric() {
        return new AveragePrecision(Average.BINARY, Undefined.NAN, false);
    }

    /** Of one class against the rest. */
    public static AveragePrecision of(int index) {
        return new AveragePrecision(Average.of(index), Undefined.NAN, false);
    }

    /** The mean over each class against the rest. */
    public static AveragePrecision macro() {
        return new AveragePrecision(Average.MACRO, Undefined.NAN, false);
    }

    /** The mean over each class against the rest, by how often it occurs. */
    public static AveragePrecision weighted() {
        return new AveragePrecision(Average.WEIGHTED, Undefined.NAN, false);
    }

    /** Every class of every row as a row of its own. */
    public static AveragePrecision micro() {
        return new AveragePrecision(Average.MICRO, Undefined.NAN, false);
    }

    public AveragePrecision withUndefined(Undefined undefined) {
        return new AveragePrecision(average, undefined, labels);
    }

    /** For rows that may have several labels: scores and targets {@code [n, labels]}. */
    public AveragePrecision overLabels() {
        return new AveragePrecision(average, undefined, true);
    }

    @Override
    public String name() {
        return "average_precision" + average.suffix();
    }

    @Override
    public double from(ScoreRows rows) {
        return Averaged.of("average_precision", rows, average, undefined, Areas::averagePrecision);
    }
}
