package org.librate.nn.layer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.LayerSpec;
import org.librate.nn.Module;
import org.librate.nn.Net;
import org.librate.nn.Pass;

/** Recurrent layers whose state goes in and comes out. */
record RecurrentNet(LayerSpec layer) implements Net {

    RecurrentNet {
        RecurrentPlan.of(layer); // checks it
    }

    private RecurrentPlan plan() {
        return RecurrentPlan.of(layer);
    }

    @Override
    public String defaultName() {
        return layer.defaultName();
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
        RecurrentPlan plan = plan();
        int states = plan.kind().states;
        Check.require(inputs.size() == 1 || inputs.size() == 1 + states, toString(),
                "takes sequences, or sequences and " + states + (states == 1 ? " state" : " states (h and c)"), inputs.size() + " inputs " + inputs);
        Shape output = plan.outputShape(inputs.get(0));
        for (Shape state : inputs.subList(1, inputs.size())) {
            if (!state.equals(plan.stateShape())) {
                throw new ShapeException(toString(), "a state must be " + plan.stateShape(), "", state);
            }
        }
        List<Shape> outputs = new ArrayList<>(List.of(output));
        outputs.addAll(Collections.nCopies(states, plan.stateShape()));
        return outputs;
    }

    @Override
    public Module build(List<Shape> inputs, Build build) {
        outputShapes(inputs);
        RecurrentStack stack = plan().build(inputs.get(0), build);
        return (batch, pass) -> forward(stack, batch, pass);
    }

    private List<Tensor> forward(RecurrentStack stack, List<Tensor> batch, Pass pass) {
        int kinds = plan().kind().states;
        List<Tensor> start = places(batch.subList(1, batch.size()));
        RecurrentStack.Run run = pass.cache().isEmpty() ? stack.run(batch.get(0), start, true, pass)
                : stack.goOn(batch.get(0), start, pass, pass.cache().get());
        List<Tensor> outputs = new ArrayList<>(List.of(run.output()));
        for (int kind = 0; kind < kinds; kind++) {
            List<Tensor> parts = new ArrayList<>();
            for (int i = kind; i < run.states().size(); i += kinds) {
                parts.add(run.states().get(i));
            }
            outputs.add(parts.size() == 1 ? parts.get(0) : Tensor.stack(1, parts.toArray(Tensor[]::new)));
        }
        return outputs;
    }

    /** h and c as they come in, as the state of each layer and direction. */
    private List<Tensor> places(List<Tensor> states) {
        int places = plan().layers() * plan().directions();
        List<Tensor> all = new ArrayList<>();
        for (int place = 0; place < places; place++) {
            for (Tensor state : states) {
                all.add(places == 1 ? state : state.select(1, place));
            }
        }
        return all;
    }

    /** A state has no steps, though it may have as many places. */
    @Override
    public boolean stepsAlong(int input, int output) {
        return input == 0 && output == 0 && !plan().lastOnly();
    }

    @Override
    public long multiplyAdds(List<Shape> inputs) {
        return plan().multiplyAdds(inputs.get(0));
    }

    @Override
    public String toString() {
        return layer.toString().replaceFirst("\\[", ".withState[");
    }
}
