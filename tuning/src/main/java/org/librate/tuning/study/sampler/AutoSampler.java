package org.librate.tuning.study.sampler;

import java.util.List;
import org.librate.core.random.RandomSource;
import org.librate.tuning.study.Axis;
import org.librate.tuning.study.History;
import org.librate.tuning.study.Sampler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses a sampler by what is searched and how many trials there have been, and says so in the log:
 *
 * <ul>
 *   <li>parameters that are not always there, or categories: {@link Tpe};</li>
 *   <li>several goals: {@link Tpe} for the first 250 trials, then {@link Nsga2};</li>
 *   <li>numbers with steps, all of them: {@link Tpe}, to which it costs nothing that what is best was tried already;</li>
 *   <li>numbers: {@link GpSampler} for the first 200 trials; then {@link CmaEs}, which begins where these were best, or {@link Tpe} if there are
 * constraints.</li>
 * </ul>
 *
 * <p>The rule is what measurements say: of 100 trials the Gaussian process found the best on functions of numbers, the estimator where there were
 * categories or conditions.
 *
 * <p>What a study has that is given no other:
 *
 * <pre>{@code
 * Study.minimise("loss").withSampler(AutoSampler.create())
 * }</pre>
 */
public final class AutoSampler implements Sampler {

    private static final Logger LOG = LoggerFactory.getLogger(AutoSampler.class);
    private static final int GP_TRIALS = 200;
    private static final int FRONT_TRIALS = 250;
    private static final int STARTUP = 10;

    private final GpSampler gp = GpSampler.create();
    private final Tpe tpe = Tpe.create();
    private final CmaEs cmaEs = CmaEs.create();
    private final Nsga2 nsga2 = Nsga2.create();

    private AutoSampler() {
    }

    public static AutoSampler create() {
        return new AutoSampler();
    }

    /** What was said last. */
    private static final class Said {
        String text = "";
    }

    @Override
    public double[] propose(History history, RandomSource random) {
        if (history.next() < STARTUP || history.size() == 0) {
            return tpe.propose(history, random); // drawn evenly, as all of them begin
        }
        Known known = Known.of(history);
        List<Axis> axes = history.axes();
        if (!known.isUnconditional()) {
            return say(history, tpe, "parameters are not always there").propose(history, random);
        }
        if (history.goals().size() > 1) {
            boolean few = history.next() < FRONT_TRIALS;
            String why = "several goals, " + (few ? "fewer than " : "at least ") + FRONT_TRIALS + " trials";
            return say(history, few ? tpe : nsga2, why).propose(history, random);
        }
        if (axes.stream().anyMatch(Axis::isCategorical)) {
            return say(history, tpe, "one goal, with categories").propose(history, random);
        }
        if (axes.stream().allMatch(axis -> axis.count() > 0)) {
            return say(history, tpe, "one goal, numbers with steps").propose(history, random);
        }
        if (history.next() < GP_TRIALS) {
            return say(history, gp, "one goal, numbers, fewer than " + GP_TRIALS + " trials").propose(history, random);
        }
        if (!history.constraints().isEmpty()) {
            return say(history, tpe, "constraints, at least " + GP_TRIALS + " trials").propose(history, random);
        }
        say(history, cmaEs, "numbers, at least " + GP_TRIALS + " trials");
        return cmaEs.propose(history, random, GP_TRIALS);
    }

    private static Sampler say(History history, Sampler chosen, String why) {
        Said said = history.memo(AutoSampler.class, Said::new);
        String text = chosen + ": " + why;
        if (!said.text.equals(text)) {
            said.text = text;
            LOG.info("From trial {} on {}.", history.next(), text);
        }
        return chosen;
    }

    @Override
    public String toString() {
        return "AutoSampler.create()";
    }
}
