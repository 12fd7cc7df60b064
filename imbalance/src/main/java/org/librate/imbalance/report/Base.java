package org.librate.imbalance.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.librate.core.Check;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;
import org.librate.core.learn.Pipeline;
import org.librate.core.learn.Resampler;
import org.librate.core.learn.Transformer;
import org.librate.core.random.RandomSource;
import org.librate.core.table.Table;
import org.librate.nn.train.Trainer;

/**
 * The user's estimator taken apart, so that a remedy can stand between its preparation and what learns.
 *
 * @param stages training rows of one fold as they come before each step, and before what learns, to see their columns; fewer if a step fails
 */
record Base(List<Transformer> steps, Estimator<?> last, List<Table> stages, long seed) {

    private static final int NOWHERE = -1;
    /** A pipeline begins with a step; this one lets every estimator be a pipeline, so that all are corrected in the same way. */
    private static final Resampler AS_THEY_ARE = new Resampler() {
        @Override
        public Table resample(Table train, RandomSource random) {
            return train;
        }

        @Override
        public String toString() {
            return "as they are";
        }
    };

    static Base of(Estimator<?> estimator, Table train, long seed) {
        if (!(estimator instanceof Pipeline<?> pipeline)) {
            return new Base(List.of(), estimator, List.of(train), seed);
        }
        List<Transformer> steps = new ArrayList<>();
        for (Object step : pipeline.steps()) {
            Check.require(step instanceof Transformer, ImbalanceReport.NAME, "needs an estimator that does nothing about rare classes itself", step,
                    "Leave it out of the pipeline, and add it with Remedy.resampling(name, resampler).");
            steps.add((Transformer) step);
        }
        return new Base(List.copyOf(steps), pipeline.estimator(), stages(steps, train), seed);
    }

    private static List<Table> stages(List<Transformer> steps, Table train) {
        List<Table> stages = new ArrayList<>(List.of(train));
        try {
            for (Transformer step : steps) {
                stages.add(step.fitApply(stages.get(stages.size() - 1)).train());
            }
        } catch (RuntimeException e) {
            return List.of(train); // the same error will stand in each line of the report
        }
        return List.copyOf(stages);
    }

    /** A pipeline with another step before one of the steps, or before what learns. */
    private Pipeline.Steps with(int place, Resampler remedy) {
        Pipeline.Steps all = Pipeline.start(place == 0 ? remedy : AS_THEY_ARE);
        for (int i = 0; i < steps.size(); i++) {
            all = i > 0 && i == place ? all.then(remedy).then(steps.get(i)) : all.then(steps.get(i));
        }
        return place > 0 && place == steps.size() ? all.then(remedy) : all;
    }

    Estimator<? extends Model> plain() {
        return with(NOWHERE, AS_THEY_ARE).estimator(last).withSeed(seed);
    }

    /** The remedy before what learns. */
    Estimator<? extends Model> with(Resampler remedy) {
        return before(steps.size(), remedy);
    }

    /** The remedy before a step. */
    Estimator<? extends Model> before(int place, Resampler remedy) {
        return with(place, remedy).estimator(last).withSeed(seed);
    }

    Estimator<? extends Model> with(Trainer<?> network) {
        return with(NOWHERE, AS_THEY_ARE).estimator(network.estimator()).withSeed(seed);
    }

    Optional<Trainer<?>> network() {
        return Trainer.of(last);
    }
}
