package org.librate.nn.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.data.Padded;
import org.librate.nn.Build;
import org.librate.nn.Network;
import org.librate.nn.Pass;

/**
 * Which units after a ReLU answer 0 to every row: they learn nothing any more, since no gradient passes them.
 *
 * <pre>{@code
 * System.out.println(DeadUnits.of(model.network(), x));
 * // relu: 12 of 64 units are dead (19 %)
 * }</pre>
 *
 * @param layers each layer that ends in a ReLU, in order
 */
public record DeadUnits(List<InLayer> layers) {

    /**
     * One layer.
     *
     * @param path where it is
     * @param dead how many units (of the last axis: channels of an image) are 0 for every row and position
     * @param units how many there are
     */
    public record InLayer(String path, int dead, int units) {

        public double share() {
            return units == 0 ? 0 : (double) dead / units;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s: %d of %d units are dead (%.0f %%)", path, dead, units, 100 * share());
        }
    }

    public DeadUnits {
        layers = List.copyOf(layers);
    }

    /** Sends a batch through, as for prediction. Some hundred rows tell; a unit that wakes for rare rows only looks dead on few. */
    public static DeadUnits of(Network network, Tensor... inputs) {
        Check.require(inputs.length > 0 && inputs[0].dim(0) > 0, "DeadUnits", "needs at least one row", inputs.length + " inputs");
        return of(network, List.of(inputs), Pass.inference());
    }

    private static DeadUnits of(Network network, List<Tensor> batch, Pass plain) {
        List<String> watched = network.layers().stream().filter(layer -> endsInRelu(network, layer)).map(Build.Built::path).toList();
        Map<String, InLayer> found = new LinkedHashMap<>();
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        Pass pass = plain.watchedBy((path, output) -> {
            if (watched.contains(path)) {
                outputs.put(path, output);
            }
        });
        Tensor.withoutGradients(() -> network.forward(batch, pass));
        outputs.forEach((path, output) -> found.put(path, count(path, pass.masked(output)))); // a layer's lengths are known once it has returned
        return new DeadUnits(new ArrayList<>(found.values()));
    }

    /** The same for padded sequences, whose padding wakes no unit. */
    public static DeadUnits of(Network network, Padded... inputs) {
        Check.require(inputs.length > 0 && inputs[0].values().dim(0) > 0, "DeadUnits", "needs at least one row", inputs.length + " inputs");
        Pass pass = Pass.inference();
        List<Tensor> batch = new ArrayList<>();
        for (Padded input : inputs) {
            batch.add(input.values());
            pass = input.lengths() == null ? pass : pass.withLengths(input.values(), input.lengths());
        }
        return of(network, batch, pass);
    }

    private static boolean endsInRelu(Network network, Build.Built layer) {
        boolean inner = network.layers().stream().anyMatch(other -> other.path().startsWith(layer.path() + "."));
        return !inner && (layer.spec().equals("Relu") || layer.spec().contains("activation=RELU"));
    }

    private static InLayer count(String path, Tensor output) {
        int units = (int) output.dim(-1);
        float[] most = output.reshape(-1, units).max(0).toArray();
        int dead = 0;
        for (float one : most) {
            dead += one <= 0 ? 1 : 0;
        }
        return new InLayer(path, dead, units);
    }

    /** The layers of which at least this share is dead. */
    public List<InLayer> atLeast(double share) {
        return layers.stream().filter(layer -> layer.dead() > 0 && layer.share() >= share).toList();
    }

    @Override
    public String toString() {
        return layers.isEmpty() ? "no layer ends in a ReLU" : String.join("\n", layers.stream().map(InLayer::toString).toList());
    }
}
