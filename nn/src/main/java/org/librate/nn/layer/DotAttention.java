package org.librate.nn.layer;

import java.util.List;
import org.librate.core.Attention;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Module;
import org.librate.nn.Net;
import org.librate.nn.Pass;

/**
 * Each step of a sequence takes the mean of a memory's steps, weighted by how much they are like it: {@code y_i = Σ_j softmax_j(x_i · m_j) m_j}, with
 * nothing to learn (Luong et al. 2015). Inputs {@code [time, width]} and {@code [memory's time, width]}, output {@code [time, width]}. Padding of the
 * memory is not seen.
 */
public record DotAttention(boolean scaled) implements Net {

    public static DotAttention create() {
        return new DotAttention(false);
    }

    /** Whether products are divided by {@code √width}, as in transformers. */
    public DotAttention withScaled(boolean scaled) {
        return new DotAttention(scaled);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
        Check.require(inputs.size() == 2, toString(), "takes a sequence and a memory", inputs.size() + " inputs " + inputs);
        inputs.forEach(input -> Sliding.sequence(this, input));
        if (inputs.get(0).last() != inputs.get(1).last()) {
            throw new ShapeException(toString(), "both sequences must have one width", "", inputs.get(0), inputs.get(1));
        }
        return List.of(inputs.get(0));
    }

    @Override
    public Module build(List<Shape> inputs, Build build) {
        outputShapes(inputs);
        return this::forward;
    }

    private List<Tensor> forward(List<Tensor> inputs, Pass pass) {
        outputShapes(Joining.samples(this, 2, inputs));
        Tensor memory = inputs.get(1);
        Attention options = scaled ? Attention.of(1) : Attention.of(1).withScale(1);
        return List.of(inputs.get(0).attention(memory, memory, Attending.given(options, memory, null, 0, pass)));
    }

    /** The memory is only asked. */
    @Override
    public boolean stepsAlong(int input, int output) {
        return input == 0;
    }

    @Override
    public long multiplyAdds(List<Shape> inputs) {
        return 2 * inputs.get(0).size() * inputs.get(1).dim(0);
    }

    @Override
    public String toString() {
        return scaled ? "DotAttention[scaled=true]" : "DotAttention";
    }
}
