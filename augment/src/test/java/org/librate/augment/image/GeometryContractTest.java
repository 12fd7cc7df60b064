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
import org.librate.augment.Range;
import org.librate.core.data.BadFileException;

/** What every transform that moves a sample promises: a new one is a line here. */
class GeometryContractTest {

    private static final int HEIGHT = 60;
    private static final int WIDTH = 80;

    /** The transform, and how far from the truth its points may be: a bend is found step by step. */
    static Stream<Arguments> transforms() {
        return Stream.of(
                Arguments.of(HorizontalFlip.create(), 1e-9),
                Arguments.of(VerticalFlip.create(), 1e-9),
                Arguments.of(Transpose.create(), 1e-9),
                Arguments.of(QuarterTurn.of(1), 1e-9),
                Arguments.of(QuarterTurn.of(2), 1e-9),
                Arguments.of(QuarterTurn.of(3), 1e-9),
                Arguments.of(QuarterTurn.random(), 1e-9),
                Arguments.of(RandomCrop.of(50, 64), 1e-9),
                Arguments.of(RandomCrop.of(70, 90).withPadding(8), 1e-9),
                Arguments.of(CenterCrop.of(51, 67), 1e-9),
                Arguments.of(Pad.of(3, 5, 7, 9), 1e-9),
                Arguments.of(Pad.toAtLeast(65, 101).withBorder(Border.constant(0.25)), 1e-9),
                Arguments.of(Resize.to(90, 70), 1e-9),
                Arguments.of(Resize.to(45, 66).withInterpolation(Interpolation.AREA), 1e-9),
                Arguments.of(Resize.to(45, 66).withInterpolation(Interpolation.BICUBIC), 1e-9),
                Arguments.of(Resize.shorterTo(48), 1e-9),
                Arguments.of(Resize.longerTo(100).withAntialias(false), 1e-9),
                Arguments.of(RandomResizedCrop.of(56, 72).withArea(0.6, 1), 1e-9),
                Arguments.of(BoxSafeCrop.of(64, 64), 1e-9),
                Arguments.of(Rotate.of(40), 1e-9),
                Arguments.of(Rotate.of(40).withWhole(true), 1e-9),
                Arguments.of(Rotate.of(20).withInterpolation(Interpolation.BICUBIC), 1e-9),
                Arguments.of(Affine.create().withRotation(20).withScale(0.8, 1.2).withShear(10, 5).withTranslation(0.05, 0.05), 1e-9),
                Arguments.of(Affine.create().withTranslation(Range.fixed(0.05), Range.fixed(-0.05)), 1e-9),
                Arguments.of(Perspective.of(0.15), 1e-6),
                Arguments.of(Elastic.of(1.5, 20), 0.02),
                Arguments.of(Elastic.of(4, 20), 0.2),
                Arguments.of(GridDistortion.of(4, 0.3), 0.02),
                Arguments.of(GridDistortion.of(4, 0.8), 0.5), // the way back has its kinks between pixels
                Arguments.of(OpticalDistortion.of(0.2), 0.02),
                Arguments.of(OpticalDistortion.of(0).withRange(0.9, 1), 0.1));
    }

    private static Sample sample() {
        float[] image = new float[HEIGHT * WIDTH];
        float[] mask = new float[HEIGHT * WIDTH];
        Polygon polygon = Polygon.of(7, 24, 20, 52, 18, 55, 38, 30, 42);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double apart = Math.hypot(x + 0.5 - 41.5, y + 0.5 - 28.5);
                image[y * WIDTH + x] = (float) Math.exp(-apart * apart / 8); // a spot around a keypoint
                mask[y * WIDTH + x] = contains(polygon.points(), x + 0.5, y + 0.5) ? 7 : 0;
            }
        }
        return Sample.of(Image.of(HEIGHT, WIDTH, 1, image)).withMask("shape", Image.of(HEIGHT, WIDTH, 1, mask))
                .withHeatmap("spot", Image.of(HEIGHT, WIDTH, 1, image))
                .withPolygons(polygon).withBoxes(Box.of(24, 18, 55, 42, 7)).withKeypoints(Keypoint.of(41.5, 28.5, 1)).withPair(1, 2);
    }

    private static boolean contains(double[] p, double x, double y) {
        boolean inside = false;
        for (int i = 0, j = p.length - 2; i < p.length; j = i, i += 2) {
            if (p[i + 1] > y != p[j + 1] > y && x < (p[j] - p[i]) * (y - p[i + 1]) / (p[j + 1] - p[i + 1]) + p[i]) {
                inside = !inside;
            }
        }
        return inside;
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void moves_keypoints_with_pixels(ImageTransform transform, double tolerance) {
        for (int i = 0; i < 5; i++) {
            Sample after = transform.apply(sample(), Draw.of(1, 0, i)).sample();
            Keypoint point = after.keypoints().get(0);
            if (point.x() < 8 || point.y() < 8 || point.x() > after.image().width() - 8 || point.y() > after.image().height() - 8) {
                continue; // part of the spot is cut off
            }
            double[] middle = middle(after.image(), 0.05f);
            assertThat(Math.hypot(middle[0] - point.x(), middle[1] - point.y())).as("%s: spot %s, keypoint %s", transform, middle[0], point)
                    .isLessThan(0.6);
            if (!transform.toString().contains("constant")) {
                Image spot = after.image("spot");
                float[] cut = new float[spot.size()];
                for (int k = 0; k < cut.length; k++) {
                    cut[k] = Math.max(0, Math.min(1, spot.floats()[k])); // an image never overshoots black and white
                }
                assertThat(Image.of(spot.height(), spot.width(), 1, cut)).as("heatmaps move as images do").isEqualTo(after.image());
            }
            return;
        }
        throw new AssertionError(transform + ": the keypoint was near the edge in each of five draws");
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void moves_polygons_and_boxes_with_masks(ImageTransform transform, double tolerance) {
        for (int i = 0; i < 5; i++) {
            Sample after = transform.apply(sample(), Draw.of(2, 0, i)).sample();
            Image mask = after.image("shape");
            int both = 0;
            int either = 0;
            double left = Double.POSITIVE_INFINITY;
            double right = 0;
            double top = Double.POSITIVE_INFINITY;
            double bottom = 0;
            double[] points = after.polygons().get(0).points();
            for (int y = 0; y < mask.height(); y++) {
                for (int x = 0; x < mask.width(); x++) {
                    float value = mask.get(y, x, 0);
                    assertThat(value).as("a mask's values are never mixed").isIn(0f, 7f);
                    boolean inPolygon = contains(points, x + 0.5, y + 0.5);
                    either += inPolygon || value == 7 ? 1 : 0;
                    both += inPolygon && value == 7 ? 1 : 0;
                    if (value == 7) {
                        left = Math.min(left, x);
                        right = Math.max(right, x + 1);
                        top = Math.min(top, y);
                        bottom = Math.max(bottom, y + 1);
                    }
                }
            }
            assertThat((double) both / either).as("%s: overlap of mask and polygon", transform).isGreaterThan(0.93);
            Box box = after.boxes().get(0);
            assertThat(box.left()).isLessThanOrEqualTo(left + 1);
            assertThat(box.right()).isGreaterThanOrEqualTo(right - 1);
            assertThat(box.top()).isLessThanOrEqualTo(top + 1);
            assertThat(box.bottom()).isGreaterThanOrEqualTo(bottom - 1);
        }
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void finds_the_way_back(ImageTransform transform, double tolerance) {
        Applied<Sample> applied = transform.apply(sample(), Draw.of(3, 0, 0));
        Geometry geometry = (Geometry) applied.changes().get(0);
        Geometry back = geometry.inverse();
        assertThat(back.height()).isEqualTo(HEIGHT);
        assertThat(back.width()).isEqualTo(WIDTH);
        double[] points = {30.25, 22.5, 40, 30, 50.75, 37.5};
        double[] there = points.clone();
        geometry.forward(there);
        back.forward(there);
        for (int i = 0; i < points.length; i++) {
            assertThat(there[i]).as("%s", transform).isCloseTo(points[i], within(Math.max(tolerance, 1e-6)));
        }
        assertThat(back.mirrors()).isEqualTo(geometry.mirrors());
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void keeps_type_and_range_for_any_number_of_channels(ImageTransform transform, double tolerance) {
        for (int channels : new int[] {1, 2, 3, 4, 5}) {
            byte[] bytes = new byte[HEIGHT * WIDTH * channels];
            new Random(channels).nextBytes(bytes);
            Image image = Image.of(HEIGHT, WIDTH, channels, bytes);
            byte[] before = bytes.clone();
            Image after = transform.apply(Sample.of(image), Draw.of(4, 0, 0)).sample().image();
            assertThat(after.isBytes()).isTrue();
            assertThat(after.channels()).isEqualTo(channels);
            assertThat(bytes).as("what was given stays as it was").isEqualTo(before);

            Image floats = transform.apply(Sample.of(image.toFloats()), Draw.of(4, 0, 0)).sample().image();
            assertThat(floats.isBytes()).isFalse();
            float most = 0;
            for (int i = 0; i < after.size(); i++) {
                most = Math.max(most, Math.abs(Math.max(0, Math.min(255, floats.floats()[i] * 255)) - (after.bytes()[i] & 0xFF)));
            }
            // bytes are read at 64ths of a pixel, which on noise is up to 255 / 64 off
            assertThat(most).as("%s: bytes and floats agree, %s channels", transform, channels).isLessThan(4.5f);
        }
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void is_a_function_of_its_draw(ImageTransform transform, double tolerance) {
        Applied<Sample> once = transform.apply(sample(), Draw.of(5, 1, 2));
        assertThat(transform.apply(sample(), Draw.of(5, 1, 2)).sample()).isEqualTo(once.sample());
        assertThat(transform.apply(sample(), Draw.of(5, 1, 2))).hasToString(once.toString());
        assertThat(transform.toString()).startsWith(transform.getClass().getSimpleName());
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void comes_back_from_its_json(ImageTransform transform, double tolerance) throws BadFileException {
        Augmentation<Sample> augment = Augmentation.of(transform).withSeed(9);
        Augmentation<Sample> same = Augmentation.fromJson(augment.toJson());
        assertThat(same).hasToString(augment.toString());
        assertThat(same.apply(sample(), 1, 2).sample()).isEqualTo(augment.apply(sample(), 1, 2).sample());
    }

    /** The middle of what is brighter. */
    private static double[] middle(Image image, float least) {
        double x = 0;
        double y = 0;
        double sum = 0;
        for (int row = 0; row < image.height(); row++) {
            for (int column = 0; column < image.width(); column++) {
                double value = Math.max(0, image.get(row, column, 0) - least);
                if (value < 0.5) { // a border may be grey
                    continue;
                }
                x += value * (column + 0.5);
                y += value * (row + 0.5);
                sum += value;
            }
        }
        return new double[] {x / sum, y / sum};
    }
}
