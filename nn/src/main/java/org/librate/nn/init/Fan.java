package org.librate.nn.init;

import org.librate.core.Shape;

/** How many values a weight takes in and gives out for each of its outputs and inputs. At least one each. */
record Fan(double inputs, double outputs) {

    static Fan of(Shape shape) {
        if (shape.rank() < 2) {
            double n = Math.max(1, shape.size());
            return new Fan(n, n);
        }
        double field = Math.max(1, shape.slice(0, shape.rank() - 2).size());
        return new Fan(Math.max(1, field * shape.dim(-2)), Math.max(1, field * shape.dim(-1)));
    }
}
