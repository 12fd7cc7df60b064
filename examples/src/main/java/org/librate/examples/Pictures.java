package org.librate.examples;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.librate.core.Shape;
import org.librate.core.data.Pixels;
import org.librate.core.random.RandomStream;

/**
 * Small grey pictures drawn here, so that an example runs without files: one figure each, of any size and place, in noise.
 *
 * @param pixels a byte for each, picture after picture, row by row
 * @param labels which of the kinds a picture shows
 */
record Pictures(byte[] pixels, int[] labels, List<String> names) {

    /** The pictures' height and width: that of Fashion-MNIST. */
    static final int SIDE = 28;

    /** What a picture shows. */
    enum Kind { DISC, RING, SQUARE, FRAME, PLUS, CROSS, TRIANGLE, ROWS, COLUMNS, CHECKERS }

    private static final long NUMBERS = 4 + SIDE * SIDE; // random numbers for each picture

    /** As many of each kind, in turn. */
    static Pictures of(int n, RandomStream random, Kind... kinds) {
        byte[] pixels = new byte[n * SIDE * SIDE];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i % kinds.length;
            draw(kinds[labels[i]], pixels, i * SIDE * SIDE, random, i * NUMBERS);
        }
        return new Pictures(pixels, labels, Arrays.stream(kinds).map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList());
    }

    Pixels dataset() {
        return Pixels.of(Shape.of(SIDE, SIDE, 1), pixels, labels).withClassNames(names);
    }

    private static void draw(Kind kind, byte[] pixels, int from, RandomStream random, long number) {
        double radius = random.uniform(number, 6, 11);
        double middleX = random.uniform(number + 1, 10, SIDE - 10);
        double middleY = random.uniform(number + 2, 10, SIDE - 10);
        double brightness = random.uniform(number + 3, 0.5, 0.9);
        for (int i = 0; i < SIDE * SIDE; i++) {
            double x = (i % SIDE - middleX) / radius;
            double y = (i / SIDE - middleY) / radius;
            double light = (inside(kind, x, y) ? brightness : 0.1) + random.uniform(number + 4 + i, -0.1, 0.1);
            pixels[from + i] = (byte) Math.round(255 * light);
        }
    }

    /** Whether a figure of radius 1 around the origin covers the point. */
    private static boolean inside(Kind kind, double x, double y) {
        double far = Math.max(Math.abs(x), Math.abs(y));
        double near = Math.min(Math.abs(x), Math.abs(y));
        double square = x * x + y * y;
        return switch (kind) {
            case DISC -> square <= 1;
            case RING -> square <= 1 && square >= 0.4;
            case SQUARE -> far <= 0.9;
            case FRAME -> far <= 0.9 && far >= 0.6;
            case PLUS -> far <= 1 && near <= 0.3;
            case CROSS -> far <= 0.9 && far - near <= 0.35;
            case TRIANGLE -> Math.abs(y) <= 0.9 && Math.abs(x) <= (y + 0.9) / 2;
            case ROWS -> far <= 0.9 && isEven(y);
            case COLUMNS -> far <= 0.9 && isEven(x);
            case CHECKERS -> far <= 0.9 && isEven(x) == isEven(y);
        };
    }

    /** Stripes of a width of 0.4. */
    private static boolean isEven(double at) {
        return Math.floorMod((int) Math.floor((at + 1) / 0.4), 2) == 0;
    }
}
