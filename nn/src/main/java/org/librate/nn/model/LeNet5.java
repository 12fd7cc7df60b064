package org.librate.nn.model;

import org.librate.core.Padding;
import org.librate.nn.LayerSpec;
import org.librate.nn.Sequential;
import org.librate.nn.layer.AvgPool2d;
import org.librate.nn.layer.Conv2d;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Flatten;
import org.librate.nn.layer.MaxPool2d;
import org.librate.nn.layer.Relu;
import org.librate.nn.layer.Tanh;

/** LeNet-5 for images of 28×28 (LeCun et al. 1998): 61,706 parameters for ten classes. */
public final class LeNet5 {

    private LeNet5() {
    }

    /** As it was: tanh, average pooling. */
    public static Sequential classic(int classes) {
        return of(Tanh.create(), AvgPool2d.of(2), classes);
    }

    /** As it is used today: ReLU, max pooling. */
    public static Sequential of(int classes) {
        return of(Relu.create(), MaxPool2d.of(2), classes);
    }

    private static Sequential of(LayerSpec activation, LayerSpec pool, int classes) {
        return Sequential.of(
                Conv2d.of(6, 5).withPadding(Padding.SAME), activation, pool,
                Conv2d.of(16, 5), activation, pool,
                Flatten.create(),
                Dense.of(120), activation,
                Dense.of(84), activation,
                Dense.of(classes).named("head"));
    }
}
