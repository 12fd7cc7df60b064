package org.librate.nn.optim;

import java.util.LinkedHashMap;
import java.util.Map;
import org.librate.core.Tensor;

/** An updater that is one formula and what it remembers. */
final class Remembering implements Updater {

    private final Map<String, Tensor> state;
    private final Runnable formula;

    private Remembering(Map<String, Tensor> state, Runnable formula) {
        this.state = state;
        this.formula = formula;
    }

    /** What is remembered goes by its tensors' names, in this order. */
    static Remembering of(Tensor[] remembered, Runnable formula) {
        return new Remembering(byName(remembered), formula);
    }

    static Map<String, Tensor> byName(Tensor... remembered) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        for (Tensor tensor : remembered) {
            state.put(tensor.name(), tensor);
        }
        return state;
    }

    @Override
    public void update() {
        Tensor.withoutGradients(() -> {
            formula.run();
            return this;
        });
    }

    @Override
    public Map<String, Tensor> state() {
        return new LinkedHashMap<>(state);
    }
}
