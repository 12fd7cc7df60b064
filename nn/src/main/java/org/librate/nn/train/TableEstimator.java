package org.librate.nn.train;

import org.librate.core.estimator.FeatureSchema;
import org.librate.core.learn.ClassCounts;
import org.librate.core.learn.Estimator;
import org.librate.core.table.Table;

/** A plan of training as what learns from tables. */
record TableEstimator<M extends FittedModel>(Trainer<M> trainer) implements Estimator<NetworkModel<M>> {

    @Override
    public NetworkModel<M> fit(Table train) {
        return new NetworkModel<>(FeatureSchema.of(train), train.classNames(), trainer.fit(train.dataset()));
    }

    @Override
    public NetworkModel<M> fit(Table train, Table validation) {
        FeatureSchema schema = FeatureSchema.of(train);
        schema.find("Trainer", validation);
        // columns side by side in the order of the training rows
        String[] order = train.names().stream().filter(validation::has).toArray(String[]::new);
        return new NetworkModel<>(schema, train.classNames(), trainer.fit(train.dataset(), validation.select(order).dataset()));
    }

    /** As the rows weigh, times class weights, what the loss adds, and how often the order of an epoch has rows of each class. */
    @Override
    public ClassCounts learnedCounts(Table train) {
        return trainer.byClass().learned(ClassCounts.of(train), train::dataset);
    }

    @Override
    public String toString() {
        return trainer.toString();
    }
}
