package org.librate.augment.image;

import org.librate.augment.Draw;
import org.librate.core.Check;

/**
 * Another size: a fixed one, or one whose shorter or longer side is fixed.
 *
 * @param antialias whether an image that gets smaller is smoothed as much, so that no pixel is left out; thin lines would come and go otherwise
 */
public record Resize(Rule rule, int height, int width, Interpolation interpolation, boolean antialias) implements Moves {

    /** What is fixed. */
    public enum Rule {
        /** Both sides. */
        BOTH,
        /** The shorter side, which the height says. */
        SHORTER,
        /** The longer side, which the height says. */
        LONGER
    }

    public Resize {
        Check.positive("Resize", "height", height);
        Check.positive("Resize", "width", width);
    }

    public static Resize to(int height, int width) {
        return new Resize(Rule.BOTH, height, width, Interpolation.BILINEAR, true);
    }

    /** The shorter side is so long, and the other in proportion. */
    public static Resize shorterTo(int size) {
        return new Resize(Rule.SHORTER, size, size, Interpolation.BILINEAR, true);
    }

    /** The longer side is so long, and the other in proportion. */
    public static Resize longerTo(int size) {
        return new Resize(Rule.LONGER, size, size, Interpolation.BILINEAR, true);
    }

    public Resize withInterpolation(Interpolation other) {
        return new Resize(rule, height, width, other, antialias);
    }

    public Resize withAntialias(boolean wanted) {
        return new Resize(rule, height, width, interpolation, wanted);
    }

    @Override
    public Geometry draw(Sample sample, Draw draw) {
        Image image = sample.image();
        if (rule == Rule.BOTH) {
            return new Scaling("Resize", image.height(), image.width(), height, width, interpolation, antialias);
        }
        double side = rule == Rule.SHORTER ? Math.min(image.height(), image.width()) : Math.max(image.height(), image.width());
        int high = (int) Math.max(1, Math.round(image.height() * height / side));
        int wide = (int) Math.max(1, Math.round(image.width() * height / side));
        return new Scaling("Resize", image.height(), image.width(), high, wide, interpolation, antialias);
    }

    @Override
    public String toString() {
        String size = rule == Rule.BOTH ? height + " × " + width : (rule == Rule.SHORTER ? "shorter side " : "longer side ") + height;
        return "Resize[" + size + (interpolation == Interpolation.BILINEAR ? "" : ", " + interpolation) + (antialias ? "" : ", antialias=false")
                + "]";
    }
}
