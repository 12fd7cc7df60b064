package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;

/**
 * Colours turned around the colour circle: brightest and darkest channel keep their values, so that grey stays grey.
 *
 * @param turn from −0.5 to 0.5 of the circle
 */
public record Hue(Range turn) implements Recolors {

    public Hue {
        turn.within("Hue", "the turn", -0.5, 0.5);
    }

    /** Up to such a part of the circle, either way. */
    public static Hue of(double most) {
        return new Hue(Range.around(most));
    }

    public static Hue of(double least, double most) {
        return new Hue(Range.of(least, most));
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        double t = draw.from(turn);
        return new Recolor(String.format(Locale.ROOT, "Hue[%.3f]", t), image -> apply(image, t));
    }

    static Image apply(Image image, double turn) {
        if (image.channels() == 1) {
            return image;
        }
        Grey.checkColors("Hue", image);
        int size = image.size();
        float[] pixel = new float[3];
        float sixths = (float) (6 * turn);
        Image result = Image.like(image, image.height(), image.width());
        for (int i = 0; i < size; i += 3) {
            if (image.isBytes()) {
                byte[] from = image.bytes();
                turn(from[i] & 0xFF, from[i + 1] & 0xFF, from[i + 2] & 0xFF, sixths, pixel);
                byte[] into = result.bytes();
                into[i] = (byte) (int) (pixel[0] + 0.5f);
                into[i + 1] = (byte) (int) (pixel[1] + 0.5f);
                into[i + 2] = (byte) (int) (pixel[2] + 0.5f);
            } else {
                float[] from = image.floats();
                turn(from[i], from[i + 1], from[i + 2], sixths, pixel);
                System.arraycopy(pixel, 0, result.floats(), i, 3);
            }
        }
        return result;
    }

    /** With the place on the circle in sixths: red 0, yellow 1, green 2, and so on. A channel is full within one sixth of its own place, and nothing beyond two. */
    private static void turn(float red, float green, float blue, float by, float[] into) {
        float most = Math.max(red, Math.max(green, blue));
        float least = Math.min(red, Math.min(green, blue));
        float span = most - least;
        if (span == 0) {
            into[0] = red;
            into[1] = green;
            into[2] = blue;
            return;
        }
        float place = most == red ? (green - blue) / span : most == green ? 2 + (blue - red) / span : 4 + (red - green) / span;
        place += by;
        into[0] = least + span * share(place);
        into[1] = least + span * share(place - 2);
        into[2] = least + span * share(place - 4);
    }

    private static float share(float place) {
        float round = place < -3 ? place + 6 : place >= 3 ? place - 6 : place;
        round = round < -3 ? round + 6 : round >= 3 ? round - 6 : round;
        return Math.max(0, Math.min(1, 2 - Math.abs(round)));
    }

    @Override
    public String toString() {
        return "Hue[" + turn + "]";
    }
}
