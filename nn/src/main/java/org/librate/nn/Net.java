package org.librate.nn;

import java.util.List;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.random.RandomSource;

/**
 * A network as it is written: immutable, without weights, with any number of inputs and outputs. Shapes are those of one sample, without the batch
 * axis.
 *
 * <p>Most networks are a {@link LayerSpec}, with one input and one output.
 */
public interface Net {

    /** What it makes of samples of these shapes, or a ShapeException that names the layer. */
    List<Shape> outputShapes(List<Shape> inputs);

    /** The network with weights, for samples of these shapes. */
    Module build(List<Shape> inputs, Build build);

    /**
     * What it is called in names of parameters when nobody gave it another name: {@code swish} for a record {@code Swish}, wherever it is written,
     * and {@code dense} for {@code Dense.Spec}.
     */
    default String defaultName() {
        String own = getClass().getSimpleName();
        Class<?> outer = getClass().getEnclosingClass();
        String name = outer != null && (own.isEmpty() || own.equals("Spec")) ? outer.getSimpleName() : own;
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** How many numbers it would learn for samples of these shapes. Nothing is drawn or allocated for it. */
    default long parameterCount(Shape... inputs) {
        Build build = Build.counting();
        build(List.of(inputs), build);
        return build.sizes().stream().mapToLong(size -> size.shape().size()).sum();
    }

    /**
     * How many layers it unrolls to, itself among them: what files are held to before anything is built from them. Nets that hold others add theirs.
     */
    default long layerCount() {
        return 1;
    }

    /**
     * Layers, shapes, parameters, multiply-adds and memory for samples of these shapes, as a table that prints itself. The weights are made for it;
     * where there is a {@link Network} already, ask that.
     */
    default Summary summary(Shape... inputs) {
        return Network.build(this, List.of(inputs), RandomSource.of(0), DType.FLOAT32).summary();
    }

    /**
     * Whether the steps of an output are those of an input, wherever it has as many: then an input's padding is the output's. Not so for an output
     * that is a state, or an input that is only asked.
     *
     * @param input its number
     * @param output its number
     */
    default boolean stepsAlong(int input, int output) {
        return true;
    }

    /**
     * How many products are summed for one sample's output: the usual measure of work, for summaries. Only the net's own: layers that it builds with
     * {@link Build#layer} are counted where they are built, so what merely puts layers together has none.
     */
    default long multiplyAdds(List<Shape> inputs) {
        return 0;
    }
}
