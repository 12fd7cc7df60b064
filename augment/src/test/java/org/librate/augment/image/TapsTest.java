package org.librate.augment.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TapsTest {

    @Test void a_place_that_is_no_number_shows_the_border() {
        byte[] white = new byte[4 * 4 * 3];
        Arrays.fill(white, (byte) 255);
        Image image = Image.of(4, 4, 3, white);
        for (Interpolation interpolation : new Interpolation[] {Interpolation.NEAREST, Interpolation.BILINEAR, Interpolation.BICUBIC}) {
            Image result = Image.like(image, 1, 2);
            Taps.of(image, Layer.Kind.IMAGE, interpolation, Border.black())
                    .line(new float[] {Float.NaN, 1}, new float[] {1, Float.NaN}, 2, result, 0);
            assertThat(result.bytes()).as("%s", interpolation).containsOnly(0);
        }
    }
}
