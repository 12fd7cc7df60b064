package org.librate.nn.layer;

import org.librate.core.Check;
import org.librate.core.Padding;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.LayerSpec;

/**
 * What convolutions and poolings share: the size of what comes out when a window slides over samples {@code [height, width, channels]} or
 * {@code [time, channels]}, and complaints in the name of the layer.
 */
record Sliding(int height, int width, int strideHeight, int strideWidth, int dilation, Padding padding) {

    /** Complains of numbers that no window can have. */
    static void checkWindow(String who, int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, Padding padding, int dilation) {
        Check.positive(who, "kernel height", kernelHeight);
        Check.positive(who, "kernel width", kernelWidth);
        Check.positive(who, "stride", strideHeight);
        Check.positive(who, "stride", strideWidth);
        Check.notNull(who, "padding", padding);
        Check.positive(who, "dilation", dilation);
    }

    /** Along time, which is the width of an image of height 1. */
    static Sliding overTime(int size, int stride, int dilation, Padding padding) {
        return new Sliding(1, size, 1, stride, dilation, padding);
    }

    /** A sample of an image that has gone under the window; the channels stay. */
    Shape overImage(Object layer, Shape sample) {
        image(layer, sample);
        return fitting(layer, sample, Shape.of(padding.outputHeight(sample.dim(0), height, strideHeight, dilation),
                padding.outputWidth(sample.dim(1), width, strideWidth, dilation), sample.last()));
    }

    /** A sample of a sequence that has gone under the window; the channels stay. */
    Shape overSequence(Object layer, Shape sample) {
        sequence(layer, sample);
        return fitting(layer, sample, Shape.of(padding.outputWidth(sample.dim(0), width, strideWidth, dilation), sample.last()));
    }

    /** Complains unless the channels fall into groups. */
    static void checkGroups(Object layer, int groups, Shape sample) {
        if (sample.last() % groups != 0) {
            throw new ShapeException(layer.toString(), "input channels must be a multiple of groups", "got " + sample.last(), sample);
        }
    }

    private Shape fitting(Object layer, Shape sample, Shape output) {
        if (output.size() == 0) {
            throw new ShapeException(layer.toString(), "the window must fit into the sample",
                    "which is smaller. Use Padding.SAME or a smaller window", sample);
        }
        return output;
    }

    /** The sample, if it is an image. */
    static Shape image(Object layer, Shape sample) {
        return ranked(layer, sample, 3, "[height, width, channels]");
    }

    /** The sample, if it is a sequence. */
    static Shape sequence(Object layer, Shape sample) {
        return ranked(layer, sample, 2, "[time, channels]");
    }

    /** The sample, if it has a last axis for features or channels. */
    static Shape channelled(Object layer, Shape sample) {
        if (sample.rank() == 0) {
            throw new ShapeException(layer.toString(), "needs samples with at least one axis", "", sample);
        }
        return sample;
    }

    private static Shape ranked(Object layer, Shape sample, int rank, String names) {
        if (sample.rank() != rank || sample.size() == 0) {
            throw new ShapeException(layer.toString(), "needs samples " + names + " that are not empty", "", sample);
        }
        return sample;
    }

    /** One sample's shape in a batch. */
    static Shape sampleOf(Object layer, Tensor batch) {
        if (batch.rank() == 0) {
            throw new ShapeException(layer.toString(), "needs a batch, with the samples along the first axis", "", batch.shape());
        }
        return batch.shape().slice(1, batch.rank());
    }

    /** Complains unless the batch has the channels that the weights were made for, and the window fits into its samples. */
    static void check(LayerSpec layer, long channels, Shape weights, Tensor batch) {
        Shape sample = sampleOf(layer, batch);
        layer.outputShape(sample);
        if (sample.last() != channels) {
            throw new ShapeException(layer.toString(), "built for " + channels + " input channels", "got " + sample.last(), batch.shape(), weights);
        }
    }
}
