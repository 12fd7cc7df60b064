package org.librate.nn.train;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Network;
import org.librate.nn.Pass;

/** Finds out where numbers went bad first. */
final class Divergence {

    private static final String CALMER = "Lower the learning rate, clip gradients with clipGradients(1.0), or bring the inputs to mean 0 and deviation 1.";

    private Divergence() {
    }

    /** @param rows the batch whose loss is not finite, with the weights that gave it still in place; null if only weights are to be looked at */
    static DivergedException found(Network network, Feed.@Nullable Rows rows, int epoch, int batch, double loss) {
        String place = rows == null ? null : data(rows);
        if (place != null) {
            return new DivergedException(epoch, batch, loss, place, "Find the rows with such values and mend or drop them.");
        }
        place = parameter(network, false);
        if (place == null && rows != null) {
            place = activation(network, rows);
        }
        if (place == null) {
            place = parameter(network, true);
        }
        return new DivergedException(epoch, batch, loss, place == null ? "the loss of finite outputs overflowed" : place, CALMER);
    }

    private static @Nullable String data(Feed.Rows rows) {
        for (int i = 0; i < rows.inputs().size(); i++) {
            if (isBad(rows.in(Pass.training()).masked(rows.inputs().get(i)))) {
                return "input " + i + " of the batch has values that are not finite";
            }
        }
        if (isBad(rows.target())) {
            return "the targets of the batch have values that are not finite";
        }
        Tensor weights = rows.weights();
        return weights != null && isBad(weights) ? "the weights of the batch's rows are not finite" : null;
    }

    private static @Nullable String parameter(Network network, boolean gradient) {
        for (Build.Learned one : network.learned()) {
            if (isBad(gradient ? one.parameter().gradient() : one.parameter().tensor().detach())) {
                return "the " + (gradient ? "gradient" : "values") + " of parameter " + one.parameter().name() + " are the first that are not finite";
            }
        }
        return null;
    }

    private static @Nullable String activation(Network network, Feed.Rows rows) {
        String[] first = new String[1];
        Pass watched = Pass.training().watchedBy((path, output) -> {
            if (first[0] == null && isBad(output)) {
                first[0] = path;
            }
        });
        List<Tensor> outputs = Tensor.withoutGradients(() -> network.forward(rows.inputs(), rows.in(watched)));
        if (first[0] != null) {
            return "the output of layer " + first[0] + " is the first that is not finite";
        }
        return outputs.stream().anyMatch(Divergence::isBad) ? "the output of the network is not finite" : null;
    }

    private static boolean isBad(Tensor x) {
        return x.dtype().isFloating() && x.detach().isFinite().all().item() == 0;
    }
}
