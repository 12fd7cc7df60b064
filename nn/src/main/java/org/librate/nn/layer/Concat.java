package org.librate.nn.layer;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Module;
import org.librate.nn.Net;

/**
 * Several inputs joined along one axis: {@code [.., a, ..]} and {@code [.., b, ..]} to {@code [.., a + b, ..]}. Takes two inputs or more; all other
 * axes must be of one length.
 *
 * <pre>{@code
 * Concat.create()          // along the last axis: features or channels
 * Concat.along(0)          // along a sample's first axis: time, or height
 * }</pre>
 *
 * @param axis the axis of a sample, without the batch; negative ones count from the back
 */
public record Concat(int axis) implements Net {

    /** Along the last axis. */
    public static Concat create() {
        return new Concat(-1);
    }

    /** Along an axis of a sample, without the batch; negative ones count from the back. */
    public static Concat along(int axis) {
        return new Concat(axis);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
        return List.of(joined(inputs));
    }

    private Shape joined(List<Shape> inputs) {
        Joining.checkSeveral(this, inputs);
        Shape first = inputs.get(0);
        int at = Check.axis(toString(), axis, first);
        long length = 0;
        for (Shape shape : inputs) {
            if (shape.rank() != first.rank() || !shape.with(at, 0).equals(first.with(at, 0))) {
                throw new ShapeException(toString(), "lengths must be equal but on axis " + at, "", first, shape);
            }
            length += shape.dim(at);
        }
        return first.with(at, length);
    }

    @Override
    public Module build(List<Shape> inputs, Build build) {
        int at = Check.axis(toString(), axis, joined(inputs)) + 1; // behind the batch
        return (batch, pass) -> {
            joined(Joining.samples(this, inputs.size(), batch));
            return List.of(Tensor.concat(at, batch));
        };
    }

    @Override
    public String toString() {
        return axis == -1 ? "Concat" : "Concat[axis=" + axis + "]";
    }
}
