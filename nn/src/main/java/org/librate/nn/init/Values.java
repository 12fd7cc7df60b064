package org.librate.nn.init;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.random.RandomStream;

/** Given values, one for each output. */
record Values(String name, List<Double> values) implements Initializer {

    Values {
        values = List.copyOf(values);
        Check.require(!name.isEmpty() && !values.isEmpty(), "Initializer", "given values need a name and at least one value",
                "\"" + name + "\" and " + values);
    }

    @Override
    public Tensor sample(Shape shape, RandomStream stream) {
        if (!shape.equals(Shape.of(values.size()))) {
            throw new ShapeException("Initializer." + name, "needs a bias with one value for each of the " + values.size() + " outputs", "", shape);
        }
        return Tensor.of(shape, values.stream().mapToDouble(Double::doubleValue).toArray()).cast(DType.FLOAT32);
    }

    @Override
    public String toString() {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1) + values;
    }
}
