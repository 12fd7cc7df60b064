package org.librate.metrics.regression;

import java.util.Arrays;
import org.librate.core.metric.Metric;
import org.librate.metrics.Undefined;

/**
 * {@link R2} of another distribution: {@code 1 − deviance(predictions) / deviance(the targets' mean)}. Undefined where all targets are equal. It
 * keeps all rows until it is asked.
 *
 * @param power which: see {@link TweedieDeviance}
 * @param undefined what it is where all targets are equal
 */
public record D2Tweedie(double power, Undefined undefined) implements Metric {

    public D2Tweedie {
        Deviance.checkPower("D2Tweedie", power);
    }

    public static D2Tweedie poisson() {
        return of(1);
    }

    public static D2Tweedie gamma() {
        return of(2);
    }

    public static D2Tweedie of(double power) {
        return new D2Tweedie(power, Undefined.NAN);
    }

    public D2Tweedie withUndefined(Undefined undefined) {
        return new D2Tweedie(power, undefined);
    }

    @Override
    public String name() {
        return "d2_tweedie_" + power;
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public Tally start() {
        return new PairsTally(this, (given, wanted, weights) -> {
            boolean equal = Arrays.stream(wanted).allMatch(value -> value == wanted[0]);
            double mean = 0;
            double total = 0;
            for (int i = 0; i < wanted.length; i++) {
                Deviance.check(name(), given[i], wanted[i], power);
                mean += weights[i] * wanted[i];
                total += weights[i];
            }
            mean /= total;
            double found = 0;
            double base = 0;
            for (int i = 0; i < wanted.length; i++) {
                found += weights[i] * Deviance.of(given[i], wanted[i], power);
                base += weights[i] * Deviance.of(mean, wanted[i], power);
            }
            return undefined.or(equal ? Double.NaN : 1 - found / base);
        });
    }
}
