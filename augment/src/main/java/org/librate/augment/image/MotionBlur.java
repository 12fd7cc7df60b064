package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Draw;

/** Smeared along a straight line of random direction, as when the camera moved. */
public record MotionBlur(int least, int most) implements Recolors {

    public MotionBlur {
        Sizes.check("MotionBlur", least, most);
    }

    /** A line of this length in pixels, an odd number. */
    public static MotionBlur of(int length) {
        return of(length, length);
    }

    public static MotionBlur of(int least, int most) {
        return new MotionBlur(least, most);
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        int size = Sizes.draw(least, most, draw);
        double angle = draw.uniform(0, Math.PI);
        float[][] weights = line(size, angle);
        return new Recolor(String.format(Locale.ROOT, "MotionBlur[%d, %.0f degrees]", size, Math.toDegrees(angle)),
                image -> size == 1 ? image : Convolution.any(image, weights));
    }

    /** Points close together on the line, each shared by the four pixels around it. */
    private static float[][] line(int size, double angle) {
        float[][] weights = new float[size][size];
        double reach = size / 2;
        int points = 4 * size + 1;
        for (int i = 0; i < points; i++) {
            double along = reach * (2.0 * i / (points - 1) - 1);
            double x = reach + along * Math.cos(angle);
            double y = reach + along * Math.sin(angle);
            int column = (int) Math.min(size - 2.0, Math.floor(x));
            int row = (int) Math.min(size - 2.0, Math.floor(y));
            if (size == 1) {
                weights[0][0] += 1f / points;
                continue;
            }
            double right = x - column;
            double below = y - row;
            weights[row][column] += (float) ((1 - right) * (1 - below) / points);
            weights[row][column + 1] += (float) (right * (1 - below) / points);
            weights[row + 1][column] += (float) ((1 - right) * below / points);
            weights[row + 1][column + 1] += (float) (right * below / points);
        }
        return weights;
    }

    @Override
    public String toString() {
        return "MotionBlur[" + Sizes.text(least, most) + "]";
    }
}
