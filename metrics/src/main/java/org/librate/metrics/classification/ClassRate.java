package org.librate.metrics.classification;

import java.util.List;
import org.librate.metrics.Undefined;

/**
 * A rate of classes, such as precision: of one class, or averaged. {@code Precision.macro()} and the like make it.
 *
 * <p>Averages are over the classes that occur or were predicted; {@link #overLabels} over all labels. Weighted ones weigh by how often a class
 * occurs.
 *
 * @param formula the rate of one class
 * @param average which class, or how classes become one number
 * @param undefined what it is where the formula divides by zero
 * @param labels whether rows may have several labels
 */
public record ClassRate(RateFormula formula, Average average, Undefined undefined, boolean labels) implements DecisionMetric {

    static ClassRate of(RateFormula formula, Average average) {
        return new ClassRate(formula, average, Undefined.NAN, false);
    }

    /** What it is where the formula divides by zero; NaN unless said. */
    public ClassRate withUndefined(Undefined undefined) {
        return new ClassRate(formula, average, undefined, labels);
    }

    /** For rows that may have several labels: scores and targets {@code [n, labels]}, given above one half. */
    public ClassRate overLabels() {
        return new ClassRate(formula, average, undefined, true);
    }

    public ClassRate macro() {
        return new ClassRate(formula, Average.MACRO, undefined, labels);
    }

    public ClassRate micro() {
        return new ClassRate(formula, Average.MICRO, undefined, labels);
    }

    public ClassRate weighted() {
        return new ClassRate(formula, Average.WEIGHTED, undefined, labels);
    }

    /** Of each row's labels, averaged over the rows. */
    public RowRate perRow() {
        return new RowRate(formula, undefined);
    }

    @Override
    public String name() {
        return formula.name() + average.suffix();
    }

    @Override
    public boolean higherIsBetter() {
        return formula.higherIsBetter();
    }

    @Override
    public Tally start() {
        return labels ? new LabelTally(this, this::from) : new ConfusionTally(this);
    }

    @Override
    public double from(Confusion confusion) {
        return from(confusion.counts());
    }

    /** The rate of every class. */
    public double[] perClass(Confusion confusion) {
        return confusion.counts().stream().mapToDouble(this::of).toArray();
    }

    private double of(ClassOutcomes counts) {
        return undefined.or(formula.of(counts, undefined));
    }

    private double from(List<ClassOutcomes> counts) {
        return switch (average.kind()) {
            case ONE -> {
                average.checkLabels(formula.name(), labels);
                average.check(formula.name(), counts.size());
                // A class beyond those seen neither occurs nor was predicted: all rows are rightly not of it.
                yield of(average.one() < counts.size() ? counts.get(average.one())
                        : new ClassOutcomes(0, 0, 0, counts.isEmpty() ? 0 : counts.get(0).total()));
            }
            case MICRO -> of(counts.stream().filter(one -> labels || one.present()).reduce(ClassOutcomes.NONE, ClassOutcomes::plus));
            case MACRO, WEIGHTED -> {
                boolean macro = average.kind() == Average.Kind.MACRO;
                double[] weights = counts.stream().mapToDouble(one -> macro ? labels || one.present() ? 1 : 0 : one.support()).toArray();
                double mean = Average.mean(counts.stream().mapToDouble(this::of).toArray(), weights, undefined);
                yield undefined.or(mean);
            }
        };
    }

    /** As in {@code Recall.macro().withUndefined(ZERO)}. */
    @Override
    public String toString() {
        return formula + average.code() + (undefined == Undefined.NAN ? "" : ".withUndefined(" + undefined + ")") + (labels ? ".overLabels()" : "");
    }
}
