package org.librate.nn.train;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of what spoils learning before the loss shows it: gradients that explode, gradients that vanish on their way down, and, given a sample of
 * rows, units that are dead. Each warning is given once for each layer; nothing is changed or stopped.
 *
 * <pre>{@code
 * .callbacks(HealthCheck.create().withSample(x))
 * }</pre>
 */
public final class HealthCheck implements TrainingCallback {

    private static final Logger LOG = LoggerFactory.getLogger(HealthCheck.class);
    /** So much larger than usual is an explosion. */
    private static final double EXPLODES = 100;
    /** The usual is the median of so many looks. */
    private static final int REMEMBERED = 21;
    private static final int FEWEST = 5;
    /** A layer whose gradients are so much smaller than another's has none to speak of. */
    private static final double VANISHES = 1e-6;

    private final int everyUpdates;
    private final double deadShare;
    private final Tensor[] sample;
    private final Consumer<String> listener;

    private final Deque<Double> norms = new ArrayDeque<>();
    private final Set<String> told = new HashSet<>();
    private long looked = -1;

    private HealthCheck(int everyUpdates, double deadShare, Tensor[] sample, Consumer<String> listener) {
        this.everyUpdates = everyUpdates;
        this.deadShare = deadShare;
        this.sample = sample;
        this.listener = listener;
    }

    /** Looks at gradients every 20 updates, and warns in the log. */
    public static HealthCheck create() {
        return new HealthCheck(20, 0.5, new Tensor[0], LOG::warn);
    }

    public HealthCheck withEveryUpdates(int updates) {
        return new HealthCheck(Check.positive("HealthCheck", "everyUpdates", updates), deadShare, sample, listener);
    }

    /** Rows to look for dead units with, after each epoch: a few hundred are enough. */
    public HealthCheck withSample(Tensor... inputs) {
        return new HealthCheck(everyUpdates, deadShare, inputs.clone(), listener);
    }

    /** From which share of a layer's units on dead ones are worth a warning: 0.5 unless told. */
    public HealthCheck withDeadShare(double share) {
        return new HealthCheck(everyUpdates, Check.within("HealthCheck", "deadShare", share, 0, 1), sample, listener);
    }

    /** Who hears the warnings instead of the log. */
    public HealthCheck withListener(Consumer<String> listener) {
        return new HealthCheck(everyUpdates, deadShare, sample, Check.notNull("HealthCheck", "listener", listener));
    }

    @Override
    public TrainingCallback begin() {
        return new HealthCheck(everyUpdates, deadShare, sample, listener);
    }

    @Override
    public void onBatch(Progress progress) {
        if (progress.updates() % everyUpdates == 0 && progress.updates() > 0 && progress.updates() != looked) {
            looked = progress.updates();
            lookAtGradients(progress);
        }
    }

    /** Sizes are root mean squares, so that large layers and small ones compare. */
    private void lookAtGradients(Progress progress) {
        String where = "epoch " + progress.epoch() + ", update " + progress.updates();
        List<Build.Learned> weights = progress.network().learned().stream().filter(one -> one.role() == Role.WEIGHT && !one.parameter().isFrozen())
                .toList();
        double[] sizes = weights.stream().mapToDouble(one -> size(one.parameter().gradient())).toArray();
        double largest = 0;
        String of = "";
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] > largest) {
                largest = sizes[i];
                of = weights.get(i).parameter().name();
            }
        }
        double usual = median();
        if (norms.size() >= FEWEST && usual > 0 && largest > EXPLODES * usual) {
            tell("exploding", String.format(Locale.ROOT,
                    "exploding gradients in %s: that of %s is %.3g, and the usual is %.3g. Clip with clipGradients(1.0), or lower the learning rate.",
                    where, of, largest, usual));
        }
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] < VANISHES * largest) {
                String name = weights.get(i).parameter().name();
                tell("vanishing " + name, String.format(Locale.ROOT, "vanishing gradients in %s: that of %s is %.3g, and that of %s is %.3g. "
                        + "Use ReLU-like activations, a norm layer, residual connections or another initialiser; if nothing depends on the layer, "
                        + "remove it.", where, name, sizes[i], of, largest));
            }
        }
        norms.add(largest);
        if (norms.size() > REMEMBERED) {
            norms.remove();
        }
    }

    private static double size(Tensor gradient) {
        return gradient.norm().item() / Math.sqrt(gradient.size());
    }

    private double median() {
        double[] sorted = norms.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    @Override
    public void onEpoch(Progress progress) {
        if (sample.length > 0) {
            for (DeadUnits.InLayer layer : DeadUnits.of(progress.network(), sample).atLeast(deadShare)) {
                tell("dead " + layer.path(), "dead units in epoch " + progress.epoch() + ", " + layer
                        + ". Lower the learning rate, start biases at a small positive number, or use LeakyRelu or Gelu.");
            }
        }
    }

    private void tell(String about, String warning) {
        if (told.add(about)) {
            listener.accept(warning);
        }
    }

    @Override
    public String toString() {
        return "HealthCheck[everyUpdates=" + everyUpdates + (sample.length == 0 ? "" : ", deadShare=" + deadShare) + "]";
    }
}
