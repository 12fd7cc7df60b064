package org.librate.imbalance;

import org.librate.core.Tensor;
import org.librate.core.learn.Resampler;
import org.librate.core.random.RandomSource;
import org.librate.core.table.Table;

/**
 * A sampler for classes: an immutable value that turns {@link Rows} into a {@link Draft}. It is a {@link Resampler}, so that in a pipeline it acts on
 * training rows alone, and it can be used by itself on a table or on tensors.
 *
 * <pre>{@code
 * Pipeline.start(StandardScaler.create()).then(Smote.create()).estimator(LogisticRegression.create());
 * Resampled some = Smote.create().to(Balance.ratio(0.5)).withSeed(7).apply(table);
 * }</pre>
 *
 * <p>A sampler of your own has a method {@link #draft} and four small ones. Its random numbers are to be functions of the source it is given, the
 * class and the number of the new row: then the rows are the same for any number of threads.
 *
 * @param <S> the sampler itself
 */
public interface RowSampler<S extends RowSampler<S>> extends Resampler {

    /** How many rows of each class come out. */
    Balance balance();

    /** The seed when it is used by itself; in a pipeline, the pipeline's counts too. */
    long seed();

    /** The same to another balance. */
    S to(Balance balance);

    /** The same with another seed. */
    S withSeed(long seed);

    /** What it looks at: rows that lack this are refused before {@link #draft}. */
    default Features features() {
        return Features.NUMBERS;
    }

    /** Which rows stay, and which are made. The source is this sampler's own. */
    Draft draft(Rows rows, RandomSource random);

    /** The name in messages, and of its random numbers. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** Resamples a table, whose target says the classes. */
    default Resampled apply(Table table) {
        return apply(table, RandomSource.of(seed()));
    }

    private Resampled apply(Table table, RandomSource random) {
        TableRows rows = TableRows.of(name(), table, features());
        return rows.build(draft(rows.rows(), random.stream(name())));
    }

    /**
     * Resamples tensors.
     *
     * @param features FLOAT32 or FLOAT64 {@code [n, ...]}: rows of any shape
     * @param classes whole numbers {@code [n]}
     */
    default ResampledTensors apply(Tensor features, Tensor classes) {
        TensorRows rows = TensorRows.of(name(), features, classes, features());
        return rows.build(draft(rows.rows(), RandomSource.of(seed()).stream(name())));
    }

    @Override
    default Table resample(Table train, RandomSource random) {
        return apply(train, random.branch(seed())).table();
    }
}
