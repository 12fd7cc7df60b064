package org.librate.nn.layer;

import java.util.Optional;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;
import org.librate.nn.Sequential;

/**
 * A body around which its input goes as well: {@code body(x) + shortcut(x)}. The shortcut is the input itself where shapes agree and a projection
 * where they do not: a 1×1 convolution with batch norm for images, a matrix for the rest.
 *
 * <pre>{@code
 * Residual.of(Sequential.of(Dense.of(64), Relu.create(), Dense.of(64)))
 * }</pre>
 */
public record Residual(LayerSpec body, Optional<LayerSpec> shortcut, double dropPath) implements LayerSpec {

    public static Residual of(LayerSpec body) {
        return new Residual(body, Optional.empty(), 0);
    }

    /** Another way around the body than the usual projection. */
    public Residual withShortcut(LayerSpec shortcut) {
        return new Residual(body, Optional.of(shortcut), dropPath);
    }

    /** The share of samples that skip the body in training ({@link DropPath}). */
    public Residual withDropPath(double rate) {
        return new Residual(body, shortcut, DropPath.of(rate).rate());
    }

    @Override
    public long layerCount() {
        return 1 + body.layerCount() + shortcut.map(LayerSpec::layerCount).orElse(0L);
    }

    @Override
    public Shape outputShape(Shape input) {
        Shape output = body.outputShape(input);
        Optional<LayerSpec> around = around(input, output);
        Shape other = around.isPresent() ? around.get().outputShape(input) : input;
        if (!other.equals(output)) {
            throw new ShapeException("Residual", "body and shortcut must give one shape", "body " + output + ", shortcut " + other
                    + ". Set withShortcut(..) to a layer that gives the body's shape", input);
        }
        return output;
    }

    @Override
    public Layer build(Shape input, Build build) {
        Shape output = outputShape(input);
        Layer main = build.layer("body", body, input);
        Optional<Layer> side = around(input, output).map(spec -> build.layer("shortcut", spec, input));
        Optional<Layer> drop = dropPath == 0 ? Optional.empty() : Optional.of(build.layer(DropPath.of(dropPath), output));
        return new Sum(main, side, drop);
    }

    private Optional<LayerSpec> around(Shape input, Shape output) {
        return shortcut.isPresent() || input.equals(output) ? shortcut : Optional.of(projection(input, output));
    }

    private static LayerSpec projection(Shape input, Shape output) {
        if (input.rank() == 3 && output.rank() == 3 && output.size() > 0) {
            int stride = (int) Math.max(1, (input.dim(0) + output.dim(0) - 1) / output.dim(0));
            return Sequential.of(Conv2d.of((int) output.last(), 1).withStride(stride).withBias(false), BatchNorm.create());
        }
        return Dense.of((int) output.last()).withBias(false);
    }

    private record Sum(Layer body, Optional<Layer> shortcut, Optional<Layer> drop) implements Layer {
        @Override
        public Tensor forward(Tensor x, Pass pass) {
            Tensor y = body.forward(x, pass);
            Tensor kept = drop.isPresent() ? drop.get().forward(y, pass) : y;
            return kept.add(shortcut.isPresent() ? shortcut.get().forward(x, pass) : x);
        }
    }

    @Override
    public String toString() {
        return "Residual[" + body + shortcut.map(spec -> ", shortcut=" + spec).orElse("") + (dropPath == 0 ? "" : ", dropPath=" + dropPath) + "]";
    }
}
