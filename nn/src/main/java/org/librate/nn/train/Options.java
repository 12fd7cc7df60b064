package org.librate.nn.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.librate.core.data.BatchOrder;
import org.librate.core.estimator.ClassWeights;
import org.librate.core.learn.ClassCounts;
import org.librate.core.metric.Metric;
import org.librate.core.random.RandomSource;
import org.librate.nn.loss.Loss;
import org.librate.nn.optim.Adam;
import org.librate.nn.optim.Clipping;
import org.librate.nn.optim.Constraint;
import org.librate.nn.optim.Optimizer;
import org.librate.nn.optim.Penalty;
import org.librate.nn.schedule.Constant;
import org.librate.nn.schedule.Schedule;

/** What a plan says. Not changed after it was made: {@link #with} copies. */
final class Options implements Cloneable {

    static final Function<RandomSource, BatchOrder> SHUFFLED = BatchOrder::shuffled;

    @Nullable Loss loss;
    @Nullable Function<ClassCounts, Loss> lossOfCounts;
    Optimizer optimizer = Adam.of(1e-3);
    Schedule schedule = Constant.create();
    @Nullable List<Metric> metrics;
    @Nullable Lowering lowering;
    @Nullable EpochAverage epochAverage;
    List<TrainingCallback> callbacks = List.of();
    int epochs = 10;
    int batchSize = 32;
    int accumulate = 1;
    long seed;
    int workers;
    Function<RandomSource, BatchOrder> order = SHUFFLED;
    @Nullable Clipping clipping;
    @Nullable Penalty penalty;
    @Nullable Constraint constraint;
    NameRules<Boolean> frozen = NameRules.none();
    NameRules<Double> rateFactors = NameRules.none();
    double emaDecay;
    double validationShare;
    double @Nullable [] classWeights;
    @Nullable ClassWeights classWeightRule;
    @Nullable Duration maxTime;
    @Nullable Path resume;
    Display display = Display.AUTO;

    Options with(Consumer<Options> change) {
        try {
            Options copy = (Options) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
