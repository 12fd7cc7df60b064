package org.librate.nn.model;

import org.librate.core.Padding;
import org.librate.nn.LayerSpec;
import org.librate.nn.Sequential;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Conv2d;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Dropout;
import org.librate.nn.layer.GlobalAvgPool2d;
import org.librate.nn.layer.MaxPool2d;
import org.librate.nn.layer.Parallel;
import org.librate.nn.layer.Relu;

/**
 * GoogLeNet and the blocks it is made of (Szegedy et al. 2015), for images of 224×224: convolutions of several sizes side by side. Without the
 * auxiliary classifiers, which batch norm makes superfluous.
 */
public final class Inception {

    private final boolean norm;

    private Inception(boolean norm) {
        this.norm = norm;
    }

    /** With batch norm after each convolution: trains without further help. */
    public static Sequential googLeNet(int classes) {
        return new Inception(true).network(classes);
    }

    /** As published: convolutions with a bias, no norm. */
    public static Sequential googLeNetWithoutNorm(int classes) {
        return new Inception(false).network(classes);
    }

    /**
     * Four branches side by side, with batch norm, for networks of your own.
     *
     * @param one filters of the 1×1 convolution
     * @param reduceThree filters of the 1×1 convolution before the 3×3 one
     * @param three filters of the 3×3 convolution
     * @param reduceFive filters of the 1×1 convolution before the 5×5 one
     * @param five filters of the 5×5 convolution
     * @param pool filters of the 1×1 convolution after max pooling
     */
    public static LayerSpec block(int one, int reduceThree, int three, int reduceFive, int five, int pool) {
        return new Inception(true).branches(one, reduceThree, three, reduceFive, five, pool);
    }

    private Sequential network(int classes) {
        LayerSpec shrink = MaxPool2d.of(3).withStride(2).withPadding(Padding.SAME);
        return Sequential.of(
                convolution(64, 7, 2), shrink,
                convolution(64, 1, 1), convolution(192, 3, 1), shrink,
                branches(64, 96, 128, 16, 32, 32).named("inception_3a"),
                branches(128, 128, 192, 32, 96, 64).named("inception_3b"), shrink,
                branches(192, 96, 208, 16, 48, 64).named("inception_4a"),
                branches(160, 112, 224, 24, 64, 64).named("inception_4b"),
                branches(128, 128, 256, 24, 64, 64).named("inception_4c"),
                branches(112, 144, 288, 32, 64, 64).named("inception_4d"),
                branches(256, 160, 320, 32, 128, 128).named("inception_4e"), shrink,
                branches(256, 160, 320, 32, 128, 128).named("inception_5a"),
                branches(384, 192, 384, 48, 128, 128).named("inception_5b"),
                GlobalAvgPool2d.create(), Dropout.of(0.4), Dense.of(classes).named("head"));
    }

    private LayerSpec branches(int one, int reduceThree, int three, int reduceFive, int five, int pool) {
        return Parallel.concat(
                convolution(one, 1, 1),
                Sequential.of(convolution(reduceThree, 1, 1), convolution(three, 3, 1)),
                Sequential.of(convolution(reduceFive, 1, 1), convolution(five, 5, 1)),
                Sequential.of(MaxPool2d.of(3).withStride(1).withPadding(Padding.SAME), convolution(pool, 1, 1)));
    }

    private LayerSpec convolution(int filters, int kernel, int stride) {
        Conv2d.Spec convolution = Conv2d.of(filters, kernel).withStride(stride).withPadding(Padding.SAME).withBias(!norm);
        return (norm ? Sequential.of(convolution, BatchNorm.create(), Relu.create()) : Sequential.of(convolution, Relu.create()))
                .named("convolution");
    }
}
