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
    }

    @Override
    public String toString() {
        return layers.stream().map(Object::toString).collect(Collectors.joining(", ", "Sequential[", "]"));
    }
}
