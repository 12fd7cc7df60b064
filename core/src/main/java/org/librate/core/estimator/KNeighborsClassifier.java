package org.librate.core.estimator;

import java.util.Arrays;
import org.librate.core.Check;
import org.librate.core.learn.Estimator;
import org.librate.core.neighbor.Distance;
import org.librate.core.table.Table;

/**
 * The class that most of the k nearest training rows have. Of rows that are as far away the earlier ones count. Scale the features before: a distance
 * adds them up.
 *
 * <pre>{@code
 * Pipeline.start(StandardScaler.create()).estimator(KNeighborsClassifier.of(5).withVotes(VoteWeights.DISTANCE)).fit(train);
 * }</pre>
 *
 * <p>A row's weight is that of its vote; rows of weight 0 are left out.
 */
public record KNeighborsClassifier(int k, Distance distance, VoteWeights votes) implements Estimator<NeighborModel> {

    public KNeighborsClassifier {
        Check.positive("KNeighborsClassifier", "k", k);
    }

    /** The straight line, and all neighbours count the same. */
    public static KNeighborsClassifier of(int k) {
        return new KNeighborsClassifier(k, Distance.EUCLIDEAN, VoteWeights.UNIFORM);
    }

    public KNeighborsClassifier withDistance(Distance distance) {
        return new KNeighborsClassifier(k, distance, votes);
    }

    public KNeighborsClassifier withVotes(VoteWeights votes) {
        return new KNeighborsClassifier(k, distance, votes);
    }

    @Override
    public NeighborModel fit(Table train) {
        TrainingRows.ofClasses("KNeighborsClassifier", train).weights();
        Table rows = TrainingRows.counted(train);
        FeatureSchema schema = FeatureSchema.ofNumbers("KNeighborsClassifier", rows);
        double[] labels = Arrays.stream(rows.labels()).asDoubleStream().toArray();
        return NeighborModel.of(toString(), schema, rows, k, distance, votes, labels);
    }

    @Override
    public String toString() {
        return "KNeighborsClassifier[k=" + k + ", " + distance + ", votes=" + votes + "]";
    }
}
