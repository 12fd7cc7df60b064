package org.librate.augment.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.librate.augment.Applied;
import org.librate.augment.Change;
import org.librate.augment.Draw;
import org.librate.augment.Range;
import org.librate.core.Check;

/**
 * Four samples in one (Bochkovskiy et al. 2020): they meet at a point that is drawn, each scaled to fill its corner and cut off around its middle.
 * Boxes, polygons, keypoints and masks move along. So a detector sees more objects at once, smaller ones, and objects that are cut off.
 *
 * <pre>{@code
 * Mosaic mosaic = Mosaic.of(320, 320);
 * Applied<Sample> four = mosaic.apply(samples::get, samples.size(), i, Draw.of(seed, epoch, i));     // the i-th and three others
 * }</pre>
 *
 * @param middle where the four may meet, in parts of height and width
 */
public record Mosaic(int height, int width, Range middle) {

    private static final String NAME = "Mosaic";

    public Mosaic {
        Check.require(height >= 2 && width >= 2, NAME, "height and width must be >= 2", height + " × " + width);
        Check.require(middle.low() > 0 && middle.high() < 1, NAME, "the four must meet inside, between 0 and 1", middle);
    }

    /** Of this size; the four meet anywhere in the middle half of each side. */
    public static Mosaic of(int height, int width) {
        return new Mosaic(height, width, Range.of(0.25, 0.75));
    }

    /** Where the four may meet, in parts of each side. */
    public Mosaic withMiddle(double least, double most) {
        return new Mosaic(height, width, Range.of(least, most));
    }

    /** A sample with any three of the others, of which there must be one at least. */
    public Applied<Sample> apply(IntFunction<Sample> samples, int count, int own, Draw draw) {
        Check.require(count >= 2 && own >= 0 && own < count, NAME, "needs two samples or more, and the number of one of them", own + " of " + count);
        List<Sample> four = new ArrayList<>(List.of(samples.apply(own)));
        Draw others = draw.part("others", 0);
        while (four.size() < 4) {
            int other = others.integer(0, count - 1);
            four.add(samples.apply(other < own ? other : other + 1));
        }
        return apply(four, draw);
    }

    /**
     * Four samples with images of one type, and with masks of the same names: in turn upper left, upper right, lower left, lower right. The result
     * has the class of the whole if all have it.
     */
    public Applied<Sample> apply(List<Sample> four, Draw draw) {
        Check.require(four.size() == 4, NAME, "needs four samples", four.size());
        Sample first = four.get(0);
        for (Sample each : four) {
            Check.require(each.image().isBytes() == first.image().isBytes() && each.image().channels() == first.image().channels(), NAME,
                    "all images must be of one type", each.image() + " beside " + first.image(), "Use toFloats().");
            Check.require(each.layers().keySet().equals(first.layers().keySet()), NAME,
                    "all samples must have the same masks, heatmaps and further images",
                    each.layers().keySet() + " beside " + first.layers().keySet());
        }
        int y = between(draw.from(middle), height);
        int x = between(draw.from(middle), width);
        List<Sample> parts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int top = i < 2 ? 0 : y;
            int left = i % 2 == 0 ? 0 : x;
            parts.add(part(four.get(i), top, left, (i < 2 ? y : height) - top, (i % 2 == 0 ? x : width) - left));
        }
        return Applied.of(join(parts, y, x), new Met(y, x));
    }

    private static int between(double part, int size) {
        return Math.max(1, Math.min(size - 1, (int) Math.round(part * size)));
    }

    /** A sample that fills a corner, and is black elsewhere. What is cut off at the corner's edges goes by the sample's own policy. */
    private Sample part(Sample sample, int top, int left, int high, int wide) {
        Image image = sample.image();
        double scale = Math.max((double) high / image.height(), (double) wide / image.width());
        int newHeight = Math.max(high, (int) Math.round(image.height() * scale));
        int newWidth = Math.max(wide, (int) Math.round(image.width() * scale));
        Image size = Image.like(image, newHeight, newWidth);
        Geometry filled = new Chain(new Scaling(NAME, image.height(), image.width(), newHeight, newWidth, Interpolation.BILINEAR, true),
                Grid.window(NAME, size, (newHeight - high) / 2, (newWidth - wide) / 2, high, wide, Border.black()));
        Sample corner = sample.moved(filled);
        return corner.moved(Grid.window(NAME, corner.image(), -top, -left, height, width, Border.black()));
    }

    private Sample join(List<Sample> parts, int y, int x) {
        Sample first = parts.get(0);
        Sample all = Sample.of(pixels(parts.stream().map(Sample::image).toList(), y, x)).withLeaving(first.leaving().withBoxes(Leaving.Outside.KEEP));
        for (String name : first.layers().keySet()) {
            List<Layer> layers = parts.stream().map(part -> part.layers().get(name)).toList();
            Layer.Kind kind = layers.get(0).kind();
            Check.require(layers.stream().allMatch(layer -> layer.kind() == kind), NAME, "\"" + name + "\" must be of one kind in all samples",
                    layers.stream().map(Layer::kind).toList());
            all = all.withLayer(name, new Layer(kind, pixels(layers.stream().map(Layer::image).toList(), y, x)));
        }
        for (Sample part : parts) {
            all = all.withBoxes(part.boxes().toArray(Box[]::new)).withPolygons(part.polygons().toArray(Polygon[]::new))
                    .withKeypoints(part.keypoints().toArray(Keypoint[]::new));
            for (var pair : part.pairs().entrySet()) {
                all = all.withPair(pair.getKey(), pair.getValue());
            }
        }
        boolean same = first.label() >= 0 && parts.stream().allMatch(part -> part.label() == first.label());
        return (same ? all.withLabel(first.label()) : all).withLeaving(first.leaving());
    }

    private Image pixels(List<Image> parts, int y, int x) {
        Image first = parts.get(0);
        Image whole = Image.like(first, height, width);
        int channels = first.channels();
        Object into = whole.isBytes() ? whole.bytes() : whole.floats();
        for (int row = 0; row < height; row++) {
            int at = row * width * channels;
            Image left = parts.get(row < y ? 0 : 2);
            Image right = parts.get(row < y ? 1 : 3);
            System.arraycopy(left.isBytes() ? left.bytes() : left.floats(), at, into, at, x * channels);
            System.arraycopy(right.isBytes() ? right.bytes() : right.floats(), at + x * channels, into, at + x * channels, (width - x) * channels);
        }
        return whole;
    }

    /** Where the four have met. */
    private record Met(int y, int x) implements Change {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "Mosaic[at %d, %d]", x, y);
        }
    }

    @Override
    public String toString() {
        return "Mosaic[" + height + " × " + width + ", middle=" + middle + "]";
    }
}
