package org.librate.tuning.study;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.librate.core.Check;
import org.librate.tuning.search.Param;
import org.librate.tuning.search.Settings;

/** A trial that has ended. */
public final class TrialResult {

    private final Columns columns;
    private final int number;
    private final Settings settings;

    TrialResult(Columns columns, int number, Settings settings) {
        this.columns = columns;
        this.number = number;
        this.settings = settings;
    }

    /** Which trial of the study it was, from 0. */
    public int number() {
        return number;
    }

    public TrialState state() {
        return columns.state(number);
    }

    /** What was tried. */
    public Settings settings() {
        return settings;
    }

    /** The value of a parameter in this trial. */
    public <T> T get(Param<T> param) {
        return settings.get(param);
    }

    /** What it reached of the (first) goal; NaN unless it is complete. */
    public double value() {
        return value(0);
    }

    private double value(int goal) {
        return columns.goals().get(goal).lessIsBetter(columns.loss(goal, number));
    }

    /** What it reached of each goal, in their order; NaN unless it is complete. */
    public double[] values() {
        double[] values = new double[columns.goals().size()];
        Arrays.setAll(values, this::value);
        return values;
    }

    /** What it measured of its constraints. */
    public Map<String, Double> constraints() {
        Map<String, Double> measured = new LinkedHashMap<>();
        for (String name : columns.constraints(number + 1)) {
            double value = columns.constraint(columns.constraints(number + 1).indexOf(name), number);
            if (!Double.isNaN(value)) {
                measured.put(name, value);
            }
        }
        return measured;
    }

    /** The numbers it noted. */
    public Map<String, Double> notes() {
        return columns.notes(number);
    }

    /** Whether it is complete and keeps its constraints. */
    public boolean isFeasible() {
        return state() == TrialState.COMPLETE && columns.violation(number) == 0;
    }

    /** The trial that it went on with, whose settings it has and whose reports are its first ones. */
    public OptionalInt continues() {
        int before = columns.continues(number);
        return before < 0 ? OptionalInt.empty() : OptionalInt.of(before);
    }

    /** How many reports it made. */
    public int reports() {
        return columns.reports(number);
    }

    /** The step of a report. */
    public int reportStep(int report) {
        Check.within("TrialResult", "report", report, 0, reports() - 1);
        return columns.reportStep(number, report);
    }

    /** What was reported. */
    public double report(int report) {
        Check.within("TrialResult", "report", report, 0, reports() - 1);
        return columns.goals().get(0).lessIsBetter(columns.report(number, report));
    }

    /** What was reported of each goal, or of the first only. */
    public double[] reportOfGoals(int report) {
        Check.within("TrialResult", "report", report, 0, reports() - 1);
        double[] values = new double[columns.reportWidth(number)];
        Arrays.setAll(values, goal -> columns.goals().get(goal).lessIsBetter(columns.report(number, report, goal)));
        return values;
    }

    /** Why it failed. */
    public Optional<String> failure() {
        return Optional.ofNullable(columns.failure(number));
    }

    /** How long it took. */
    public double seconds() {
        return columns.seconds(number);
    }

    /** When it began. */
    public Instant started() {
        return Instant.ofEpochMilli(columns.started(number));
    }

    /** As in {@code Trial 12: loss 0.31 {rate=0.01, kind=DEEP}}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Trial ").append(number).append(":");
        if (state() == TrialState.COMPLETE) {
            for (int goal = 0; goal < columns.goals().size(); goal++) {
                text.append(goal == 0 ? " " : ", ").append(columns.goals().get(goal).name()).append(" ").append(value(goal));
            }
            text.append(isFeasible() ? "" : ", not feasible");
        } else {
            text.append(" ").append(state());
        }
        return text.append(" ").append(settings).toString();
    }
}
