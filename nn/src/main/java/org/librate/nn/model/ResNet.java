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
import org.librate.nn.layer.GlobalAvgPool2d;
import org.librate.nn.layer.MaxPool2d;
import org.librate.nn.layer.Relu;
import org.librate.nn.layer.Residual;

/** Residual networks (He et al. 2016). */
public final class ResNet {

    private ResNet() {
    }

    /**
     * The form for images of 32×32: three stages of 16, 32 and 64 filters, shortcuts without parameters.
     *
     * @param depth 20, 32, 44, 56, 110 or any other 6n + 2
     */
    public static Sequential cifar(int depth, int classes) {
        Check.require(depth >= 8 && (depth - 2) % 6 == 0, "ResNet", "depth must be 6n + 2, such as 20, 32, 44, 56 or 110", depth);
        Check.positive("ResNet", "classes", classes);
        List<LayerSpec> layers = new ArrayList<>(List.of(convolution(16, 3, 1), BatchNorm.create(), Relu.create()));
        for (int stage = 0; stage < 3; stage++) {
            List<LayerSpec> blocks = new ArrayList<>();
            for (int i = 0; i < (depth - 2) / 6; i++) {
                boolean narrows = stage > 0 && i == 0;
                int filters = 16 << stage;
                Residual block = Residual.of(basic(filters, narrows ? 2 : 1));
                blocks.add(narrows ? block.withShortcut(Subsampled.of(2, filters)) : block);
                blocks.add(Relu.create());
            }
            layers.add(Sequential.of(blocks).named("stage_" + (stage + 1)));
        }
        layers.addAll(List.of(GlobalAvgPool2d.create(), Dense.of(classes).named("head")));
        return Sequential.of(layers);
    }

    /**
     * The form for images of 224×224: four stages of 64 to 512 filters, with bottlenecks from 50 layers on (their stride at the 3×3 convolution,
     * as everywhere today).
     *
     * @param depth 18, 34, 50, 101 or 152
     */
    public static Sequential imageNet(int depth, int classes) {
        int[] blocks = switch (depth) {
            case 18 -> new int[] {2, 2, 2, 2};
            case 34, 50 -> new int[] {3, 4, 6, 3};
            case 101 -> new int[] {3, 4, 23, 3};
            case 152 -> new int[] {3, 8, 36, 3};
            default -> throw new IllegalArgumentException("ResNet: depth must be 18, 34, 50, 101 or 152, got " + depth
                    + ". ResNet.cifar(..) has others.");
        };
        Check.positive("ResNet", "classes", classes);
        List<LayerSpec> layers = new ArrayList<>(List.of(
                convolution(64, 7, 2), BatchNorm.create(), Relu.create(), MaxPool2d.of(3).withStride(2).withPadding(Padding.SAME)));
        for (int stage = 0; stage < blocks.length; stage++) {
            List<LayerSpec> inside = new ArrayList<>();
            for (int i = 0; i < blocks[stage]; i++) {
                int stride = stage > 0 && i == 0 ? 2 : 1;
                inside.add(Residual.of(depth < 50 ? basic(64 << stage, stride) : bottleneck(64 << stage, stride)));
                inside.add(Relu.create());
            }
            layers.add(Sequential.of(inside).named("stage_" + (stage + 1)));
        }
        layers.addAll(List.of(GlobalAvgPool2d.create(), Dense.of(classes).named("head")));
        return Sequential.of(layers);
    }

    private static Sequential basic(int filters, int stride) {
        return Sequential.of(
                convolution(filters, 3, stride), BatchNorm.create(), Relu.create(),
                convolution(filters, 3, 1), BatchNorm.create());
    }

    private static Sequential bottleneck(int filters, int stride) {
        return Sequential.of(
                convolution(filters, 1, 1), BatchNorm.create(), Relu.create(),
                convolution(filters, 3, stride), BatchNorm.create(), Relu.create(),
                convolution(4 * filters, 1, 1), BatchNorm.create());
    }

    private static Conv2d.Spec convolution(int filters, int kernel, int stride) {
        return Conv2d.of(filters, kernel).withStride(stride).withPadding(Padding.SAME).withBias(false);
    }
}
