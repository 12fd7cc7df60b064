package org.librate.tuning.surrogate;

import org.librate.core.Check;
import org.librate.core.random.RandomStream;

/**
 * A rule for where to ask a costly function next, to find where it is least: the place whose score is highest. With a {@link Surrogate} it makes
 * the loop that Bayesian optimisation is:
 *
 * <pre>{@code
 * for (int i = 0; i < 30; i++) {
 *     Surrogate model = GaussianProcess.create().fit(places.toArray(new double[0][]), losses);   // update the surrogate
 *     double[][] candidates = ...;
 *     double[] next = candidates[Acquisition.logExpectedImprovement().choose(model, candidates, random.at(i))];   // choose
 *     places.add(next);
 *     losses = append(losses, ask(next));                                                          // evaluate
 * }
 * }</pre>
 */
public sealed interface Acquisition {

    /** How promising a place is. */
    double score(Belief belief, double best);

    /** The number of the most promising of these places. */
    default int choose(Surrogate model, double[][] candidates, RandomStream random) {
        Check.require(candidates.length > 0, toString(), "needs at least one candidate", "none");
        int chosen = 0;
        double highest = Double.NEGATIVE_INFINITY;
        Belief[] beliefs = model.at(candidates);
        for (int i = 0; i < candidates.length; i++) {
            double score = score(beliefs[i], model.best());
            if (score > highest) {
                highest = score;
                chosen = i;
            }
        }
        return chosen;
    }

    /** By how much the best value is expected to be improved on. */
    static Acquisition expectedImprovement() {
        return new ExpectedImprovement(false);
    }

    /**
     * The logarithm of expected improvement: the same choice, and still a number with a slope where the improvement is too small for one (Ament et
     * al. 2023).
     */
    static Acquisition logExpectedImprovement() {
        return new ExpectedImprovement(true);
    }

    /** How low the value may be: so many deviations below what is expected. More explore more; 2 is usual. */
    static Acquisition confidenceBound(double deviations) {
        return new ConfidenceBound(Check.notNegative("Acquisition.confidenceBound", "number of deviations", deviations));
    }

    /** How probable it is that the best value is improved on at all. */
    static Acquisition probabilityOfImprovement() {
        return new ProbabilityOfImprovement();
    }

    /** Draws one function that may be the true one, and goes where it is least: several workers that draw for themselves spread out. */
    static Acquisition thompson() {
        return new Thompson();
    }

    /** As in {@code Acquisition.logExpectedImprovement()}. */
    record ExpectedImprovement(boolean logarithmic) implements Acquisition {

        @Override
        public double score(Belief belief, double best) {
            double log = Math.log(belief.deviation()) + NormalLaw.logExpectedExcess((best - belief.mean()) / belief.deviation());
            return logarithmic ? log : Math.exp(log);
        }

        @Override
        public String toString() {
            return logarithmic ? "Acquisition.logExpectedImprovement()" : "Acquisition.expectedImprovement()";
        }
    }

    /** As in {@code Acquisition.confidenceBound(2.0)}. */
    record ConfidenceBound(double deviations) implements Acquisition {

        @Override
        public double score(Belief belief, double best) {
            return deviations * belief.deviation() - belief.mean();
        }

        @Override
        public String toString() {
            return "Acquisition.confidenceBound(" + deviations + ")";
        }
    }

    /** As in {@code Acquisition.probabilityOfImprovement()}. */
    record ProbabilityOfImprovement() implements Acquisition {

        @Override
        public double score(Belief belief, double best) {
            return NormalLaw.below((best - belief.mean()) / belief.deviation());
        }

        @Override
        public String toString() {
            return "Acquisition.probabilityOfImprovement()";
        }
    }

    /** As in {@code Acquisition.thompson()}. */
    record Thompson() implements Acquisition {

        /** What is expected: only {@link #choose} draws. */
        @Override
        public double score(Belief belief, double best) {
            return -belief.mean();
        }

        @Override
        public int choose(Surrogate model, double[][] candidates, RandomStream random) {
            Check.require(candidates.length > 0, toString(), "needs at least one candidate", "none");
            double[] values = model.draw(candidates, random);
            int chosen = 0;
            for (int i = 1; i < values.length; i++) {
                chosen = values[i] < values[chosen] ? i : chosen;
            }
            return chosen;
        }

        @Override
        public String toString() {
            return "Acquisition.thompson()";
        }
    }
}
