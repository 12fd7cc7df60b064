package org.librate.augment.image;

import org.librate.core.Check;

/**
 * What becomes of boxes, polygons and keypoints that leave the image.
 *
 * @param boxes          of boxes and polygons; without {@link Outside#KEEP} those of which nothing is left are dropped
 * @param minimumArea of the part of a box or polygon that is in the image, in square pixels: what has less is dropped; the standard 1 does not count
 *         with {@link Outside#KEEP}
 * @param minimumVisible part of a box that must still be in the image, from 0 to 1: what has less is dropped
 * @param keypoints      of keypoints
 * @param round          whether a box that turns is taken for the ellipse in it, rather than for its four corners
 */
public record Leaving(Outside boxes, double minimumArea, double minimumVisible, Outside keypoints, boolean round) {

    /** What is done with what is outside. */
    public enum Outside {
        /** Boxes and polygons are cut off at the edge; keypoints are moved to it, and are invisible. */
        CLIP,
        /** It stays where it is; keypoints are invisible. */
        KEEP,
        /** A box or polygon that is not wholly inside goes, and a keypoint that is outside. */
        DROP
    }

    public Leaving {
        Check.notNegative("Leaving", "minimumArea", minimumArea);
        Check.within("Leaving", "minimumVisible", minimumVisible, 0, 1);
    }

    /** Boxes and polygons are cut off, and go if less than one square pixel is left; keypoints stay, invisible. */
    public static Leaving standard() {
        return new Leaving(Outside.CLIP, 1, 0, Outside.KEEP, false);
    }

    public Leaving withBoxes(Outside what) {
        return new Leaving(what, minimumArea, minimumVisible, keypoints, round);
    }

    public Leaving withMinimumArea(double squarePixels) {
        return new Leaving(boxes, squarePixels, minimumVisible, keypoints, round);
    }

    public Leaving withMinimumVisible(double part) {
        return new Leaving(boxes, minimumArea, part, keypoints, round);
    }

    public Leaving withKeypoints(Outside what) {
        return new Leaving(boxes, minimumArea, minimumVisible, what, round);
    }

    /**
     * Whether a box that turns is taken for the ellipse in it. Around its corners the box grows with each turn, though most things do not reach into
     * their corners; around the ellipse it stays tight, and may cut off a corner that was filled.
     */
    public Leaving withRound(boolean wanted) {
        return new Leaving(boxes, minimumArea, minimumVisible, keypoints, wanted);
    }
}
