package org.librate.metrics.regression;

import org.librate.core.Check;

/** The deviance of Tweedie distributions. */
final class Deviance {

    private Deviance() {
    }

    static void checkPower(String who, double power) {
        Check.require(Double.isFinite(power) && (power <= 0 || power >= 1), who, "power must be <= 0 or >= 1", power);
    }

    static void check(String who, double given, double wanted, double power) {
        if (power != 0 && !(given > 0)) {
            throw new IllegalArgumentException(who + ": predictions must be > 0, got " + given + ".");
        }
        if (power >= 1 && !(power < 2 ? wanted >= 0 : wanted > 0)) {
            throw new IllegalArgumentException(who + ": targets must be " + (power < 2 ? ">= 0" : "> 0") + ", got " + wanted + ".");
        }
    }

    static double of(double given, double wanted, double power) {
        if (power == 0) {
            return (given - wanted) * (given - wanted);
        }
        if (power == 1) {
            return 2 * ((wanted == 0 ? 0 : wanted * Math.log(wanted / given)) - wanted + given);
        }
        if (power == 2) {
            return 2 * (Math.log(given / wanted) + wanted / given - 1);
        }
        return 2 * (Math.pow(Math.max(wanted, 0), 2 - power) / ((1 - power) * (2 - power)) - wanted * Math.pow(given, 1 - power) / (1 - power)
                + Math.pow(given, 2 - power) / (2 - power));
    }
}
