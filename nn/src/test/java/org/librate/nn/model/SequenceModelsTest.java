package org.librate.nn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.LayerSpec;
import org.librate.nn.Network;
import org.librate.nn.Pass;
import org.librate.nn.save.NetJson;

class SequenceModelsTest {

    /** Parameters of an LSTM in one direction. */
    private static long lstm(long in, long units) {
        return 4 * units * (in + units + 1);
    }

    @Test void count_as_computed_by_hand() {
        assertThat(LstmClassifier.of(50, 3).withWidth(8).parameterCount(Shape.of(6))).isEqualTo(50 * 8 + 2 * lstm(8, 8) + 16 * 3 + 3);
        assertThat(LstmClassifier.of(50, 3).withWidth(8).withLayers(2).withBidirectional(false).withDropout(0.2).parameterCount(Shape.of(6)))
                .isEqualTo(50 * 8 + 2 * lstm(8, 8) + 8 * 3 + 3);
        assertThat(LstmForecaster.of(4).withUnits(16).withLayers(2).withDropout(0.1).parameterCount(Shape.of(10, 3)))
                .isEqualTo(lstm(3, 16) + lstm(16, 16) + 16 * 4 + 4);
        // the first block has a projection around it
        assertThat(Tcn.of(4).withChannels(8).withBlocks(3).withDropout(0.1).parameterCount(Shape.of(30, 2)))
                .isEqualTo(3 * 2 * 8 + 8 + 3 * 8 * 8 + 8 + 2 * 8 + 2 * 2 * (3 * 8 * 8 + 8) + 8 * 4 + 4);
        assertThat(TextCnn.of(50, 3).withWidth(8).withFilters(6).parameterCount(Shape.of(9)))
                .isEqualTo(50 * 8 + 8 * 6 * (3 + 4 + 5) + 3 * 6 + 18 * 3 + 3);
    }

    static List<LayerSpec> all() {
        return List.of(LstmClassifier.of(50, 3).withWidth(8).withDropout(0.2), TextCnn.of(50, 3).withWidth(8).withFilters(6).withWidths(2, 7),
                LstmForecaster.of(4).withUnits(16), Tcn.of(4).withChannels(8).withBlocks(3));
    }

    @ParameterizedTest @MethodSource("all")
    void come_back_from_files_and_refuse_other_inputs(LayerSpec model) throws Exception {
        assertThat(NetJson.read(NetJson.write(model))).isEqualTo(model).hasToString(model.toString());
        assertThatThrownBy(() -> model.outputShape(Shape.of(2, 3, 4))).hasMessageContaining(model.toString());
    }

    @Test void texts_are_answered_as_if_alone_however_they_are_padded() {
        for (LayerSpec model : all().subList(0, 2)) {
            Network network = Network.build(model, Shape.of(12), RandomSource.of(1));
            int[] text = {4, 9, 2, 33};
            float[] alone = network.forward(Tensor.of(Shape.of(1, 4), text), Pass.inference()).toArray();
            Tensor padded = Tensor.of(Shape.of(2, 6), 4, 9, 2, 33, 17, 17, 1, 2, 3, 4, 5, 6);
            Tensor both = network.forward(padded, Pass.inference().withLengths(padded, Tensor.of(4, 6)));
            assertThat(both.slice(0, 0, 1).toArray()).containsExactly(alone, within(1e-5f));
        }
    }

    @Test void a_temporal_convolution_sees_as_far_as_it_says_and_not_further() {
        Tcn tcn = Tcn.of(1).withChannels(4).withBlocks(2).withKernel(2);
        assertThat(tcn.reach()).isEqualTo(7);
        Network network = Network.build(tcn, Shape.of(12, 1), RandomSource.of(4));
        float[] series = new float[12];
        double before = network.forward(Tensor.of(Shape.of(1, 12, 1), series), Pass.inference()).item();
        double[] change = new double[12];
        for (int t = 0; t < 12; t++) {
            float[] moved = series.clone();
            moved[t] = 1;
            float[] other = series.clone();
            other[t] = -1;
            change[t] = Math.max(Math.abs(network.forward(Tensor.of(Shape.of(1, 12, 1), moved), Pass.inference()).item() - before),
                    Math.abs(network.forward(Tensor.of(Shape.of(1, 12, 1), other), Pass.inference()).item() - before));
        }
        for (int t = 0; t < 12; t++) {
            assertThat(change[t] > 0).as("step " + t).isEqualTo(t >= 12 - 7);
        }
    }
}
