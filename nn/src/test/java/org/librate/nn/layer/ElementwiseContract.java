package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.LayerSpec;

/** What every layer promises, of those that take each element by itself. */
abstract class ElementwiseContract extends OneLineContract {

    private final float[] values;

    /** @param values what the layer makes of -2, -0.5, 0 and 1.5 */
    ElementwiseContract(LayerSpec spec, float... values) {
        super(spec, Shape.of(2, 3), null); // takes every shape
        this.values = values;
    }

    @Test
    void takes_each_element_by_itself() {
        assertThat(of(spec())).containsExactly(values, within(1e-6f));
    }

    static float[] of(LayerSpec spec) {
        return run(spec, Tensor.of(new float[][] {{-2.0f, -0.5f, 0.0f, 1.5f}})).toArray();
    }
}
