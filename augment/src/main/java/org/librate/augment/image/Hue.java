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

    private static final int SIXTH = 512;
    private static final int CIRCLE = 6 * SIXTH;
    private static final long WHOLE = 4096;
    private static final long LANES = 1L | 1L << 21 | 1L << 42;
    private static final int[] PARTS = parts(); // a sixth divided by each span, in 4096ths
    private static final long[] SHARES = shares();

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
        return image.isBytes() ? bytes(image, turn) : floats(image, (float) (6 * turn));
    }

    private static Image floats(Image image, float sixths) {
        float[] from = image.floats();
        float[] into = new float[from.length];
        float[] pixel = new float[3];
        for (int i = 0; i < from.length; i += 3) {
            turn(from[i], from[i + 1], from[i + 2], sixths, pixel);
            System.arraycopy(pixel, 0, into, i, 3);
        }
        return Image.of(image.height(), image.width(), 3, into);
    }

    /** The same in whole numbers, a sixth of the circle being 512 of them; the three channels of a pixel at once, in lanes of 21 bits. */
    private static Image bytes(Image image, double turn) {
        byte[] from = image.bytes();
        byte[] into = new byte[from.length];
        int by = (int) Math.round((turn < 0 ? turn + 1 : turn) * CIRCLE) % CIRCLE + SIXTH;
        for (int i = 0; i < from.length; i += 3) {
            int red = from[i] & 0xFF;
            int green = from[i + 1] & 0xFF;
            int blue = from[i + 2] & 0xFF;
            int most = Math.max(red, Math.max(green, blue));
            int least = Math.min(red, Math.min(green, blue));
            int span = most - least;
            // all bits set where it is less than the most: no branches, which colours would send anywhere
            int notRed = red - most >> 31;
            int notGreen = green - most >> 31;
            int ahead = green - blue & ~notRed | notRed & (blue - red & ~notGreen | red - green & notGreen);
            int place = by + (notRed & 2 * SIXTH + (notGreen & 2 * SIXTH)) + (ahead * PARTS[span] + 2048 >> 12);
            long sum = SHARES[place] * span + (least * WHOLE + WHOLE / 2) * LANES;
            into[i] = (byte) (sum >>> 12);
            into[i + 1] = (byte) (sum >>> 33);
            into[i + 2] = (byte) (sum >>> 54);
        }
        return Image.of(image.height(), image.width(), 3, into);
    }

    /** What a channel has of the span, in 4096ths, three lanes for each place; from a sixth before the circle to a sixth after a second round. */
    private static long[] shares() {
        long[] shares = new long[2 * CIRCLE + 2 * SIXTH];
        for (int i = 0; i < shares.length; i++) {
            float place = (float) Math.floorMod(i - SIXTH, CIRCLE) / SIXTH;
            shares[i] = lane(share(place)) | lane(share(place - 2)) << 21 | lane(share(place - 4)) << 42;
        }
        return shares;
    }

    private static long lane(float share) {
        return Math.round(share * WHOLE);
    }

    private static int[] parts() {
        int[] parts = new int[256];
        for (int span = 1; span < parts.length; span++) {
            parts[span] = (SIXTH * 4096 + span / 2) / span;
        }
        return parts;
    }

    /**
     * With the place on the circle in sixths: red 0, yellow 1, green 2, and so on. A channel is full within one sixth of its own place, and nothing
     * beyond two.
     */
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
