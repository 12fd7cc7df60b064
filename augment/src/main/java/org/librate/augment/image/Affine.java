package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;
import org.librate.core.Check;

/**
 * A stretch, a shear, a turn and a shift in one, around the middle of the image: what is not asked for does not happen.
 *
 * <pre>{@code
 * Affine.create().withRotation(15).withScale(0.9, 1.1).withTranslation(0.1, 0.1)
 * }</pre>
 *
 * <p>A shear of positive degrees along x moves what is lower to the right; Albumentations counts its angle the other way round.
 *
 * @param rotation   in degrees, against the clock
 * @param scale      of both sides alike; drawn on a logarithmic scale
 * @param shearX     in degrees
 * @param translateX in parts of the width
 */
public record Affine(Range rotation, Range scale, Range shearX, Range shearY, Range translateX, Range translateY, Interpolation interpolation,
        Border border) implements Moves {

    private static final Range NONE = Range.fixed(0);

    public Affine {
        Check.require(scale.low() > 0, "Affine", "scale must be > 0", scale);
        shearX.within("Affine", "shear in degrees", -80, 80);
        shearY.within("Affine", "shear in degrees", -80, 80);
        Check.require(steepest(shearX) * steepest(shearY) < 1, "Affine",
                "shears along both axes must not fold the image: the product of their tangents must be < 1",
                shearX + " and " + shearY, "Shear along one axis, or up to less than 45 degrees along each.");
    }

    private static double steepest(Range degrees) {
        return Math.tan(Math.toRadians(Math.max(Math.abs(degrees.low()), Math.abs(degrees.high()))));
    }

    /** Nothing yet. */
    public static Affine create() {
        return new Affine(NONE, Range.fixed(1), NONE, NONE, NONE, NONE, Interpolation.BILINEAR, Border.black());
    }

    /** Up to so many degrees either way. */
    public Affine withRotation(double degrees) {
        return withRotation(Range.around(degrees));
    }

    public Affine withRotation(Range degrees) {
        return new Affine(degrees, scale, shearX, shearY, translateX, translateY, interpolation, border);
    }

    /** Above 1 things get larger. */
    public Affine withScale(double least, double most) {
        return new Affine(rotation, Range.of(least, most), shearX, shearY, translateX, translateY, interpolation, border);
    }

    /** Up to so many degrees along each axis, either way. */
    public Affine withShear(double degreesX, double degreesY) {
        return withShear(Range.around(degreesX), Range.around(degreesY));
    }

    public Affine withShear(Range degreesX, Range degreesY) {
        return new Affine(rotation, scale, degreesX, degreesY, translateX, translateY, interpolation, border);
    }

    /** Up to such parts of width and height, either way. */
    public Affine withTranslation(double partOfWidth, double partOfHeight) {
        return withTranslation(Range.around(partOfWidth), Range.around(partOfHeight));
    }

    public Affine withTranslation(Range partOfWidth, Range partOfHeight) {
        return new Affine(rotation, scale, shearX, shearY, partOfWidth, partOfHeight, interpolation, border);
    }

    public Affine withInterpolation(Interpolation other) {
        return new Affine(rotation, scale, shearX, shearY, translateX, translateY, other, border);
    }

    /** What is seen beyond the edge. */
    public Affine withBorder(Border other) {
        return new Affine(rotation, scale, shearX, shearY, translateX, translateY, interpolation, other);
    }

    @Override
    public Geometry draw(Sample sample, Draw draw) {
        Image image = sample.image();
        double degrees = draw.from(rotation);
        double size = draw.logarithmic(scale);
        double leanX = draw.from(shearX);
        double leanY = draw.from(shearY);
        double right = draw.from(translateX) * image.width();
        double down = draw.from(translateY) * image.height();
        Matrix matrix = Matrix.turn(degrees).after(Matrix.shear(leanX, leanY)).after(Matrix.scale(size, size))
                .around(image.width() / 2.0, image.height() / 2.0);
        String text = String.format(Locale.ROOT, "Affine[rotation=%.1f, scale=%.2f, shear=%.1f, %.1f, translation=%.1f, %.1f]", degrees, size, leanX,
                leanY, right, down);
        return new Projection(text, Matrix.shift(right, down).after(matrix), image.height(), image.width(), image.height(), image.width(),
                interpolation, border);
    }

    @Override
    public String toString() {
        return "Affine[rotation=" + rotation + ", scale=" + scale + ", shear=" + shearX + ", " + shearY + ", translation=" + translateX + ", "
                + translateY
                + (interpolation == Interpolation.BILINEAR ? "" : ", " + interpolation) + (border.equals(Border.black()) ? "" : ", " + border) + "]";
    }
}
