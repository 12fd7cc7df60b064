package org.librate.augment.image;

import org.librate.core.Check;

/**
 * A place in the image, such as a left elbow. The middle of the pixel in column 3 is {@code x = 3.5}.
 *
 * @param visible whether it is in the image still
 */
public record Keypoint(double x, double y, int label, boolean visible) {

    public Keypoint {
        Check.require(Double.isFinite(x + y), "Keypoint", "coordinates must be finite", x + ", " + y);
    }

    public static Keypoint of(double x, double y, int label) {
        return new Keypoint(x, y, label, true);
    }

    Keypoint at(double newX, double newY) {
        return new Keypoint(newX, newY, label, visible);
    }

    Keypoint withLabel(int other) {
        return new Keypoint(x, y, other, visible);
    }

    Keypoint withVisible(boolean seen) {
        return new Keypoint(x, y, label, seen);
    }
}
