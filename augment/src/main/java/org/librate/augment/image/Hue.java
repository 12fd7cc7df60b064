package org.librate.augment.image;

import java.util.List;
import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;

/**
 * Colours turned around the colour circle: brightest and darkest channel keep their values, so that grey stays grey.
 *
 * @param turn from −0.5 to 0.5 of the circle
 */
public record Hue(Range turn) implements Recolors {

    private static final int UNIT = 4096; // parts of a sixth of the circle
    private static final int CIRCLE = 6 * UNIT;

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
        return new Recolor(String.format(Locale.ROOT, "Hue[%.3f]", t), List.of(tone(t)));
    }

    static Tone tone(double turn) {
        return new Tone("Hue", true, false, mean -> new Step((int) Math.round((turn < 0 ? turn + 1 : turn) * CIRCLE) % CIRCLE),
                image -> floats(image, (float) (6 * turn)));
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

    /**
     * In whole numbers, a sixth of the circle being 4096 of them. What a channel has of the span is a share of the way round the circle; both are
     * counted in parts that there are as many of as the span is wide, so that nothing needs to be divided.
     */
    record Step(int turn) implements PixelStep {

        @Override
        public int of(int pixel) {
            int red = pixel & 255;
            int green = pixel >>> 8 & 255;
            int blue = pixel >>> 16 & 255;
            int most = Math.max(red, Math.max(green, blue));
            int least = Math.min(red, Math.min(green, blue));
            int span = most - least;
            int place = most == red ? UNIT * (green - blue) : most == green ? UNIT * (2 * span + blue - red) : UNIT * (4 * span + red - green);
            place += turn * span;
            return share(place, span, least) | share(place - 2 * UNIT * span, span, least) << 8 | share(place - 4 * UNIT * span, span, least) << 16;
        }

        private static int share(int place, int span, int least) {
            if (span == 0) {
                return least;
            }
            int round = Math.floorMod(place, CIRCLE * span);
            int away = Math.min(round, CIRCLE * span - round);
            return least + (Math.max(0, Math.min(UNIT * span, 2 * UNIT * span - away)) + UNIT / 2 >> 12);
        }

        @Override
        public void apply(PixelBlock block, int count) {
            int[] pixels = block.pixels();
            int[] least = block.first();
            int[] span = block.second();
            int[] ahead = block.third();
            int[] places = block.fourth();
            int[] into = block.result();
            Lanes.range(pixels, least, span, count);
            Lanes.aheadOfOthers(pixels, least, span, ahead, count);
            Lanes.aheadOfRed(pixels, least, span, ahead, count);
            Lanes.sector(pixels, least, span, places, count, turn);
            Lanes.places(places, ahead, span, places, count);
            Lanes.once(places, span, count);
            Lanes.clear(into, count);
            for (int c = 0; c < 3; c++) {
                Lanes.share(places, least, span, into, count, 2 * c * UNIT, 8 * c);
            }
            block.swap();
        }
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
