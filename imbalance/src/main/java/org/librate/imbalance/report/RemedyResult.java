package org.librate.imbalance.report;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.librate.metrics.interval.CorrectedTTest;
import org.librate.metrics.interval.Interval;

/** A line of an {@link ImbalanceReport}: what one way of learning reached on each fold, or why there is nothing to tell. */
public final class RemedyResult {

    private final String name;
    private final String plan;
    private final String note;
    private final Map<Measure, double[]> values;
    private final double trainRows;
    private final double testRows;

    RemedyResult(String name, String plan, String note, Map<Measure, double[]> values, double trainRows, double testRows) {
        this.name = name;
        this.plan = plan;
        this.note = note;
        this.values = new EnumMap<>(Measure.class);
        this.values.putAll(values);
        this.trainRows = trainRows;
        this.testRows = testRows;
    }

    public String name() {
        return name;
    }

    /** The estimator that was fitted on each fold, as text; empty if there was none. */
    public String plan() {
        return plan;
    }

    /** Whether it was fitted and measured on every fold. */
    public boolean isMeasured() {
        return !values.isEmpty();
    }

    /** Why it was left out or failed, or what is special; empty if nothing is. */
    public Optional<String> note() {
        return note.isEmpty() ? Optional.empty() : Optional.of(note);
    }

    /** The measure on the test rows of each fold; empty if it was not measured. */
    public double[] values(Measure measure) {
        return values.getOrDefault(measure, new double[0]).clone();
    }

    /** The mean over the folds; NaN if it was not measured, or is not defined on each. */
    public double mean(Measure measure) {
        return Arrays.stream(values(measure)).average().orElse(Double.NaN);
    }

    double trainRows() {
        return trainRows;
    }

    double testRows() {
        return testRows;
    }

    /** Whether there is a value for each fold. */
    boolean knows(Measure measure) {
        return Double.isFinite(mean(measure));
    }

    /**
     * The mean over the folds with an interval by how the folds vary, corrected for the training rows that they share (Nadeau and Bengio 2003); empty
     * if there is no mean, or only one fold.
     */
    public Optional<Interval> interval(Measure measure, double level) {
        return knows(measure) && values(measure).length > 1
                ? Optional.of(CorrectedTTest.of(values(measure), new double[values(measure).length], trainRows, testRows).interval(level))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return isMeasured() ? String.format(Locale.ROOT, "RemedyResult[%s, average precision %.4f, F1 %.4f]", name, mean(Measure.AVERAGE_PRECISION),
                mean(Measure.F1_SCORE)) : "RemedyResult[" + name + ": " + note + "]";
    }
}
