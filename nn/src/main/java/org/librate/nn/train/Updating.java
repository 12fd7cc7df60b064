package org.librate.nn.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;
import org.librate.nn.Network;
import org.librate.nn.optim.Clock;
import org.librate.nn.optim.Group;
import org.librate.nn.optim.Updater;

/** How a run changes weights: rates, optimizers, what is done to gradients before and to weights after, and the moving average. */
final class Updating {

    private final Options options;
    private final Network network;
    private final Learning learning;
    private final Tensor rate = Tensor.of(0f);
    private final Map<Double, Tensor> rates = new TreeMap<>(); // of groups whose rate is multiplied, by the factor
    private final Tensor step = Tensor.of(0L);
    private final List<Updater> updaters = new ArrayList<>();
    private final @Nullable Ema ema;

    Updating(Options options, Network network) {
        this.options = options;
        this.network = network;
        this.learning = Learning.of(network, options.optimizer, options.frozen, options.rateFactors);
        for (Group group : learning.updated()) {
            double factor = learning.factor(group);
            Tensor own = factor == 1 ? rate : rates.computeIfAbsent(factor, any -> Tensor.of(0f));
            updaters.add(options.optimizer.attach(group, new Clock(own, step)));
        }
        this.ema = options.emaDecay == 0 ? null : new Ema(options.emaDecay, network.parameters().values());
    }

    Learning learning() {
        return learning;
    }

    double rate() {
        return rate.item();
    }

    /** Before an update, outside of steps. */
    void prepare(double now, long updates) {
        rate.assign((float) now);
        rates.forEach((factor, own) -> own.assign((float) (now * factor)));
        step.assign(updates);
        if (ema != null) {
            ema.prepare(updates);
        }
    }

    /** Inside the update step. */
    void update() {
        if (options.penalty != null) {
            options.penalty.apply(learning.groups());
        }
        if (options.clipping != null) {
            options.clipping.apply(learning.groups());
        }
        updaters.forEach(Updater::update);
        if (options.constraint != null) {
            options.constraint.apply(learning.groups());
        }
        if (ema != null) {
            ema.update();
        }
    }

    /** Puts the weights in place that are judged and kept. */
    void beforeEvaluation() {
        updaters.forEach(Updater::beforeEvaluation);
        if (ema != null) {
            ema.beforeEvaluation();
        }
    }

    /** Puts the weights back that learn. */
    void afterEvaluation() {
        if (ema != null) {
            ema.afterEvaluation();
        }
        updaters.forEach(Updater::afterEvaluation);
    }

    /** Everything that training changes, by name. */
    Map<String, Tensor> tensors() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        all.put("rate", rate);
        all.put("parameters", network.parameters().values());
        new TreeMap<>(network.states()).forEach((name, tensor) -> all.put("state/" + name, tensor));
        for (int i = 0; i < updaters.size(); i++) {
            String prefix = "optimizer/" + i + "/";
            new TreeMap<>(updaters.get(i).state()).forEach((name, tensor) -> all.put(prefix + name, tensor));
        }
        if (ema != null) {
            ema.state().forEach((name, tensor) -> all.put("ema/" + name, tensor));
        }
        return all;
    }
}
