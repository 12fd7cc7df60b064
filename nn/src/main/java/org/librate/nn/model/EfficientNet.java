package org.librate.nn.model;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.Padding;
import org.librate.nn.LayerSpec;
import org.librate.nn.Sequential;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Conv2d;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.DepthwiseConv2d;
import org.librate.nn.layer.Dropout;
import org.librate.nn.layer.GlobalAvgPool2d;
import org.librate.nn.layer.Residual;
import org.librate.nn.layer.Silu;
import org.librate.nn.layer.SqueezeExcitation;

/**
 * EfficientNet (Tan and Le 2019): one small network, made wider, deeper and sharper-eyed together.
 *
 * <pre>{@code
 * EfficientNet.b(0, 1000)                                   // for images of 224×224
 * EfficientNet.of(EfficientNet.Scale.of(0.5), 10)           // between B0 and B1
 * }</pre>
 */
public final class EfficientNet {

    /**
     * How much larger than B0.
     *
     * @param width times the channels
     * @param depth times the blocks
     * @param resolution the side of the images it is meant for, in pixels; any other works
     * @param dropout before the last layer
     */
    public record Scale(double width, double depth, int resolution, double dropout) {

        private static final Scale[] PUBLISHED = {
            new Scale(1.0, 1.0, 224, 0.2), new Scale(1.0, 1.1, 240, 0.2), new Scale(1.1, 1.2, 260, 0.3), new Scale(1.2, 1.4, 300, 0.3),
            new Scale(1.4, 1.8, 380, 0.4), new Scale(1.6, 2.2, 456, 0.4), new Scale(1.8, 2.6, 528, 0.5), new Scale(2.0, 3.1, 600, 0.5)};

        public Scale {
            Check.positive("EfficientNet", "width", width);
            Check.positive("EfficientNet", "depth", depth);
            Check.positive("EfficientNet", "resolution", resolution);
            Check.fraction("EfficientNet", "dropout", dropout);
        }

        /**
         * Compound scaling: {@code width 1.1^φ, depth 1.2^φ, resolution 224·1.15^φ}, so that the work about doubles with each step of φ. φ = 0 is B0.
         */
        public static Scale of(double phi) {
            Check.within("EfficientNet", "phi", phi, -4, 8);
            return new Scale(Math.pow(1.1, phi), Math.pow(1.2, phi), (int) Math.round(224 * Math.pow(1.15, phi)),
                    Math.min(0.5, Math.max(0.1, 0.2 + 0.05 * phi)));
        }

        /** What B0 to B7 were published with: compound scaling, rounded by hand. */
        public static Scale b(int number) {
            Check.require(number >= 0 && number < PUBLISHED.length, "EfficientNet", "there are B0 to B7", "B" + number);
            return PUBLISHED[number];
        }

        /** Channels at this width: a multiple of 8, and no more than a tenth below the exact number. */
        int channels(int base) {
            double exact = base * width;
            int rounded = Math.max(8, (int) (exact + 4) / 8 * 8);
            return rounded < 0.9 * exact ? rounded + 8 : rounded;
        }

        int blocks(int base) {
            return (int) Math.ceil(base * depth);
        }
    }

    /** Blocks of one kind, as in B0. */
    private record Stage(int expansion, int kernel, int stride, int channels, int blocks) {
    }

    private static final Stage[] STAGES = {
        new Stage(1, 3, 1, 16, 1), new Stage(6, 3, 2, 24, 2), new Stage(6, 5, 2, 40, 2), new Stage(6, 3, 2, 80, 3),
        new Stage(6, 5, 1, 112, 3), new Stage(6, 5, 2, 192, 4), new Stage(6, 3, 1, 320, 1)};
    private static final double DROP_PATH = 0.2;

    private EfficientNet() {
    }

    /** B0 to B7 as published. */
    public static Sequential b(int number, int classes) {
        return of(Scale.b(number), classes);
    }

    public static Sequential of(Scale scale, int classes) {
        Check.positive("EfficientNet", "classes", classes);
        int total = 0;
        for (Stage stage : STAGES) {
            total += scale.blocks(stage.blocks());
        }
        int channels = scale.channels(32);
        List<LayerSpec> layers = new ArrayList<>(List.of(convolution(channels, 3, 2), BatchNorm.create(), Silu.create()));
        int done = 0;
        for (int s = 0; s < STAGES.length; s++) {
            Stage stage = STAGES[s];
            List<LayerSpec> blocks = new ArrayList<>();
            for (int i = 0; i < scale.blocks(stage.blocks()); i++) {
                int filters = scale.channels(stage.channels());
                int stride = i == 0 ? stage.stride() : 1;
                Sequential block = block(channels, filters, stage, stride);
                boolean around = stride == 1 && channels == filters;
                blocks.add(around ? Residual.of(block).withDropPath(DROP_PATH * done / total) : block.named("block"));
                channels = filters;
                done++;
            }
            layers.add(Sequential.of(blocks).named("stage_" + (s + 1)));
        }
        layers.addAll(List.of(convolution(4 * channels, 1, 1), BatchNorm.create(), Silu.create(),
                GlobalAvgPool2d.create(), Dropout.of(scale.dropout()), Dense.of(classes).named("head")));
        return Sequential.of(layers);
    }

    /** An inverted bottleneck: wider, depthwise, channels weighed, narrow again. */
    private static Sequential block(int channels, int filters, Stage stage, int stride) {
        List<LayerSpec> layers = new ArrayList<>();
        int wide = channels * stage.expansion();
        if (wide != channels) {
            layers.addAll(List.of(convolution(wide, 1, 1), BatchNorm.create(), Silu.create()));
        }
        layers.addAll(List.of(
                DepthwiseConv2d.of(stage.kernel()).withStride(stride).withPadding(Padding.SAME).withBias(false), BatchNorm.create(), Silu.create(),
                SqueezeExcitation.of(Math.max(1, channels / 4)),
                convolution(filters, 1, 1), BatchNorm.create()));
        return Sequential.of(layers);
    }

    private static Conv2d.Spec convolution(int filters, int kernel, int stride) {
        return Conv2d.of(filters, kernel).withStride(stride).withPadding(Padding.SAME).withBias(false);
    }
}
