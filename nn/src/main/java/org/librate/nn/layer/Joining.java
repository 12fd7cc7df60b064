package org.librate.nn.layer;

import java.util.List;
import java.util.function.BinaryOperator;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Module;
import org.librate.nn.Net;

/** What nets that join several inputs share: complaints in their name. */
final class Joining {

    private Joining() {
    }

    static void checkSeveral(Net net, List<Shape> inputs) {
        Check.require(inputs.size() >= 2, net.toString(), "joins two inputs or more", inputs.size() + " with shapes " + inputs);
    }

    /** The shape of one sample of each input, of which there are as many as when the net was built. */
    static List<Shape> samples(Net net, int built, List<Tensor> batch) {
        Check.require(batch.size() == built, net.toString(), "built for " + built + " inputs", batch.size());
        return batch.stream().map(x -> Sliding.sampleOf(net, x)).toList();
    }

    /** The shape that all samples stretch to. Their ranks must agree, as the batch comes before the first axis. */
    static Shape stretched(Net net, List<Shape> inputs) {
        checkSeveral(net, inputs);
        Shape shape = inputs.get(0);
        for (Shape input : inputs) {
            if (input.rank() != shape.rank()) {
                throw new ShapeException(net.toString(), "samples must have equally many axes", "got " + shape.rank() + " and " + input.rank(), shape,
                        input);
            }
            shape = Shape.broadcast(net.toString(), shape, input);
        }
        return shape;
    }

    /** The first input joined with the second, the result with the third, and so on. */
    static Module oneByOne(Net net, List<Shape> inputs, BinaryOperator<Tensor> join) {
        net.outputShapes(inputs);
        return (batch, pass) -> {
            net.outputShapes(samples(net, inputs.size(), batch));
            return List.of(batch.stream().reduce(join).orElseThrow());
        };
    }
}
