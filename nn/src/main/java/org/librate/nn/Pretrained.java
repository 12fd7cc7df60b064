package org.librate.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;

/**
 * A network together with weights it learned before: built, it starts from them. Its parts can be replaced, and then start anew; the names of all
 * others, and so their weights, stay.
 *
 * <pre>{@code
 * Classifier flowers = Trainer.classifier(model.pretrained().withHead(Dense.of(5).named("head")))
 *         .freeze("*").unfreeze("head")             // first the new head alone
 *         .fit(train, validation);
 * Classifier better = Trainer.classifier(flowers.pretrained())
 *         .optimizer(Adam.of(1e-4)).rateFactor("*", 0.1).rateFactor("head", 1)
 *         .fit(train, validation);                  // then all, the lower layers gently
 * }</pre>
 *
 * <p>Immutable: the weights are copied, so that training one network does not change the other.
 */
public final class Pretrained implements Net {

    private final Net net;
    private final Map<String, Tensor> values; // parameters and states by name

    private Pretrained(Net net, Map<String, Tensor> values) {
        this.net = net;
        this.values = Map.copyOf(values);
    }

    /** A network with a copy of its weights. */
    public static Pretrained of(Network network) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        network.parameters().forEach(parameter -> values.put(parameter.name(), parameter.tensor().keep()));
        network.states().forEach((name, tensor) -> values.put(name, tensor.keep()));
        return new Pretrained(network.net(), values);
    }

    /**
     * A network and weights from elsewhere, such as a file: parameters and states by name. What has no weight among them starts as its layer would
     * have it.
     */
    public static Pretrained of(Net net, Map<String, Tensor> values) {
        return new Pretrained(net, values);
    }

    /**
     * Another layer in the place of one, with new weights.
     *
     * @param path a layer in a {@link Sequential} (also inside others: {@code stage_2.conv2d}) or a node of a {@link Graph}
     * @param layer gets the old one's name unless it has its own
     */
    public Pretrained replace(String path, LayerSpec layer) {
        Net changed;
        if (net instanceof Graph graph) {
            changed = graph.replace(path, layer);
        } else {
            changed = sequence("replace").replace(path, layer);
        }
        Map<String, Tensor> rest = new LinkedHashMap<>(values);
        rest.keySet().removeIf(name -> name.startsWith(path + "."));
        return new Pretrained(changed, rest);
    }

    /** Another layer in the place of the last one that has weights; all others keep theirs. */
    public Pretrained withHead(LayerSpec layer) {
        return replace(head(), layer);
    }

    /** All before the last layer that has weights. */
    public Pretrained withoutHead() {
        List<String> names = sequence("withoutHead").names();
        int at = names.indexOf(head().replaceAll("\\..*", ""));
        Check.require(at > 0, "Pretrained", "withoutHead must leave a layer", "only " + net);
        return upTo(names.get(at - 1));
    }

    /** The first layers of a {@link Sequential}, to the one of this name inclusive. */
    public Pretrained upTo(String name) {
        Sequential part = sequence("upTo").upTo(name);
        Map<String, Tensor> rest = new LinkedHashMap<>(values);
        rest.keySet().removeIf(value -> part.names().stream().noneMatch(layer -> value.startsWith(layer + ".")));
        return new Pretrained(part, rest);
    }

    /** The path of the last layer that has weights. */
    public String head() {
        if (net instanceof Graph graph) {
            Check.require(graph.outputNames().size() == 1, "Pretrained", "a head is the last of a single output's layers", graph.outputNames(),
                    "Use replace(name, layer).");
            return lastWithWeights("", graph.names());
        }
        Sequential inside = sequence("head");
        String path = "";
        while (true) {
            String name = lastWithWeights(path, inside.names());
            path = path.isEmpty() ? name : path + "." + name;
            LayerSpec layer = Named.plain(inside.layers().get(inside.names().indexOf(name)));
            if (!(layer instanceof Sequential)) {
                return path;
            }
            inside = (Sequential) layer;
        }
    }

    private String lastWithWeights(String path, List<String> names) {
        List<String> with = new ArrayList<>(names);
        String prefix = path.isEmpty() ? "" : path + ".";
        with.removeIf(name -> values.keySet().stream().noneMatch(value -> value.startsWith(prefix + name + ".")));
        Check.require(!with.isEmpty(), "Pretrained", "must have a layer with weights", net);
        return with.get(with.size() - 1);
    }

    private Sequential sequence(String what) {
        if (net instanceof LayerSpec layer && Named.plain(layer) instanceof Sequential sequence) {
            return sequence;
        }
        throw new IllegalArgumentException("Pretrained: " + what + " needs a Sequential" + (what.equals("replace") ? " or a Graph" : "") + ", got "
                + net + ".");
    }

    /** The network without weights. */
    public Net net() {
        return net;
    }

    /** The weights and states that it starts from, by name. */
    public Map<String, Tensor> values() {
        return values;
    }

    /** This as a layer in other networks, with its weights: {@code Sequential.of(body.asLayer().named("body"), Dense.of(5))}. */
    public LayerSpec asLayer() {
        if (net instanceof LayerSpec layer) {
            return new AsLayer(layer, values);
        }
        if (net instanceof Graph graph) {
            return new AsLayer(graph.asLayer(), values);
        }
        throw new IllegalArgumentException("Pretrained: asLayer needs a network of one input and one output, got " + net + ".");
    }

    record AsLayer(LayerSpec layer, Map<String, Tensor> values) implements LayerSpec {
        @Override
        public long layerCount() {
            return layer.layerCount();
        }

        @Override
        public Shape outputShape(Shape input) {
            return layer.outputShape(input);
        }

        @Override
        public Layer build(Shape input, Build build) {
            return layer.build(input, build.startingFrom(values));
        }

        @Override
        public String defaultName() {
            return "pretrained";
        }

        @Override
        public long multiplyAdds(Shape input) {
            return layer.multiplyAdds(input);
        }

        @Override
        public String toString() {
            return "Pretrained[" + layer + "]";
        }
    }

    @Override
    public long layerCount() {
        return net.layerCount();
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
        return net.outputShapes(inputs);
    }

    @Override
    public Module build(List<Shape> inputs, Build build) {
        return net.build(inputs, build.startingFrom(values));
    }

    @Override
    public long multiplyAdds(List<Shape> inputs) {
        return net.multiplyAdds(inputs);
    }

    @Override
    public String toString() {
        return "Pretrained[" + net + "]";
    }
}
