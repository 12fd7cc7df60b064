package org.librate.imbalance.combined;

import java.util.stream.Stream;
import org.librate.core.Check;
import org.librate.core.random.RandomSource;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.Features;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;
import org.librate.imbalance.over.Smote;
import org.librate.imbalance.under.EditedNearestNeighbors;
import org.librate.imbalance.under.InstanceHardness;
import org.librate.imbalance.under.TomekLinks;

/**
 * Adds rows to small classes, and then cleans the whole: new rows among rows of another class go again, and so do old ones (Batista, Prati and Monard
 * 2004). So classes come out about as large as the balance says, not exactly.
 *
 * <pre>{@code
 * Resampled some = Combined.smoteTomek().withSeed(7).apply(table);
 * Resampled others = Combined.of(Smote.create().withNeighbors(3), EditedNearestNeighbors.create().withVote(Vote.MOST).to(Balance.all()))
 *         .apply(table);
 * }</pre>
 *
 * @param adding what adds rows; the balance and the seed are its own
 * @param cleaning what is done after it to all rows, old and new
 */
public record Combined(RowSampler<?> adding, RowSampler<?> cleaning) implements RowSampler<Combined> {

    public Combined {
        boolean fit = adding.features() == cleaning.features() || adding.features() == Features.ANY || cleaning.features() == Features.ANY;
        boolean own = Stream.of(adding, cleaning).anyMatch(one -> one instanceof InstanceHardness hardness && hardness.features() == Features.ANY);
        Check.require(!own, "Combined", "samplers must get by with what samplers see, and an estimator of your own wants the table",
                adding.name() + " and " + cleaning.name(),
                "Use InstanceHardness.create(), or make them two steps of a pipeline.");
        Check.require(fit, "Combined", "both samplers must look at the same columns, " + adding.name() + " at " + adding.features() + ", "
                + cleaning.name() + " at " + cleaning.features(), "different ones");
    }

    public static Combined of(RowSampler<?> adding, RowSampler<?> cleaning) {
        return new Combined(adding, cleaning);
    }

    /** {@link Smote}, and then both ends of each {@linkplain TomekLinks Tomek link} are removed. */
    public static Combined smoteTomek() {
        return of(Smote.create(), TomekLinks.create().to(Balance.all()));
    }

    /** {@link Smote}, and then rows of all classes are removed whose three nearest are not all of their class. */
    public static Combined smoteEnn() {
        return of(Smote.create(), EditedNearestNeighbors.create().to(Balance.all()));
    }

    @Override
    public Balance balance() {
        return adding.balance();
    }

    @Override
    public long seed() {
        return adding.seed();
    }

    @Override
    public Combined to(Balance balance) {
        return new Combined(adding.to(balance), cleaning);
    }

    @Override
    public Combined withSeed(long seed) {
        return new Combined(adding.withSeed(seed), cleaning);
    }

    @Override
    public Features features() {
        return adding.features() == Features.ANY ? cleaning.features() : adding.features();
    }

    @Override
    public Draft draft(Rows rows, RandomSource random) {
        try {
            Draft more = adding.draft(rows, random.stream(adding.name()));
            Draft clean = cleaning.draft(rows.after(more), random.stream(cleaning.name()));
            Check.require(clean.made().isEmpty(), cleaning.name(), "must only leave rows out here", clean);
            return more.only(rows, clean.kept());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name() + ": " + e.getMessage(), e);
        }
    }
}
