package org.librate.nn.train;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.estimator.FeatureColumn;
import org.librate.core.estimator.FeatureSchema;
import org.librate.core.learn.Model;
import org.librate.core.table.ColumnType;
import org.librate.core.table.Table;
import org.librate.core.table.VectorColumn;

/**
 * A trained network that takes tables, as {@link Trainer#estimator()} gives it. It knows the columns it was trained with: their order in a table to
 * predict for does not matter, and one that is missing is an error. Safe for any number of threads. As of every estimator its probabilities are those
 * that were learned, which the pipeline around it corrects; {@link #network()} corrects its own.
 *
 * @param <M> what the trainer returns
 */
public final class NetworkModel<M extends FittedModel> implements Model {

    private final FeatureSchema features;
    private final List<String> classNames;
    private final M network;

    NetworkModel(FeatureSchema features, List<String> classNames, M network) {
        this.features = features;
        this.classNames = List.copyOf(classNames);
        this.network = network;
    }

    public FeatureSchema features() {
        return features;
    }

    /** What takes tensors, with its history. */
    public M network() {
        return network;
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public Tensor scores(Table rows) {
        Tensor[] inputs = inputs(rows);
        FittedModel model = network;
        return model instanceof Classifier classifier ? classifier.rawProbabilities(inputs) : ((Regressor) model).predict(inputs);
    }

    @Override
    public boolean assumesShares() {
        return (FittedModel) network instanceof Classifier && !classNames.isEmpty();
    }

    /** The numbers side by side and then each vector of more axes, as {@link Table#dataset} has them. */
    private Tensor[] inputs(Table rows) {
        features.find("NetworkModel", rows);
        Check.require(rows.rows() > 0, "NetworkModel", "needs at least one row", 0);
        Table ordered = rows.select(features.columns().stream().map(FeatureColumn::name).toArray(String[]::new));
        List<Tensor> inputs = new ArrayList<>();
        if (!ordered.featureNames().isEmpty()) {
            inputs.add(ordered.matrix());
        }
        for (FeatureColumn column : features.columns()) {
            if (column.type() == ColumnType.VECTOR && column.shape().rank() > 1) {
                VectorColumn vectors = ordered.vector(column.name());
                inputs.add(vectors.values());
            }
        }
        return inputs.toArray(Tensor[]::new);
    }

    @Override
    public String toString() {
        return "NetworkModel[" + network + "]";
    }
}
