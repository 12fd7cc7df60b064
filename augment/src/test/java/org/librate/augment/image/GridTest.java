package org.librate.augment.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whole pixels, moved many at once, go where each goes alone. */
class GridTest {

    @Test void every_pixel_comes_from_its_place() {
        Random random = new Random(4);
        for (int round = 0; round < 4000; round++) {
            int height = 1 + random.nextInt(9);
            int width = 1 + random.nextInt(round % 7 == 0 ? 40 : 9);
            int channels = 1 + random.nextInt(4);
            byte[] bytes = new byte[height * width * channels];
            random.nextBytes(bytes);
            Image image = Image.of(height, width, channels, bytes);
            boolean mirroredX = random.nextBoolean();
            boolean mirroredY = random.nextBoolean();
            boolean transposed = random.nextInt(3) == 0;
            boolean isWindow = random.nextBoolean();
            int turnedHeight = transposed ? width : height;
            int turnedWidth = transposed ? height : width;
            int top = isWindow ? random.nextInt(turnedHeight) : 0;
            int left = isWindow ? random.nextInt(turnedWidth) : 0;
            int beyond = random.nextInt(3);
            int rows = isWindow ? 1 + random.nextInt(turnedHeight - top + beyond) : turnedHeight;
            int columns = isWindow ? 1 + random.nextInt(turnedWidth - left + beyond) : turnedWidth;
            Border border = round % 2 == 0 ? Border.reflect() : Border.constant(0.2);
            Grid grid = new Grid("", height, width, transposed, mirroredX, mirroredY, top, left, rows, columns, border);
            Image moved = grid.move(image, Layer.Kind.IMAGE);
            Image floats = grid.move(image.toFloats(), Layer.Kind.IMAGE);
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    int v = border.place(y + top, turnedHeight);
                    int u = border.place(x + left, turnedWidth);
                    int placeY = mirroredY ? turnedHeight - 1 - v : v;
                    int placeX = mirroredX ? turnedWidth - 1 - u : u;
                    for (int c = 0; c < channels; c++) {
                        float expected = u < 0 || v < 0 ? 51 : transposed ? image.get(placeX, placeY, c) : image.get(placeY, placeX, c);
                        assertThat(moved.get(y, x, c)).as("%s of %s, row %s, column %s", grid, image, y, x).isEqualTo(expected);
                        assertThat(floats.get(y, x, c)).isEqualTo(expected / 255);
                    }
                }
            }
        }
    }
}
