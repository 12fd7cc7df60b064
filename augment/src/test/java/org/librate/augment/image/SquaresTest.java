package org.librate.augment.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pixels mixed many at once are what the weights say for each alone. */
class SquaresTest {

    @Test void each_value_is_the_sum_that_its_place_says() {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            int height = 2 + random.nextInt(20);
            int width = 3 + random.nextInt(20);
            int high = 1 + random.nextInt(30);
            int wide = 1 + random.nextInt(round % 50 == 0 ? 2500 : 30);
            byte[] bytes = new byte[height * width * 3];
            random.nextBytes(bytes);
            Image image = Image.of(height, width, 3, bytes);
            assertThat(Squares.fit(image)).isTrue();
            Image result = Squares.resized(image, high, wide);
            for (int y = 0; y < high; y++) {
                for (int x = 0; x < wide; x++) {
                    int placeX = Squares.place(x, wide, width);
                    int placeY = Squares.place(y, high, height);
                    int column = Squares.first(placeX, width);
                    int row = Squares.first(placeY, height);
                    double right = placeX / 2048.0 - column;
                    double below = placeY / 2048.0 - row;
                    for (int c = 0; c < 3; c++) {
                        double upper = image.get(row, column, c) * (1 - right) + image.get(row, column + 1, c) * right;
                        double lower = image.get(row + 1, column, c) * (1 - right) + image.get(row + 1, column + 1, c) * right;
                        assertThat((double) result.get(y, x, c)).isEqualTo(Math.floor(upper * (1 - below) + lower * below + 0.5));
                    }
                }
            }
        }
    }

    @Test void images_too_small_for_it_are_resized_all_the_same() {
        for (int height = 1; height < 4; height++) {
            for (int width = 1; width < 4; width++) {
                byte[] bytes = new byte[height * width * 3];
                Arrays.fill(bytes, (byte) 77);
                Image larger = new Scaling("", height, width, 5, 6, Interpolation.BILINEAR, true)
                        .move(Image.of(height, width, 3, bytes), Layer.Kind.IMAGE);
                assertThat(larger.bytes()).containsOnly(77);
            }
        }
    }
}
