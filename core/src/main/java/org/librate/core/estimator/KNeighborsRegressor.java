package org.librate.core.estimator;

import org.librate.core.Check;
import org.librate.core.learn.Estimator;
import org.librate.core.neighbor.Distance;
import org.librate.core.table.Table;

/**
 * The mean of the targets of the k nearest training rows. Of rows that are as far away the earlier ones count. Scale the features before: a distance
 * adds them up.
 *
 * <pre>{@code
 * Pipeline.start(StandardScaler.create()).estimator(KNeighborsRegressor.of(5).withVotes(VoteWeights.DISTANCE)).fit(train);
 * }</pre>
 *
 * <p>A row's weight is that of its vote; rows of weight 0 are left out.
 */
public record KNeighborsRegressor(int k, Distance distance, VoteWeights votes) implements Estimator<NeighborModel> {

    public KNeighborsRegressor {
        Check.positive("KNeighborsRegressor", "k", k);
    }

    /** The straight line, and all neighbours count the same. */
    public static KNeighborsRegressor of(int k) {
        return new KNeighborsRegressor(k, Distance.EUCLIDEAN, VoteWeights.UNIFORM);
    }

    public KNeighborsRegressor withDistance(Distance distance) {
        return new KNeighborsRegressor(k, distance, votes);
    }

    public KNeighborsRegressor withVotes(VoteWeights votes) {
        return new KNeighborsRegressor(k, distance, votes);
    }

    @Override
    public NeighborModel fit(Table train) {
        TrainingRows.ofNumbers("KNeighborsRegressor", train).weights();
        Table rows = TrainingRows.counted(train);
        FeatureSchema schema = FeatureSchema.ofNumbers("KNeighborsRegressor", rows);
        double[] values = TrainingRows.ofNumbers("KNeighborsRegressor", rows).values();
        return NeighborModel.of(toString(), schema, rows, k, distance, votes, values);
    }

    @Override
    public String toString() {
        return "KNeighborsRegressor[k=" + k + ", " + distance + ", votes=" + votes + "]";
    }
}
