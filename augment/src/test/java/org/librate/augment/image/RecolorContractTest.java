package org.librate.augment.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.augment.Applied;
import org.librate.augment.Augmentation;
import org.librate.augment.Draw;
import org.librate.core.data.BadFileException;

/** What every transform that changes pixels where they are promises: a new one is a line here. */
class RecolorContractTest {

    private static final int HEIGHT = 37;
    private static final int WIDTH = 53;
    private static final int[] ANY = {1, 2, 3, 4, 5};
    private static final int[] COLOURS = {1, 3};

    /** The transform, the same with settings that change nothing, and the numbers of channels it takes. */
    static Stream<Arguments> transforms() {
        return Stream.of(
                Arguments.of(Brightness.of(0.4), Brightness.of(0), ANY),
                Arguments.of(Contrast.of(0.4), Contrast.of(0), ANY),
                Arguments.of(Gamma.of(0.5, 2), Gamma.of(1, 1), ANY),
                Arguments.of(Saturation.of(0, 3), Saturation.of(0), COLOURS),
                Arguments.of(Hue.of(0.5), Hue.of(0), COLOURS),
                Arguments.of(ColorJitter.of(0.3, 0.3, 0.3, 0.1), ColorJitter.of(0), COLOURS),
                Arguments.of(ColorCast.of(0.2), ColorCast.of(0), ANY),
                Arguments.of(Posterize.of(2, 4), Posterize.of(8), ANY),
                Arguments.of(Solarize.of(0.2, 0.8), null, ANY),
                Arguments.of(Invert.create(), null, ANY),
                Arguments.of(ToGrey.create(), null, COLOURS),
                Arguments.of(ChannelDrop.create(), null, new int[] {2, 3, 4, 5}),
                Arguments.of(Equalize.create(), null, ANY),
                Arguments.of(AutoContrast.create().withCut(0.05), null, ANY),
                Arguments.of(Clahe.of(4).withTiles(3), null, COLOURS),
                Arguments.of(GaussianBlur.of(0.5, 2), GaussianBlur.of(0, 0), ANY),
                Arguments.of(BoxBlur.of(3, 7), BoxBlur.of(1), ANY),
                Arguments.of(MedianBlur.of(3, 5), MedianBlur.of(1), ANY),
                Arguments.of(MotionBlur.of(5, 9), MotionBlur.of(1), ANY),
                Arguments.of(Sharpen.of(0.5, 2), Sharpen.of(0), ANY),
                Arguments.of(GaussianNoise.of(0.05, 0.2), GaussianNoise.of(0), ANY),
                Arguments.of(GaussianNoise.of(0.05, 0.2).withPerChannel(false), GaussianNoise.of(0), ANY),
                Arguments.of(SaltAndPepper.of(0.1, 0.3), SaltAndPepper.of(0), ANY),
                Arguments.of(ShotNoise.of(20, 60), null, ANY),
                Arguments.of(JpegArtefacts.of(5, 20), null, COLOURS),
                Arguments.of(Downscale.of(0.2, 0.5), Downscale.of(1, 1), ANY),
                Arguments.of(RandomErasing.create().withArea(0.1, 0.3), null, ANY),
                Arguments.of(RandomErasing.create().withArea(0.1, 0.3).withNoise(true), null, ANY),
                Arguments.of(Cutout.of(9).withHoles(3), null, ANY),
                Arguments.of(GridMask.of(8, 12), null, ANY),
                Arguments.of(Fog.of(0.4, 0.8), Fog.of(0, 0), ANY),
                Arguments.of(Rain.of(50, 80), null, ANY),
                Arguments.of(Snow.of(50, 80), null, ANY));
    }

    private static Image image(int channels) {
        byte[] bytes = new byte[HEIGHT * WIDTH * channels];
        Random random = new Random(channels);
        for (int i = 0; i < bytes.length; i++) {
            int x = i / channels % WIDTH;
            bytes[i] = (byte) Math.max(0, Math.min(255, 40 + 3 * x + 30 * (i % channels) + random.nextInt(20)));
        }
        return Image.of(HEIGHT, WIDTH, channels, bytes);
    }

    private static Sample sample(int channels) {
        byte[] mask = new byte[HEIGHT * WIDTH];
        mask[100] = 3;
        return Sample.of(image(channels)).withLabel(2).withImage("second", image(channels)).withMask("mask", Image.of(HEIGHT, WIDTH, 1, mask))
                .withHeatmap("heat", image(1))
                .withBoxes(Box.of(3, 4, 20, 30, 1)).withPolygons(Polygon.of(1, 3, 4, 20, 4, 20, 30)).withKeypoints(Keypoint.of(5.5, 6.5, 1));
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void changes_images_and_nothing_else(ImageTransform transform, ImageTransform nothing, int[] channels) {
        for (int count : channels) {
            Sample before = sample(count);
            Sample after = transform.apply(before, Draw.of(1, 0, 0)).sample();
            assertThat(after.image()).as("%s, %s channels", transform, count).satisfies(image -> {
                assertThat(image.isBytes()).isTrue();
                assertThat(image.shape()).isEqualTo(before.image().shape());
            });
            if (count == 3) {
                assertThat(after.image()).isNotEqualTo(before.image());
            }
            assertThat(after.image("second")).as("what is drawn holds for all images").isEqualTo(after.image());
            assertThat(after.image("mask")).isEqualTo(before.image("mask"));
            assertThat(after.image("heat")).isEqualTo(before.image("heat"));
            assertThat(after.boxes()).isEqualTo(before.boxes());
            assertThat(after.polygons()).isEqualTo(before.polygons());
            assertThat(after.keypoints()).isEqualTo(before.keypoints());
            assertThat(after.label()).isEqualTo(2);
            assertThat(before).as("what was given stays as it was").isEqualTo(sample(count));
        }
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void does_the_same_to_bytes_and_floats(ImageTransform transform, ImageTransform nothing, int[] channels) {
        for (int count : channels) {
            Image bytes = transform.apply(Sample.of(image(count)), Draw.of(2, 0, 0)).sample().image();
            Image floats = transform.apply(Sample.of(image(count).toFloats()), Draw.of(2, 0, 0)).sample().image();
            assertThat(floats.isBytes()).isFalse();
            float most = 0;
            for (int i = 0; i < floats.size(); i++) {
                float value = floats.floats()[i];
                assertThat(value >= -1e-6 && value <= 1 + 1e-6).as("%s: %s is between black and white", transform, value).isTrue();
                most = Math.max(most, Math.abs(value * 255 - (bytes.bytes()[i] & 0xFF)));
            }
            assertThat(most).as("%s, %s channels", transform, count).isLessThan(transform instanceof ColorJitter ? 3.1f : 1.51f);
        }
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void is_a_function_of_its_draw(ImageTransform transform, ImageTransform nothing, int[] channels) {
        Sample sample = sample(channels[channels.length - 1]);
        Applied<Sample> once = transform.apply(sample, Draw.of(5, 1, 2));
        Applied<Sample> again = transform.apply(sample, Draw.of(5, 1, 2));
        assertThat(again.sample()).isEqualTo(once.sample());
        assertThat(again).hasToString(once.toString());
        assertThat(once.toString()).startsWith(transform.getClass().getSimpleName());
        assertThat(transform.toString()).startsWith(transform.getClass().getSimpleName());
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void comes_back_from_its_json(ImageTransform transform, ImageTransform nothing, int[] channels) throws BadFileException {
        Augmentation<Sample> augment = Augmentation.of(transform).withSeed(9);
        Augmentation<Sample> same = Augmentation.fromJson(augment.toJson());
        assertThat(same).hasToString(augment.toString());
        assertThat(same.apply(sample(channels[channels.length - 1]), 1, 2).sample())
                .isEqualTo(augment.apply(sample(channels[channels.length - 1]), 1, 2).sample());
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void leaves_the_image_where_it_is_to_change_nothing(ImageTransform transform, ImageTransform nothing, int[] channels) {
        if (nothing == null) {
            return; // always does something
        }
        for (int count : channels) {
            Image image = image(count);
            assertThat(nothing.apply(Sample.of(image), Draw.of(3, 0, 0)).sample().image()).as("%s, %s channels", nothing, count).isEqualTo(image);
            Image floats = nothing.apply(Sample.of(image.toFloats()), Draw.of(3, 0, 0)).sample().image();
            for (int i = 0; i < floats.size(); i++) {
                assertThat(floats.floats()[i]).isCloseTo(image.toFloats().floats()[i], within(1e-6f));
            }
        }
    }
}
