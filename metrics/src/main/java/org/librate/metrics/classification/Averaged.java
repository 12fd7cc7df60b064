package org.librate.metrics.classification;

import java.util.function.ToDoubleFunction;
import org.librate.metrics.Undefined;

/** What a walk down the scores gives, for one class or averaged over all. */
final class Averaged {

    private Averaged() {
    }

    static double of(String who, ScoreRows rows, Average average, Undefined undefined, ToDoubleFunction<Ranked> value) {
        return switch (average.kind()) {
            case ONE -> {
                average.checkLabels(who, rows.labels());
                average.check(who, rows.classes());
                if (average.one() >= rows.classes()) {
                    throw new IllegalArgumentException(who + ": classes are 0 to " + (rows.classes() - 1) + ", got " + average.one() + ".");
                }
                yield undefined.or(value.applyAsDouble(rows.against(average.one())));
            }
            case MICRO -> undefined.or(value.applyAsDouble(rows.all()));
            case MACRO, WEIGHTED -> {
                double[] values = new double[rows.classes()];
                double[] weights = new double[values.length];
                for (int i = 0; i < values.length; i++) {
                    weights[i] = average.kind() == Average.Kind.MACRO ? 1 : rows.support(i);
                    values[i] = value.applyAsDouble(rows.against(i));
                }
                yield undefined.or(Average.mean(values, weights, undefined));
            }
        };
    }
}
