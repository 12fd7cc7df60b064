package org.librate.nn.init;

import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomStream;

/** Around 0, with a variance that keeps signals as large as they are from layer to layer. */
record Scaled(Rule rule, boolean uniform) implements Initializer {

    enum Rule {
        /** He et al. 2015: 2 / inputs. */
        HE("He"),
        /** Glorot and Bengio 2010: 2 / (inputs + outputs). */
        GLOROT("Glorot"),
        /** LeCun et al. 1998: 1 / inputs. */
        LE_CUN("LeCun");

        private final String written;

        Rule(String written) {
            this.written = written;
        }
    }

    private double variance(Fan fan) {
        return switch (rule) {
            case HE -> 2 / fan.inputs();
            case GLOROT -> 2 / (fan.inputs() + fan.outputs());
            case LE_CUN -> 1 / fan.inputs();
        };
    }

    @Override
    public Tensor sample(Shape shape, RandomStream stream) {
        double variance = variance(Fan.of(shape));
        double limit = Math.sqrt(3 * variance);   // evenly from [−a, a) has the variance a² / 3
        return uniform ? Tensor.uniform(shape, -limit, limit, stream) : Tensor.normal(shape, 0, Math.sqrt(variance), stream);
    }

    @Override
    public String toString() {
        return rule.written + (uniform ? "Uniform" : "Normal");
    }
}
