package org.librate.core.prepare;

import org.librate.core.Check;
import org.librate.core.internal.SpecialFunctions;
import org.librate.core.random.RandomSource;
import org.librate.core.table.Table;

/** How much a feature promises, looked at alone: more is better. */
public enum Score {

    /** Its variance. Looks at no target. */
    VARIANCE,

    /** The F statistic: of the means of classes (analysis of variance), or of a line through a target of numbers. A constant feature has 0. */
    F_TEST,

    /**
     * The chi-squared statistic of its sums by class, against those that the classes' shares would give: for counts and shares, not negative. Classes
     * only.
     */
    CHI_SQUARED,

    /** Mutual information with the target, in nats: any dependence, not only a linear one. Has no p-value. */
    MUTUAL_INFORMATION;

    boolean hasPValue() {
        return this == F_TEST || this == CHI_SQUARED;
    }

    /** A feature's score and p-value; NaN where there is none. */
    record Result(double score, double pValue) {
    }

    /** What a score is worked out with. */
    static final class Scorer {

        private final String who;
        private final Score score;
        private final double[] target;
        private final int classes; // 0: the target is a number
        private final RandomSource noise;

        Scorer(String who, Score score, Table train, long seed) {
            this.who = who;
            this.score = score;
            this.noise = RandomSource.of(seed).stream("mutual information");
            if (score == VARIANCE) {
                target = new double[0];
                classes = 0;
                return;
            }
            Check.require(train.target().isPresent(), who, score + " needs a target", "none among " + train.names(),
                    "Use withTarget(name) of the table.");
            if (train.hasClasses()) {
                classes = train.classNames().size();
                int[] labels = train.labels();
                target = new double[labels.length];
                for (int i = 0; i < labels.length; i++) {
                    target[i] = labels[i];
                }
            } else {
                classes = 0;
                Check.require(score != CHI_SQUARED, who, "CHI_SQUARED needs classes as a target", "numbers", "Use F_TEST.");
                double[] numbers = Targets.numbers(who, train);
                target = score == MUTUAL_INFORMATION ? MutualInformation.continuous(numbers, noise.at(0)) : numbers;
            }
        }

        /** Of the feature of that number. */
        Result of(Slots slots, int slot, int number) {
            if (score == VARIANCE) {
                return new Result(variance(slots.present(who, slot)), Double.NaN);
            }
            double[] x = slots.known(who, slot);
            return switch (score) {
                case F_TEST -> classes > 0 ? byClass(x) : byLine(x);
                case CHI_SQUARED -> chiSquared(x);
                default -> new Result(information(x, slots.isDiscrete(), number), Double.NaN);
            };
        }

        private static double variance(double[] known) {
            if (known.length == 0) {
                return 0;
            }
            double mean = Stats.mean(known);
            double variance = Stats.variance(known, mean);
            return Stats.isConstant(variance, mean, known.length) ? 0 : variance;
        }

        private double information(double[] x, boolean discrete, int number) {
            double[] values = discrete ? x : MutualInformation.continuous(x, noise.at(1, number));
            if (classes > 0) {
                return discrete ? MutualInformation.discrete(x, target) : MutualInformation.continuousAndLabels(values, target);
            }
            return discrete ? MutualInformation.continuousAndLabels(target, x) : MutualInformation.continuous(values, target);
        }

        /** Between the classes' means, over within the classes. */
        private Result byClass(double[] x) {
            double mean = Stats.mean(x);
            double[] sums = new double[classes];
            int[] counts = new int[classes];
            for (int i = 0; i < x.length; i++) {
                sums[(int) target[i]] += x[i] - mean;
                counts[(int) target[i]]++;
            }
            double between = 0;
            int present = 0;
            for (int k = 0; k < classes; k++) {
                between += counts[k] == 0 ? 0 : sums[k] * sums[k] / counts[k];
                present += counts[k] == 0 ? 0 : 1;
            }
            double within = 0;
            for (int i = 0; i < x.length; i++) {
                int k = (int) target[i];
                double d = x[i] - mean - sums[k] / counts[k];
                within += d * d;
            }
            boolean constant = Stats.isConstant((between + within) / x.length, mean, x.length);
            int upper = present - 1;
            int lower = x.length - present;
            return constant || upper == 0 || lower == 0 ? new Result(0, 1) : result(between / upper / (within / lower), upper, lower);
        }

        /** r² / (1 − r²) · (n − 2), r being the correlation. */
        private Result byLine(double[] x) {
            double meanX = Stats.mean(x);
            double meanY = Stats.mean(target);
            double xx = 0;
            double yy = 0;
            double xy = 0;
            for (int i = 0; i < x.length; i++) {
                double dx = x[i] - meanX;
                double dy = target[i] - meanY;
                xx += dx * dx;
                yy += dy * dy;
                xy += dx * dy;
            }
            int n = x.length;
            if (n < 3 || Stats.isConstant(xx / n, meanX, n) || Stats.isConstant(yy / n, meanY, n)) {
                return new Result(0, 1);
            }
            double r2 = Math.min(1, xy * xy / (xx * yy));
            return result(r2 / (1 - r2) * (n - 2), 1, n - 2);
        }

        private static Result result(double f, int upper, int lower) {
            return new Result(f, SpecialFunctions.aboveF(f, upper, lower));
        }

        private Result chiSquared(double[] x) {
            double[] sums = new double[classes];
            double[] counts = new double[classes];
            double total = 0;
            for (int i = 0; i < x.length; i++) {
                if (x[i] < 0) {
                    Check.require(false, who, "CHI_SQUARED needs features that are not negative", x[i] + " in row " + i, "Use F_TEST.");
                }
                sums[(int) target[i]] += x[i];
                counts[(int) target[i]]++;
                total += x[i];
            }
            double chi = 0;
            int present = 0;
            for (int k = 0; k < classes; k++) {
                if (counts[k] > 0 && total > 0) {
                    double expected = total * counts[k] / x.length;
                    chi += (sums[k] - expected) * (sums[k] - expected) / expected;
                }
                present += counts[k] > 0 ? 1 : 0;
            }
            return new Result(chi, present < 2 ? 1 : SpecialFunctions.aboveChiSquared(chi, present - 1));
        }
    }
}
