package org.librate.nn.loss;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.librate.core.Check;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/** A weight for each class or output, as a list so that losses with the same weights are equal. */
final class Weights {

    private Weights() {
    }

    static List<Double> of(String loss, String what, double... weights) {
        Check.require(weights.length > 0, loss, what + " must not be empty", "none");
        for (double weight : weights) {
            Check.notNegative(loss, what, weight);
        }
        return DoubleStream.of(weights).boxed().toList();
    }

    static Tensor tensor(Object loss, String what, List<Double> weights, Tensor output) {
        if (output.rank() == 0 || weights.size() != output.dim(-1)) {
            throw new ShapeException(loss.toString(), "needs as many " + what + " as outputs", "got " + weights.size(), output.shape());
        }
        return Rows.numbers(output.dtype(), weights.stream().mapToDouble(Double::doubleValue).toArray());
    }

    static String print(List<Double> weights) {
        return Arrays.toString(weights.toArray());
    }
}
