package org.librate.augment.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.augment.Draw;
import org.librate.augment.Range;

/**
 * The same small image as other libraries change it. {@code goldens.py} beside the numbers made them; the first line of {@code goldens.txt} says with
 * which versions.
 *
 * <p>OpenCV divides a pixel into 32 parts when it warps, and ours into 64 for bytes; slopes of the image are up to 33 a pixel.
 * Pillow cuts digits off where ours rounds. Albumentations counts the angle of a shear the other way round.
 */
class ImageGoldensTest {

    private static final Map<String, Image> GOLDENS = read();

    /** The case, the transform, how far a value may be off, and how far all may be on average. */
    static Stream<Arguments> transforms() {
        return Stream.of(
                exact("horizontal flip", HorizontalFlip.create()),
                exact("vertical flip", VerticalFlip.create()),
                exact("transpose", Transpose.create()),
                exact("quarter turn", QuarterTurn.of(1)),
                exact("half turn", QuarterTurn.of(2)),
                exact("three quarter turns", QuarterTurn.of(3)),
                exact("centre crop", CenterCrop.of(10, 12)),
                exact("pad constant", pad(Border.constant(0.2))),
                exact("pad reflect", pad(Border.reflect())),
                exact("pad edge", pad(Border.edge())),
                exact("pad wrap", pad(Border.wrap())),
                about("resize bilinear smaller", Resize.to(11, 13).withAntialias(false), 1, 0.5),
                about("resize bilinear larger", Resize.to(31, 41), 1, 0.5),
                exact("resize nearest", Resize.to(11, 13).withInterpolation(Interpolation.NEAREST)),
                about("resize area", Resize.to(9, 10).withInterpolation(Interpolation.AREA), 1, 0.5),
                about("resize bilinear smoothed", Resize.to(11, 13), 1, 0.5),
                about("resize bicubic smoothed", Resize.to(11, 13).withInterpolation(Interpolation.BICUBIC), 1, 0.5),
                about("resize bicubic larger", Resize.to(31, 41).withInterpolation(Interpolation.BICUBIC), 1, 0.5),
                about("rotate", Rotate.of(Range.fixed(25)), 2, 0.5),
                about("rotate reflect", Rotate.of(Range.fixed(25)).withBorder(Border.reflect()), 2, 0.5),
                about("affine", Affine.create().withRotation(Range.fixed(10)).withScale(1.2, 1.2)
                        .withTranslation(Range.fixed(2.0 / 24), Range.fixed(-1.0 / 18)), 2, 0.5),
                about("shear", Affine.create().withShear(Range.fixed(-12), Range.fixed(0)), 2, 0.5),
                about("brightness", Brightness.of(1.3, 1.3), 1, 0.5),
                about("contrast", Contrast.of(1.4, 1.4), 1, 0.5),
                about("saturation", Saturation.of(1.6, 1.6), 1, 0.5),
                exact("grey", ToGrey.create()),
                about("hue", Hue.of(0.15, 0.15), 1, 0.1),
                about("gamma", Gamma.of(0.7, 0.7), 1, 0.5),
                exact("posterise", Posterize.of(3)),
                exact("solarise", Solarize.of(128 / 255.0)),
                about("equalise", Equalize.create(), 1, 0.1),
                exact("invert", Invert.create()),
                about("Gaussian blur", GaussianBlur.of(1.5, 1.5), 1, 0.5),
                about("box blur", BoxBlur.of(5), 1, 0.5),
                exact("median blur", MedianBlur.of(5)));
    }

    private static Arguments exact(String name, ImageTransform transform) {
        return about(name, transform, 0, 0);
    }

    private static Arguments about(String name, ImageTransform transform, int most, double mean) {
        return Arguments.of(name, transform, most, mean);
    }

    private static Pad pad(Border border) {
        return Pad.of(3, 5, 6, 4).withBorder(border);
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void is_what_others_make(String name, ImageTransform transform, int most, double mean) {
        compare(name, transform.apply(Sample.of(golden("image")), Draw.of(1, 0, 0)).sample().image(), most, mean);
    }

    @Test
    void a_window_is_cut_out() {
        compare("crop", Grid.window("Crop", golden("image"), 3, 5, 10, 12, Border.black()).move(golden("image"), Layer.Kind.IMAGE), 0, 0);
    }

    @Test
    void four_corners_are_pulled_out() {
        Matrix matrix = Matrix.fourPoints(new double[] {1, 2, 21, 1, 22, 16, 2, 15}, new double[] {0, 0, 24, 0, 24, 18, 0, 18});
        Projection projection = new Projection("", matrix, 18, 24, 18, 24, Interpolation.BILINEAR, Border.black());
        compare("perspective", projection.move(golden("image"), Layer.Kind.IMAGE), 2, 0.5);
    }

    @Test
    void the_range_is_stretched() {
        byte[] table = new byte[256];
        for (int v = 0; v < 256; v++) {
            table[v] = (byte) (40 + v / 2);
        }
        compare("autocontrast", AutoContrast.apply(Curve.through(golden("image"), table), 0), 1, 0.6);
    }

    /** Pillow leaves the outermost pixels as they are, ours goes on as in a mirror; all others agree. */
    @Test
    void what_tells_pixels_apart_is_added() {
        Image image = golden("image");
        Image ours = Sharpen.of(0.7, 0.7).apply(Sample.of(image), Draw.of(1, 0, 0)).sample().image();
        compare(inner(golden("sharpen")), inner(ours), 1, 0.5);
    }

    private static Image inner(Image image) {
        return Grid.window("", image, 1, 1, image.height() - 2, image.width() - 2, Border.black()).move(image, Layer.Kind.IMAGE);
    }

    private static void compare(String name, Image ours, int most, double mean) {
        compare(golden(name), ours, most, mean);
    }

    private static void compare(Image golden, Image ours, int most, double mean) {
        assertThat(ours.shape()).isEqualTo(golden.shape());
        double sum = 0;
        int off = 0;
        for (int i = 0; i < golden.size(); i++) {
            int one = Math.abs((golden.bytes()[i] & 0xFF) - (ours.bytes()[i] & 0xFF));
            off = Math.max(off, one);
            sum += one;
        }
        assertThat(off).as("the largest difference, %s on average", sum / golden.size()).isLessThanOrEqualTo(most);
        assertThat(sum / golden.size()).as("the mean difference").isLessThanOrEqualTo(mean);
    }

    private static Image golden(String name) {
        return Objects.requireNonNull(GOLDENS.get(name), name);
    }

    private static Map<String, Image> read() {
        Map<String, Image> images = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(ImageGoldensTest.class.getResourceAsStream("goldens.txt")), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\t"))
                    .forEach(part -> images.put(part[0],
                            Image.of(Integer.parseInt(part[1]), Integer.parseInt(part[2]), 3, Base64.getDecoder().decode(part[3]))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return images;
    }
}
