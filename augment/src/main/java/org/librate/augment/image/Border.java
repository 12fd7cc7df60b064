package org.librate.augment.image;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.librate.core.Check;

/**
 * What is seen beyond the edge of an image.
 *
 * @param kind   of continuation
 * @param values of {@link Kind#CONSTANT}: one for all channels or one for each; 0 is black and 1 is white, for bytes as well
 * @param mask   the class of what is beyond, in masks, where nothing continues the image
 */
public record Border(Kind kind, List<Double> values, double mask) {

    /** How the image goes on. */
    public enum Kind {
        /** With one colour. */
        CONSTANT,
        /** As in a mirror that stands in the middle of the last pixel: {@code c b a b c}. */
        REFLECT,
        /** With the last pixel: {@code a a a b c}. */
        EDGE,
        /** With the other side: {@code b c a b c}. */
        WRAP
    }

    public Border {
        values = List.copyOf(values);
        Check.require(!values.isEmpty() && values.stream().allMatch(Double::isFinite), "Border", "needs a value, or one for each channel, all finite",
                values);
        for (double value : values) {
            Check.require(value >= 0 && value <= 1, "Border", "values must be in [0, 1], where 0 is black and 1 is white", value,
                    "Divide bytes by 255: 114 of 255 is 0.447.");
        }
        Check.require(Double.isFinite(mask), "Border", "the class beyond the edge must be finite", mask);
    }

    /** Black. */
    public static Border black() {
        return constant(0);
    }

    /** One colour: one value for all channels or one for each; 0 is black and 1 is white. */
    public static Border constant(double... values) {
        return new Border(Kind.CONSTANT, DoubleStream.of(values).boxed().toList(), 0);
    }

    public static Border reflect() {
        return new Border(Kind.REFLECT, List.of(0.0), 0);
    }

    public static Border edge() {
        return new Border(Kind.EDGE, List.of(0.0), 0);
    }

    public static Border wrap() {
        return new Border(Kind.WRAP, List.of(0.0), 0);
    }

    /** Another class for what is beyond, such as one that the loss leaves out. */
    public Border withMask(double value) {
        return new Border(kind, values, value);
    }

    /** The row or column that stands at a place beyond the edge; −1 for a constant one. */
    int place(int at, int size) {
        if (at >= 0 && at < size) {
            return at;
        }
        switch (kind) {
            case CONSTANT -> {
                return -1;
            }
            case EDGE -> {
                return at < 0 ? 0 : size - 1;
            }
            case WRAP -> {
                return Math.floorMod(at, size);
            }
            default -> {
                if (size == 1) {
                    return 0;
                }
                int round = Math.floorMod(at, 2 * size - 2);
                return round < size ? round : 2 * size - 2 - round;
            }
        }
    }

    /** The constant colour, on the image's scale. */
    float[] color(Image image, Layer.Kind layer) {
        float[] color = new float[image.channels()];
        Check.require(values.size() == 1 || values.size() == color.length || layer != Layer.Kind.IMAGE, toString(),
                "needs one value, or one for each of " + color.length + " channels", values.size());
        Check.require(layer != Layer.Kind.MASK || !image.isBytes() || mask >= 0 && mask <= 255 && mask == Math.rint(mask), "Border",
                "the class beyond the edge must be a whole number in [0, 255] for a mask of bytes", mask, "Use a mask of floats for others.");
        for (int c = 0; c < color.length; c++) {
            color[c] = switch (layer) {
                case IMAGE -> (float) (values.get(values.size() == 1 ? 0 : c) * image.white());
                case MASK -> (float) mask;
                case HEATMAP -> 0;
            };
        }
        return color;
    }

    /** As in {@code Border.constant(0.5)}. */
    @Override
    public String toString() {
        String values = kind == Kind.CONSTANT ? String.join(", ", this.values.stream().map(String::valueOf).toList()) : "";
        return "Border." + kind.name().toLowerCase(Locale.ROOT) + "(" + values + ")" + (mask == 0 ? "" : ".withMask(" + mask + ")");
    }
}
