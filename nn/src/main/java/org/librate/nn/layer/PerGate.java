package org.librate.nn.layer;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomStream;
import org.librate.nn.init.Initializer;

/** Gates that stand side by side, each started by itself: they share an input, but no gate is another's output. */
record PerGate(int gates, Initializer each) implements Initializer {

    @Override
    public Tensor sample(Shape shape, RandomStream stream) {
        Shape one = shape.withLast(shape.last() / gates);
        List<Tensor> parts = new ArrayList<>();
        for (int gate = 0; gate < gates; gate++) {
            parts.add(each.sample(one, stream.withDraw(stream.draw() + gate)));
        }
        return Tensor.concat(-1, parts);
    }
}
