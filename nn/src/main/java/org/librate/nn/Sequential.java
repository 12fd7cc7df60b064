package org.librate.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;

/**
 * Layers one after another; a layer itself, so that sequences nest.
 *
 * <pre>{@code
 * Sequential.of(Dense.of(64), Relu.create(), Dense.of(10))
 * }</pre>
 */
public final class Sequential implements LayerSpec {

    private final List<LayerSpec> layers;

    private Sequential(List<LayerSpec> layers) {
        this.layers = List.copyOf(layers);
    }

    public static Sequential of(LayerSpec... layers) {
        return of(List.of(layers));
    }

    public static Sequential of(List<LayerSpec> layers) {
        Check.require(!layers.isEmpty(), "Sequential", "needs at least one layer", "none");
        return new Sequential(layers);
    }

    /** The same with one more layer at the end. */
    public Sequential then(LayerSpec layer) {
        List<LayerSpec> more = new ArrayList<>(layers);
        more.add(layer);
        return new Sequential(more);
    }

    public List<LayerSpec> layers() {
        return layers;
    }

    /** What its layers are called in names of parameters: by their kind, with a number where that is taken, unless they were given names. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (LayerSpec layer : layers) {
            String unique = layer.defaultName();
            for (int i = 2; names.contains(unique); i++) {
                unique = layer.defaultName() + "_" + i;
            }
            names.add(unique);
        }
        return names;
    }

    /**
     * The same with another layer in the place of one. It gets the old one's name unless it has one of its own ({@link LayerSpec#named}); all others
     * keep theirs.
     *
     * @param path a name of {@link #names}, or of a layer in a sequence inside: {@code stage_2.conv2d}
     */
    public Sequential replace(String path, LayerSpec layer) {
        List<LayerSpec> changed = withFixedNames();
        int at = place(path.replaceAll("\\..*", ""));
        int dot = path.indexOf('.');
        String name = names().get(at);
        if (dot >= 0) {
            changed.set(at, inside(path.substring(0, dot), layers.get(at)).replace(path.substring(dot + 1), layer).named(name));
        } else {
            boolean own = layer instanceof Named;
            Check.require(!own || layer.defaultName().equals(name) || !names().contains(layer.defaultName()), "Sequential",
                    "the new layer's name must be free", "\"" + layer.defaultName() + "\"");
            changed.set(at, own ? layer : layer.named(name));
        }
        return new Sequential(changed);
    }

    /** The first layers, to the one of this name inclusive. */
    public Sequential upTo(String name) {
        return new Sequential(withFixedNames().subList(0, place(name) + 1));
    }

    /** A layer that is a sequence itself, or a complaint. */
    private static Sequential inside(String name, LayerSpec layer) {
        LayerSpec plain = Named.plain(layer);
        if (plain instanceof Sequential sequence) {
            return sequence;
        }
        throw new IllegalArgumentException("Sequential: \"" + name + "\" is " + plain
                + ", and layers can be replaced only inside a Sequential. Replace \"" + name + "\" as a whole.");
    }

    private int place(String name) {
        int at = names().indexOf(name);
        Check.require(at >= 0, "Sequential", "must have a layer of the name asked for", "\"" + name + "\"", "There are " + names() + ".");
        return at;
    }

    private List<LayerSpec> withFixedNames() {
        List<String> names = names();
        List<LayerSpec> fixed = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            LayerSpec layer = layers.get(i);
            fixed.add(layer.defaultName().equals(names.get(i)) ? layer : layer.named(names.get(i)));
        }
        return fixed;
    }

    @Override
    public long layerCount() {
        return 1 + layers.stream().mapToLong(Net::layerCount).sum();
    }

    @Override
    public Shape outputShape(Shape input) {
        Shape shape = input;
        for (LayerSpec layer : layers) {
            shape = layer.outputShape(shape);
        }
        return shape;
    }

    @Override
    public Layer build(Shape input, Build build) {
        List<Layer> built = new ArrayList<>();
        Shape shape = input;
        for (LayerSpec layer : layers) {
            built.add(build.layer(layer, shape));
            shape = layer.outputShape(shape);
        }
        return built.size() == 1 ? built.get(0) : new Chain(fused(built));
    }

    /** The same layers, neighbours joined into one kernel where there is one. */
    private static List<Layer> fused(List<Layer> layers) {
        List<Layer> fused = new ArrayList<>();
        for (Layer layer : layers) {
            int last = fused.size() - 1;
            Optional<Layer> joined = fused.isEmpty() ? Optional.empty() : fused.get(last).fusedWith(layer);
            joined.ifPresentOrElse(both -> fused.set(last, both), () -> fused.add(layer));
        }
        return List.copyOf(fused);
    }

    private record Chain(List<Layer> layers) implements Layer {
        @Override
        public Tensor forward(Tensor x, Pass pass) {
            Tensor y = x;
            for (Layer layer : layers) {
                y = layer.forward(y, pass);
            }
            return y;
        }

        /** Each of the layers has said it of its own output. */
        @Override
        public Optional<Tensor> lengthsAfter(Tensor lengths, Tensor x, Tensor y) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return layers.stream().map(Object::toString).collect(Collectors.joining(", ", "Sequential[", "]"));
    }
}
