package org.librate.metrics.classification;

import org.librate.metrics.Undefined;

/**
 * How far predictions agree beyond what chance gives (Cohen 1960): {@code 1 − Σ w O / Σ w E} with the confusion matrix O, the one expected from its
 * margins E, and w the weight of a disagreement. Undefined where all rows are of one class and predicted as it.
 *
 * @param weighting what a disagreement weighs
 * @param undefined what it is where the formula divides by zero
 */
public record CohenKappa(Weighting weighting, Undefined undefined) implements DecisionMetric {

    /** What a disagreement weighs. */
    public enum Weighting {
        /** The same, whichever the classes. */
        NONE,
        /** The distance of the class numbers: for classes in an order, such as grades. */
        LINEAR,
        /** The squared distance of the class numbers. */
        QUADRATIC
    }

    public static CohenKappa metric() {
        return new CohenKappa(Weighting.NONE, Undefined.NAN);
    }

    public static CohenKappa linear() {
        return new CohenKappa(Weighting.LINEAR, Undefined.NAN);
    }

    public static CohenKappa quadratic() {
        return new CohenKappa(Weighting.QUADRATIC, Undefined.NAN);
    }

    public CohenKappa withUndefined(Undefined undefined) {
        return new CohenKappa(weighting, undefined);
    }

    @Override
    public String name() {
        return switch (weighting) {
            case NONE -> "cohen_kappa";
            case LINEAR -> "cohen_kappa_linear";
            case QUADRATIC -> "cohen_kappa_quadratic";
        };
    }

    @Override
    public double from(Confusion confusion) {
        int classes = confusion.classes();
        double[] actual = confusion.counts().stream().mapToDouble(ClassOutcomes::support).toArray();
        double[] predicted = confusion.counts().stream().mapToDouble(ClassOutcomes::predicted).toArray();
        double total = confusion.total();
        double found = 0;
        double expected = 0;
        for (int i = 0; i < classes; i++) {
            for (int j = 0; j < classes; j++) {
                double weight = weight(i - j);
                found += weight * confusion.get(i, j);
                expected += weight * actual[i] * predicted[j] / total;
            }
        }
        return undefined.or(1 - found / expected);
    }

    private double weight(double distance) {
        return switch (weighting) {
            case NONE -> distance == 0 ? 0 : 1;
            case LINEAR -> Math.abs(distance);
            case QUADRATIC -> distance * distance;
        };
    }
}
