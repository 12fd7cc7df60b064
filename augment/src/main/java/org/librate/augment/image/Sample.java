package org.librate.augment.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.librate.augment.Labelled;
import org.librate.core.Check;

/**
 * An image and all that belongs to it: further images, masks, heatmaps, boxes, polygons, keypoints, and its class. One random draw moves them all,
 * since a transform is never given less. Immutable.
 *
 * <pre>{@code
 * Sample sample = Sample.of(image).withLabel(3)
 *         .withMask("person", mask)
 *         .withBoxes(Box.of(10, 20, 50, 60, CAT))
 *         .withKeypoints(Keypoint.of(31.5, 12.5, LEFT_EYE), Keypoint.of(35.5, 12.5, RIGHT_EYE)).withPair(LEFT_EYE, RIGHT_EYE);
 * }</pre>
 *
 * <p>A box that reaches beyond the image by no more than a hundredth of it (at least one pixel) is rounding somewhere, and is cut off; one that
 * reaches further is an error.
 */
public final class Sample implements Labelled {

    private static final int NO_LABEL = -1;

    private final Image image;
    private final Map<String, Layer> layers;
    private final List<Box> boxes;
    private final List<Polygon> polygons;
    private final List<Keypoint> keypoints;
    private final Map<Integer, Integer> pairs;
    private final Leaving leaving;
    private final int label;

    private Sample(Image image, Map<String, Layer> layers, List<Box> boxes, List<Polygon> polygons, List<Keypoint> keypoints,
            Map<Integer, Integer> pairs, Leaving leaving, int label) {
        this.image = image;
        this.layers = layers;
        this.boxes = boxes;
        this.polygons = polygons;
        this.keypoints = keypoints;
        this.pairs = pairs;
        this.leaving = leaving;
        this.label = label;
    }

    public static Sample of(Image image) {
        return new Sample(image, Map.of(), List.of(), List.of(), List.of(), Map.of(), Leaving.standard(), NO_LABEL);
    }

    // ---- what belongs to it ----

    /** The class of the whole image. */
    public Sample withLabel(int label) {
        Check.notNegative("Sample", "label", label);
        return new Sample(image, layers, boxes, polygons, keypoints, pairs, leaving, label);
    }

    /** Another image of the same size, such as one a moment later: all that happens to the first happens to it. */
    public Sample withImage(String name, Image other) {
        return withLayer(name, new Layer(Layer.Kind.IMAGE, other));
    }

    /** A class for each pixel: it moves with the image, and its values are never mixed. */
    public Sample withMask(String name, Image mask) {
        return withLayer(name, new Layer(Layer.Kind.MASK, mask));
    }

    /** A number for each pixel, such as a density: it moves with the image. */
    public Sample withHeatmap(String name, Image heatmap) {
        return withLayer(name, new Layer(Layer.Kind.HEATMAP, heatmap));
    }

    Sample withLayer(String name, Layer layer) {
        Check.require(layer.image().height() == image.height() && layer.image().width() == image.width(), "Sample",
                "\"" + name + "\" must be as large as the image, " + image, layer.image(), "Resize it.");
        Map<String, Layer> more = new LinkedHashMap<>(layers);
        Check.require(more.put(name, layer) == null, "Sample", "each name may be used once", "\"" + name + "\"");
        return new Sample(image, more, boxes, polygons, keypoints, pairs, leaving, label);
    }

    /** These boxes beside those it has. */
    public Sample withBoxes(Box... more) {
        List<Box> all = new ArrayList<>(boxes);
        for (Box box : more) {
            all.add(inside(box, all.size()));
        }
        return new Sample(image, layers, List.copyOf(all), polygons, keypoints, pairs, leaving, label);
    }

    private Box inside(Box box, int number) {
        double farX = Math.max(-box.left(), box.right() - image.width());
        double farY = Math.max(-box.top(), box.bottom() - image.height());
        Check.require(leaving.boxes() == Leaving.Outside.KEEP || farX <= Math.max(1, image.width() / 100.0)
                && farY <= Math.max(1, image.height() / 100.0), "Sample",
                "box " + number + " must lie in the image of width " + image.width() + " and height " + image.height(), box,
                "Is it given by its corner and size? Use Box.sized(..). If it is right, cut it off, "
                        + "or say withLeaving(..) with Outside.KEEP before.");
        boolean beside = box.right() <= 0 && box.left() < 0 || box.bottom() <= 0 && box.top() < 0 || box.left() >= image.width()
                || box.top() >= image.height();
        Check.require(leaving.boxes() == Leaving.Outside.KEEP || !beside, "Sample",
                "box " + number + " must have a part in the image of width " + image.width() + " and height "
                + image.height(), box, "Leave it out, or say withLeaving(..) with Outside.KEEP before.");
        return leaving.boxes() == Leaving.Outside.KEEP ? box
                : new Box(Math.max(0, box.left()), Math.max(0, box.top()), Math.min(image.width(), box.right()),
                Math.min(image.height(), box.bottom()), box.label(), box.visible());
    }

    /** These polygons beside those it has. */
    public Sample withPolygons(Polygon... more) {
        List<Polygon> all = new ArrayList<>(polygons);
        all.addAll(List.of(more));
        return new Sample(image, layers, boxes, List.copyOf(all), keypoints, pairs, leaving, label);
    }

    /** These keypoints beside those it has. */
    public Sample withKeypoints(Keypoint... more) {
        List<Keypoint> all = new ArrayList<>(keypoints);
        all.addAll(List.of(more));
        return new Sample(image, layers, boxes, polygons, List.copyOf(all), pairs, leaving, label);
    }

    /** Two labels of keypoints that a mirror makes one another: a left elbow that was mirrored is a right elbow. */
    public Sample withPair(int left, int right) {
        Map<Integer, Integer> more = new LinkedHashMap<>(pairs);
        more.put(left, right);
        more.put(right, left);
        return new Sample(image, layers, boxes, polygons, keypoints, Map.copyOf(more), leaving, label);
    }

    /** What becomes of boxes, polygons and keypoints that leave the image. */
    public Sample withLeaving(Leaving policy) {
        return new Sample(image, layers, boxes, polygons, keypoints, pairs, policy, label);
    }

    // ---- how transforms change it ----

    /** Other pixels of the same size, in the image and in all further images. */
    Sample recolored(Function<Image, Image> change) {
        Map<String, Layer> others = new LinkedHashMap<>();
        layers.forEach((name, layer) -> others.put(name,
                layer.kind() == Layer.Kind.IMAGE ? new Layer(layer.kind(), change.apply(layer.image())) : layer));
        return new Sample(change.apply(image), others, boxes, polygons, keypoints, pairs, leaving, label);
    }

    /** All of it moved. */
    Sample moved(Geometry geometry) {
        Map<String, Layer> others = new LinkedHashMap<>();
        layers.forEach((name, layer) -> others.put(name, new Layer(layer.kind(), geometry.move(layer.image(), layer.kind()))));
        Moving moving = new Moving(geometry, leaving);
        return new Sample(geometry.move(image, Layer.Kind.IMAGE), others, moving.boxes(boxes), moving.polygons(polygons),
                moving.keypoints(keypoints, pairs), pairs, leaving, label);
    }

    // ---- looking at it ----

    public Image image() {
        return image;
    }

    /** A further image, mask or heatmap by its name. */
    public Image image(String name) {
        Layer layer = layers.get(name);
        if (layer == null) {
            throw new IllegalArgumentException("Sample: there is no \"" + name + "\", only " + layers.keySet() + ".");
        }
        return layer.image();
    }

    Map<Integer, Integer> pairs() {
        return pairs;
    }

    Map<String, Layer> layers() {
        return layers;
    }

    public List<Box> boxes() {
        return boxes;
    }

    public List<Polygon> polygons() {
        return polygons;
    }

    public List<Keypoint> keypoints() {
        return keypoints;
    }

    /** The first keypoint with this label, if there is one. */
    public Optional<Keypoint> keypoint(int ofLabel) {
        return keypoints.stream().filter(point -> point.label() == ofLabel).findFirst();
    }

    /** The class of the whole image; −1 if it was not said. */
    @Override
    public int label() {
        return label;
    }

    public Leaving leaving() {
        return leaving;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sample sample && image.equals(sample.image) && layers.equals(sample.layers) && boxes.equals(sample.boxes)
                && polygons.equals(sample.polygons) && keypoints.equals(sample.keypoints) && pairs.equals(sample.pairs)
                && leaving.equals(sample.leaving) && label == sample.label;
    }

    @Override
    public int hashCode() {
        return Objects.hash(image, boxes, polygons, keypoints, label);
    }

    /** As in {@code Sample[Image[375 × 500 × 3 UINT8], label 3, mask "person", 2 boxes]}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        parts.add(image.toString());
        if (label != NO_LABEL) {
            parts.add("label " + label);
        }
        layers.forEach((name, layer) -> parts.add(layer.kind().name().toLowerCase(Locale.ROOT) + " \"" + name + "\""));
        count(parts, boxes.size(), "boxes");
        count(parts, polygons.size(), "polygons");
        count(parts, keypoints.size(), "keypoints");
        return "Sample" + parts;
    }

    private static void count(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }
}
