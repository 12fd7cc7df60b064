package org.librate.nn.model;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.Padding;
import org.librate.nn.LayerSpec;
import org.librate.nn.Sequential;
import org.librate.nn.layer.AdaptiveAvgPool2d;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Conv2d;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Dropout;
import org.librate.nn.layer.Flatten;
import org.librate.nn.layer.MaxPool2d;
import org.librate.nn.layer.Relu;

/** VGG (Simonyan and Zisserman 2015) with 11, 13, 16 or 19 layers, for images of 224×224. */
public final class Vgg {

    private static final int[] FILTERS = {64, 128, 256, 512, 512};

    private Vgg() {
    }

    /** As published. Deep ones are hard to train from the start; {@link #withBatchNorm} is not. */
    public static Sequential of(int depth, int classes) {
        return build(depth, classes, false);
    }

    /** With batch norm after each convolution. */
    public static Sequential withBatchNorm(int depth, int classes) {
        return build(depth, classes, true);
    }

    private static Sequential build(int depth, int classes, boolean norm) {
        int[] convolutions = switch (depth) {
            case 11 -> new int[] {1, 1, 2, 2, 2};
            case 13 -> new int[] {2, 2, 2, 2, 2};
            case 16 -> new int[] {2, 2, 3, 3, 3};
            case 19 -> new int[] {2, 2, 4, 4, 4};
            default -> throw new IllegalArgumentException("Vgg: depth must be 11, 13, 16 or 19, got " + depth + ".");
        };
        Check.positive("Vgg", "classes", classes);
        List<LayerSpec> layers = new ArrayList<>();
        for (int stage = 0; stage < convolutions.length; stage++) {
            for (int i = 0; i < convolutions[stage]; i++) {
                layers.add(Conv2d.of(FILTERS[stage], 3).withPadding(Padding.SAME));
                if (norm) {
                    layers.add(BatchNorm.create());
                }
                layers.add(Relu.create());
            }
            layers.add(MaxPool2d.of(2));
        }
        layers.addAll(List.of(
                AdaptiveAvgPool2d.of(7), Flatten.create(),
                Dense.of(4096), Relu.create(), Dropout.of(0.5),
                Dense.of(4096), Relu.create(), Dropout.of(0.5),
                Dense.of(classes).named("head")));
        return Sequential.of(layers);
    }
}
