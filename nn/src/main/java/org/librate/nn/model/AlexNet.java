package org.librate.nn.model;

import org.librate.core.Padding;
import org.librate.nn.Sequential;
import org.librate.nn.layer.AdaptiveAvgPool2d;
import org.librate.nn.layer.Conv2d;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Dropout;
import org.librate.nn.layer.Flatten;
import org.librate.nn.layer.MaxPool2d;
import org.librate.nn.layer.Relu;

/** AlexNet in its form for one device (Krizhevsky 2014), for images of 224×224. */
public final class AlexNet {

    private AlexNet() {
    }

    public static Sequential of(int classes) {
        return Sequential.of(
                Conv2d.of(64, 11).withStride(4).withPadding(Padding.SAME), Relu.create(), MaxPool2d.of(3).withStride(2),
                Conv2d.of(192, 5).withPadding(Padding.SAME), Relu.create(), MaxPool2d.of(3).withStride(2),
                Conv2d.of(384, 3).withPadding(Padding.SAME), Relu.create(),
                Conv2d.of(256, 3).withPadding(Padding.SAME), Relu.create(),
                Conv2d.of(256, 3).withPadding(Padding.SAME), Relu.create(), MaxPool2d.of(3).withStride(2),
                AdaptiveAvgPool2d.of(6), Flatten.create(),
                Dropout.of(0.5), Dense.of(4096), Relu.create(),
                Dropout.of(0.5), Dense.of(4096), Relu.create(),
                Dense.of(classes).named("head"));
    }
}
