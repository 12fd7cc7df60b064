package org.librate.nn.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.estimator.FeatureSchema;
import org.librate.core.learn.PriorCorrection;
import org.librate.nn.Net;
import org.librate.nn.Network;
import org.librate.nn.save.NetworkFile;

/** A {@link NetworkModel} as the file of a pipeline has it. */
record SavedNetworkModel(FeatureSchema features, List<String> classNames, Net net, List<Shape> inputs, DType dtype, Map<String, Tensor> weights,
        Optional<ClassifierTask> classifier, History history, Provenance provenance, Optional<PriorCorrection> shares) {

    static SavedNetworkModel of(NetworkModel<?> model) {
        FittedModel fitted = model.network();
        Network network = fitted.network();
        return new SavedNetworkModel(model.features(), model.classNames(), network.net(), network.inputs(), network.parameters().values().dtype(),
                NetworkFile.values(network),
                fitted instanceof Classifier classifier ? Optional.of(classifier.task()) : Optional.empty(), fitted.history(), fitted.provenance(),
                fitted.shares());
    }

    NetworkModel<?> model() {
        Network network = NetworkFile.rebuild(net, inputs, dtype, weights);
        Check.require(network.outputs().size() == 1, "NetworkModel", "a model's network must have one output", network.outputs());
        Shape output = network.outputs().get(0);
        if (classifier.isPresent()) {
            ClassifierTask task = classifier.get();
            task.checkOutput(output);
            return new NetworkModel<>(features, classNames, task.corrected(task.model(network, history, provenance), shares));
        }
        return new NetworkModel<>(features, classNames, new RegressorTask().model(network, history, provenance));
    }
}
