package org.librate.core.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.librate.core.random.RandomSource;
import org.librate.core.table.Column;
import org.librate.core.table.Table;

/**
 * Transformers and resamplers, and an estimator at the end: an estimator itself. Everything is learned from the training rows of one {@code fit}, so
 * that whoever fits a pipeline on each fold of a cross-validation cannot leak by a scaler that has seen all rows; and a resampler acts in {@code fit}
 * alone, because it has no form that could be applied later.
 *
 * <p>Where resamplers or weights made classes more or less frequent than they are among the rows given to {@code fit}, the fitted pipeline's
 * probabilities are {@linkplain PriorCorrection corrected} for that.
 *
 * <pre>{@code
 * Pipeline<LinearClassifier> plan = Pipeline
 *         .start(Impute.median())
 *         .then(OneHot.create())
 *         .then(StandardScaler.create())
 *         .estimator(LogisticRegression.create());
 * FittedPipeline<LinearClassifier> fitted = plan.fit(split.train());
 * Tensor probabilities = fitted.scores(split.test());
 * }</pre>
 *
 * @param <M> the model at the end
 */
public final class Pipeline<M extends Model> implements Estimator<FittedPipeline<M>> {

    private final List<Object> steps; // each a Transformer or a Resampler
    private final Estimator<M> estimator;
    private final long seed;

    private Pipeline(List<Object> steps, Estimator<M> estimator, long seed) {
        this.steps = steps;
        this.estimator = estimator;
        this.seed = seed;
    }

    /**
     * A pipeline without steps: fits the estimator, whose model by itself says what it learned, and corrects its probabilities for class weights and
     * for rows that were resampled before.
     *
     * <pre>{@code
     * Table balanced = Smote.create().apply(train).table();                                     // knows how frequent classes were
     * Pipeline.of(LogisticRegression.create()).fit(balanced).scores(test);                      // as frequent as in train
     * Pipeline.of(LogisticRegression.create().withBalancedClasses()).fit(train).scores(test);   // the same
     * }</pre>
     */
    public static <M extends Model> Pipeline<M> of(Estimator<M> estimator) {
        return new Pipeline<>(List.of(), estimator, 0);
    }

    /** A pipeline that begins with a transformer. */
    public static Steps start(Transformer first) {
        return new Steps(List.of()).then(first);
    }

    /** A pipeline that begins with a resampler. */
    public static Steps start(Resampler first) {
        return new Steps(List.of()).then(first);
    }

    /** A pipeline without its estimator. */
    public static final class Steps {

        private final List<Object> steps;

        private Steps(List<Object> steps) {
            this.steps = steps;
        }

        /** The next step. */
        public Steps then(Transformer next) {
            return with(next);
        }

        /** The next step: on the training rows only. */
        public Steps then(Resampler next) {
            return with(next);
        }

        private Steps with(Object next) {
            List<Object> more = new ArrayList<>(steps);
            more.add(next);
            return new Steps(List.copyOf(more));
        }

        /** The last step. */
        public <M extends Model> Pipeline<M> estimator(Estimator<M> last) {
            return new Pipeline<>(steps, last, 0);
        }

        @Override
        public String toString() {
            return "Pipeline" + steps;
        }
    }

    /** Another seed for what resamplers draw; an estimator has its own. */
    public Pipeline<M> withSeed(long seed) {
        return new Pipeline<>(steps, estimator, seed);
    }

    @Override
    public FittedPipeline<M> fit(Table train) {
        Fitting fitting = new Fitting(train);
        return fitting.end(estimator.fit(fitting.rows), Optional.empty());
    }

    @Override
    public FittedPipeline<M> fit(Table train, Table validation) {
        Fitting fitting = new Fitting(train);
        Table others = fitting.transformed(validation);
        return fitting.end(estimator.fit(fitting.rows, others), Optional.of(others));
    }

    /** The training rows on their way through the steps. */
    private final class Fitting {

        private final List<FittedPipeline.Step> fitted = new ArrayList<>();
        private final Inputs inputs;
        private final Table train;
        private Table rows;
        private SeenRows seen;

        Fitting(Table train) {
            this.inputs = Inputs.of(train);
            this.train = train;
            this.rows = train;
            this.seen = SeenRows.of(train);
            RandomSource random = RandomSource.of(seed).stream("resample");
            for (int i = 0; i < steps.size(); i++) {
                if (steps.get(i) instanceof Transformer transformer) {
                    Transformer.Fitted one = transformer.fitApply(rows);
                    fitted.add(new FittedPipeline.Step(transformer.toString(), one.transformer(), seen));
                    rows = one.train();
                } else {
                    rows = ((Resampler) steps.get(i)).resample(rows, random.branch(i));
                    seen = seen.and(SeenRows.of(rows)); // what was left out may have decided what stayed, or is in the mean of rows that were made
                }
            }
        }

        Table transformed(Table others) {
            return FittedPipeline.through(fitted, inputs.checked(others));
        }

        /**
         * From the shares that were learned to those of the rows given; null where the model's scores are no probabilities of the target's classes.
         */
        private @Nullable PriorCorrection correction(M model, Optional<Table> validation) {
            boolean same = rows.rows() > 0 && rows.classNames().equals(train.classNames()) && model.classNames().equals(train.classNames());
            if (!train.hasClasses() || train.classNames().size() < 2 || !same) {
                return null;
            }
            Optional<ClassCounts> learned = estimator.learnedCounts(rows, validation, model);
            if (learned.isEmpty()) {
                return null;
            }
            Column target = train.target().orElseThrow();
            int[] known = IntStream.range(0, train.rows()).filter(i -> !target.isMissing(i)).toArray(); // a step may have left out the others
            return PriorCorrection.of(learned.get(), ClassCounts.ofPopulation(known.length == train.rows() ? train : train.rows(known)));
        }

        FittedPipeline<M> end(M model, Optional<Table> validation) {
            PriorCorrection correction = correction(model, validation);
            return new FittedPipeline<>(fitted, model, seen, inputs, Map.of(), correction);
        }
    }

    /** The steps before the estimator, each a {@link Transformer} or a {@link Resampler}. */
    public List<Object> steps() {
        return steps;
    }

    public Estimator<M> estimator() {
        return estimator;
    }

    @Override
    public String toString() {
        return steps.stream().map(step -> step + ", ").collect(Collectors.joining("", "Pipeline[", estimator + "]"));
    }
}
