package org.librate.nn.model;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.Padding;
import org.librate.core.Shape;
import org.librate.nn.LayerSpec;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Conv1d;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Dropout;
import org.librate.nn.layer.LastStep;
import org.librate.nn.layer.Relu;
import org.librate.nn.layer.Residual;

/**
 * A temporal convolution network (Bai et al. 2018, without weight normalization): a series {@code [time, features]} to {@code [outputs]} from its
 * last step. Block i is {@code relu(x + f(x))}, where f is twice a convolution that looks only back, over steps {@code 2^i} apart, with ReLU and
 * dropout: the last step sees {@code 1 + 2 (kernel − 1) (2^blocks − 1)} steps. Five blocks of 32 channels with a kernel of 3 unless told otherwise,
 * which see 125 steps.
 *
 * <pre>{@code
 * Tcn.of(24).withChannels(64).withBlocks(6).withDropout(0.1)
 * }</pre>
 */
public record Tcn(int outputs, int channels, int blocks, int kernel, double dropout) implements OfSequences {

    public Tcn {
        Check.positive("Tcn", "outputs", outputs);
        Check.positive("Tcn", "channels", channels);
        Check.require(blocks > 0 && blocks <= 20, "Tcn", "blocks must be in [1, 20], as each doubles the reach", blocks);
        Check.positive("Tcn", "kernel", kernel);
        Check.fraction("Tcn", "dropout", dropout);
    }

    public static Tcn of(int outputs) {
        return new Tcn(outputs, 32, 5, 3, 0);
    }

    public Tcn withChannels(int channels) {
        return new Tcn(outputs, channels, blocks, kernel, dropout);
    }

    public Tcn withBlocks(int blocks) {
        return new Tcn(outputs, channels, blocks, kernel, dropout);
    }

    public Tcn withKernel(int kernel) {
        return new Tcn(outputs, channels, blocks, kernel, dropout);
    }

    public Tcn withDropout(double dropout) {
        return new Tcn(outputs, channels, blocks, kernel, dropout);
    }

    /** How many steps the last one sees. */
    public long reach() {
        return 1 + 2L * (kernel - 1) * ((1L << blocks) - 1);
    }

    /** The layers it is made of. */
    @Override
    public Sequential net() {
        List<LayerSpec> all = new ArrayList<>();
        for (int block = 0; block < blocks; block++) {
            List<LayerSpec> body = new ArrayList<>();
            for (int half = 0; half < 2; half++) {
                body.add(Conv1d.of(channels, kernel).withPadding(Padding.CAUSAL).withDilation(1 << block));
                body.add(Relu.create());
                if (dropout > 0) {
                    body.add(Dropout.of(dropout));
                }
            }
            all.add(Residual.of(Sequential.of(body)).named("block" + (block + 1)));
            all.add(Relu.create());
        }
        all.add(LastStep.create());
        all.add(Dense.of(outputs).named("head"));
        return Sequential.of(all);
    }

    @Override
    public Shape outputShape(Shape input) {
        return OfSequences.overSeries(this, input);
    }

    @Override
    public String toString() {
        return "Tcn[outputs=" + outputs + ", channels=" + channels + ", blocks=" + blocks + ", kernel=" + kernel
                + (dropout == 0 ? "" : ", dropout=" + dropout) + "]";
    }
}
