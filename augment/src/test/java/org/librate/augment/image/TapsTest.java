package org.librate.augment.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.librate.augment.Draw;
import org.librate.augment.Range;

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

    @Test void bicubic_values_stay_between_black_and_white() {
        float[] edge = new float[12 * 12];
        for (int i = 0; i < edge.length; i++) {
            edge[i] = i % 12 < 6 ? 0 : 1;
        }
        Sample sample = Sample.of(Image.of(12, 12, 1, edge)).withHeatmap("heat", Image.of(12, 12, 1, edge));
        for (ImageTransform transform : new ImageTransform[] {Rotate.of(Range.fixed(20)).withInterpolation(Interpolation.BICUBIC),
            Resize.to(31, 29).withInterpolation(Interpolation.BICUBIC)}) {
            Sample after = transform.apply(sample, Draw.of(1, 0, 0)).sample();
            for (float value : after.image().floats()) {
                assertThat(value).as("%s", transform).isBetween(0f, 1f);
            }
            float most = 0;
            for (float value : after.image("heat").floats()) {
                most = Math.max(most, value);
            }
            assertThat(most).as("a heatmap has no white").isGreaterThan(1f);
        }
    }
}
