package org.librate.nn.layer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Parameter;
import org.librate.core.Recurred;
import org.librate.core.Recurrence;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.KeyValueCache;
import org.librate.nn.Layer;
import org.librate.nn.Pass;

/** Recurrent layers on top of each other, each in one direction or both. */
final class RecurrentStack implements Layer {

    /** What one layer learns in one direction. */
    record Weights(Parameter weight, Parameter recurrent, Parameter bias) {
    }

    /** What comes of a run: the output, and the state of each layer and direction (h, and an LSTM's c) where it was asked for. */
    record Run(Tensor output, List<Tensor> states) {
    }

    private final RecurrentPlan plan;
    private final long features;
    private final List<Weights> weights;    // by layer, then direction
    private final List<Tensor> keys;        // for the dropout before each layer but the first

    private final String path;

    RecurrentStack(RecurrentPlan plan, long features, List<Weights> weights, List<Tensor> keys, String path) {
        this.plan = plan;
        this.features = features;
        this.weights = List.copyOf(weights);
        this.keys = List.copyOf(keys);
        this.path = path;
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return pass.cache().isEmpty() ? run(x, List.of(), false, pass).output() : goOn(x, List.of(), pass, pass.cache().get()).output();
    }

    /** Where sequences come step by step: from the state in which the last pass ended, or from the given one at the beginning. */
    Run goOn(Tensor x, List<Tensor> states, Pass pass, KeyValueCache cache) {
        Check.require(!plan.bidirectional(), plan.toString(), "sequences that come step by step can be read in one direction only",
                "bidirectional=true", "Give it whole sequences, or train it with one direction.");
        List<Tensor> before = cache.state(path);
        Run run = run(x, before.isEmpty() ? states : before, true, pass);
        cache.keepState(path, run.states());
        return run;
    }

    /**
     * The batch through all layers.
     *
     * @param states what to start from, as a run gives it; empty for zeros
     * @param returned whether states are wanted
     */
    Run run(Tensor x, List<Tensor> states, boolean returned, Pass pass) {
        check(x);
        Tensor lengths = pass.lengths(x).orElse(null);
        List<Tensor> last = new ArrayList<>();
        Tensor y = x;
        for (int layer = 0; layer < plan.layers(); layer++) {
            Tensor input = layer > 0 && plan.dropout() > 0 && pass.isTraining() ? y.dropout(plan.dropout(), keys.get(layer - 1)) : y;
            boolean top = layer == plan.layers() - 1;
            List<Tensor> outputs = new ArrayList<>();
            for (int direction = 0; direction < plan.directions(); direction++) {
                int place = layer * plan.directions() + direction;
                Recurred recurred = recur(input, place, direction == 1, lengths, states, returned);
                if (returned) {
                    last.add(recurred.state());
                    if (plan.kind() == RecurrentKind.LSTM) {
                        last.add(recurred.cellState());
                    }
                }
                outputs.add(!top || !plan.lastOnly() ? recurred.output() : returned ? recurred.state()
                        : last(recurred.output(), lengths, direction == 1));
            }
            y = outputs.size() == 1 ? outputs.get(0) : Tensor.concat(-1, outputs);
        }
        return new Run(y, last);
    }

    private Recurred recur(Tensor x, int place, boolean reversed, @Nullable Tensor lengths, List<Tensor> states, boolean returned) {
        Recurrence how = plan.kind().recurrence().withReversed(reversed).withReturnedState(returned);
        if (lengths != null) {
            how = how.withLengths(lengths);
        }
        if (!states.isEmpty()) {
            how = plan.kind() == RecurrentKind.LSTM ? how.withState(states.get(2 * place), states.get(2 * place + 1))
                    : how.withState(states.get(place));
        }
        Weights w = weights.get(place);
        return x.recurrent(w.weight().tensor(), w.recurrent().tensor(), w.bias().tensor(), how);
    }

    /** The state after each row's last step, as far as the output holds it: zeros for a row without steps. */
    private static Tensor last(Tensor y, @Nullable Tensor lengths, boolean reversed) {
        return reversed ? y.select(1, 0) : LastStep.of(y, lengths);
    }

    private void check(Tensor x) {
        if (x.rank() != 3 || x.dim(2) != features) {
            throw new ShapeException(plan.toString(), "built for batches [n, time, " + features + "]", "", x.shape());
        }
    }
}
