package org.librate.metrics.regression;

import org.librate.core.metric.Metric;
import org.librate.metrics.internal.ElementTally;

/**
 * The mean deviance of a Tweedie distribution: the squared error for power 0, Poisson's for 1 (counts), the gamma distribution's for 2 (amounts,
 * where the ratio to the target is what counts), between them sums of a random number of amounts, such as a year's claims.
 *
 * @param power how the variance grows with the mean; not between 0 and 1
 */
public record TweedieDeviance(double power) implements Metric {

    public TweedieDeviance {
        Deviance.checkPower("TweedieDeviance", power);
    }

    public static TweedieDeviance poisson() {
        return new TweedieDeviance(1);
    }

    public static TweedieDeviance gamma() {
        return new TweedieDeviance(2);
    }

    public static TweedieDeviance of(double power) {
        return new TweedieDeviance(power);
    }

    @Override
    public String name() {
        return power == 1 ? "poisson_deviance" : power == 2 ? "gamma_deviance" : "tweedie_deviance_" + power;
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Tally start() {
        return new ElementTally(this, (given, wanted) -> {
            Deviance.check(name(), given, wanted, power);
            return Deviance.of(given, wanted, power);
        });
    }
}
