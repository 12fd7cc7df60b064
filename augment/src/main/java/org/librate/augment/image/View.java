package org.librate.augment.image;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.librate.augment.Applied;
import org.librate.augment.Change;
import org.librate.core.Check;

/** A sample as a transform has made it, and the way back to the one it was made of: what {@link TestTime} gives. */
public final class View {

    /** Back in the image given, all that is in it counts. */
    private static final Leaving LEAVING = Leaving.standard().withMinimumArea(0);

    private final Applied<Sample> applied;
    private final Geometry geometry;
    private final Geometry back;
    private final Map<Integer, Integer> pairs;
    private final int height;
    private final int width;

    private View(Applied<Sample> applied, Geometry geometry, Sample from) {
        this.applied = applied;
        this.geometry = geometry;
        this.back = geometry.inverse();
        this.pairs = from.pairs();
        this.height = from.image().height();
        this.width = from.image().width();
    }

    static View of(Sample from, Applied<Sample> applied) {
        Geometry whole = follow(Grid.turned("as it is", from.image(), false, false, false), applied.changes());
        Image image = applied.sample().image();
        Check.require(whole.height() == image.height() && whole.width() == image.width(), "TestTime", "transforms must say how they move the image",
                applied.changes(), "Use those of this package, or compose them.");
        return new View(applied, whole, from);
    }

    private static Geometry follow(Geometry sofar, List<Change> changes) {
        Geometry whole = sofar;
        for (Change change : changes) {
            if (change instanceof Geometry next) {
                whole = new Chain(whole, next);
            } else if (change instanceof Several several) {
                whole = follow(whole, several.changes());
            }
        }
        return whole;
    }

    /** What the model is to see. */
    public Sample sample() {
        return applied.sample();
    }

    /** A box in the image given: cut off at its edge; empty if nothing of it is in there. */
    public Optional<Box> back(Box found) {
        return new Moving(back, LEAVING).boxes(List.of(found)).stream().findFirst();
    }

    /** A polygon in the image given: cut off at its edge; empty if nothing of it is in there. */
    public Optional<Polygon> back(Polygon found) {
        return new Moving(back, LEAVING).polygons(List.of(found)).stream().findFirst();
    }

    /**
     * A keypoint in the image given; empty if it is beyond the horizon of a perspective. Labels of pairs are exchanged where the view is a mirror.
     */
    public Optional<Keypoint> back(Keypoint found) {
        return new Moving(back, LEAVING).keypoints(List.of(found), pairs).stream().findFirst();
    }

    /** A map of numbers, such as probabilities, of the view's size: as it lies in the image given; 0 where the view has nothing of it. */
    public Image back(Image map) {
        return back(map, Layer.Kind.HEATMAP);
    }

    /** A class for each pixel of the view: as it lies in the image given; its values are never mixed. */
    public Image backMask(Image mask) {
        return back(mask, Layer.Kind.MASK);
    }

    private Image back(Image map, Layer.Kind kind) {
        Check.require(map.height() == geometry.height() && map.width() == geometry.width(), "TestTime",
                "maps must have the size of the view, " + geometry.height() + " × " + geometry.width(), map);
        return back.move(map, kind);
    }

    /** Which pixels of the image given have their middles in the view. */
    boolean[] covers() {
        boolean[] inside = new boolean[height * width];
        double[] line = new double[2 * width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                line[2 * x] = x + 0.5;
                line[2 * x + 1] = y + 0.5;
            }
            geometry.forward(line);
            for (int x = 0; x < width; x++) {
                inside[y * width + x] = line[2 * x] >= 0 && line[2 * x] <= geometry.width() && line[2 * x + 1] >= 0
                        && line[2 * x + 1] <= geometry.height();
            }
        }
        return inside;
    }

    /** As in {@code View[HorizontalFlip]}. */
    @Override
    public String toString() {
        return "View[" + (applied.changes().isEmpty() ? "as it is" : applied) + "]";
    }
}
