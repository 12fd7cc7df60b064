package org.librate.nn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Network;
import org.librate.nn.Pass;

/** Finds out where numbers went bad first. */
final class Divergence {

    private static final String CALMER = "Lower the learning rate, clip gradients with clipGradients(1.0), or bring the inputs to mean 0 and "
            + "deviation 1.";

    private static final String MEND = "Find the rows with such values and mend or drop them.";
    private static final int MOST_ROWS = 5;

    private Divergence() {
    }

    /** @param rows the batch whose loss is not finite, with the weights that gave it still in place; null if only weights are to be looked at */
    static DivergedException found(Network network, Feed.@Nullable Rows rows, int epoch, int batch, double loss) {
        String place = rows == null ? null : data(rows);
        if (place != null) {
            return new DivergedException(epoch, batch, loss, place, MEND);
        }
        place = parameter(network, false);
        if (place == null && rows != null) {
            place = activation(network, rows, Pass.training());
        }
        if (place == null) {
            place = parameter(network, true);
        }
        return new DivergedException(epoch, batch, loss, place == null ? "the loss of finite outputs overflowed" : place, CALMER);
    }

    /** @param batch the batch of validation rows whose loss is not a number, though the weights are finite */
    static DivergedException inValidation(Network network, Feed.Rows rows, int epoch, int batch, double loss) {
        String place = data(rows);
        if (place != null) {
            return DivergedException.inValidation(epoch, batch, loss, place, MEND);
        }
        place = activation(network, rows, Pass.inference());
        return DivergedException.inValidation(epoch, batch, loss, place == null ? "the loss of finite outputs is none" : place, CALMER);
    }

    private static @Nullable String data(Feed.Rows rows) {
        for (int i = 0; i < rows.inputs().size(); i++) {
            Tensor input = rows.in(Pass.training()).masked(rows.inputs().get(i));
            if (isBad(input)) {
                return "input " + i + " of the batch has values that are not finite, in " + which(rows, input);
            }
        }
        if (isBad(rows.target())) {
            return "the targets of the batch have values that are not finite, in " + which(rows, rows.target());
        }
        Tensor weights = rows.weights();
        return weights != null && isBad(weights) ? "the weights of the batch's rows are not finite, in " + which(rows, weights) : null;
    }

    /** The rows of the data set that the bad values are in. */
    private static String which(Feed.Rows rows, Tensor values) {
        double[] all = values.toDoubles();
        int each = all.length / (int) values.dim(0);
        List<Integer> bad = new ArrayList<>();
        for (int row = 0; row < values.dim(0); row++) {
            if (!Arrays.stream(all, row * each, (row + 1) * each).allMatch(Double::isFinite)) {
                bad.add(rows.row(row));
            }
        }
        Collections.sort(bad);
        String some = bad.stream().limit(MOST_ROWS).map(String::valueOf).collect(Collectors.joining(", "));
        return (bad.size() == 1 ? "row " : "rows ") + some + (bad.size() > MOST_ROWS ? " and " + (bad.size() - MOST_ROWS) + " others" : "")
                + " of the data set";
    }

    private static @Nullable String parameter(Network network, boolean gradient) {
        for (Build.Learned one : network.learned()) {
            if (isBad(gradient ? one.parameter().gradient() : one.parameter().tensor().detach())) {
                return "the " + (gradient ? "gradient" : "values") + " of parameter " + one.parameter().name() + " are the first that are not finite";
            }
        }
        return null;
    }

    private static @Nullable String activation(Network network, Feed.Rows rows, Pass pass) {
        String[] first = new String[1];
        Pass watched = pass.watchedBy((path, output) -> {
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
