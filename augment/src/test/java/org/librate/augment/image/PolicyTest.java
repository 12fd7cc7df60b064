package org.librate.augment.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.augment.Applied;
import org.librate.augment.Augmentation;
import org.librate.augment.Draw;
import org.librate.augment.Range;
import org.librate.core.data.BadFileException;

/** Policies: a new one is a line of {@link #policies}. Tables and strengths are those of torchvision 0.29.2, read with torch 2.13. */
class PolicyTest {

    private static final Image SIZE = Image.of(300, 500, 1, new byte[300 * 500]);

    static Stream<ImageTransform> policies() {
        return Stream.of(RandAugment.create(), RandAugment.of(3, 20).withBorder(Border.constant(0.5)), TrivialAugment.create(),
                TrivialAugment.create().withInterpolation(Interpolation.NEAREST),
                AutoAugment.of(AutoAugmentTable.IMAGENET), AutoAugment.of(AutoAugmentTable.CIFAR10), AutoAugment.of(AutoAugmentTable.SVHN),
                AugMix.create(), AugMix.create().withStrength(8).withDepth(2).withChains(2).withAlpha(0.5));
    }

    private static Sample sample(int channels, boolean floats) {
        byte[] bytes = new byte[40 * 50 * channels];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (30 + (i / channels % 50) * 4 + 7 * (i % channels));
        }
        Image image = Image.of(40, 50, channels, bytes);
        return Sample.of(floats ? image.toFloats() : image).withLabel(4);
    }

    /** All that may belong to an image, the mask and a polygon of the same place among them. */
    private static Sample full() {
        float[] mask = new float[40 * 50];
        for (int y = 10; y < 30; y++) {
            for (int x = 15; x < 35; x++) {
                mask[y * 50 + x] = 1;
            }
        }
        return sample(3, false).withImage("second", sample(3, false).image()).withMask("mask", Image.of(40, 50, 1, mask))
                .withBoxes(Box.of(15, 10, 35, 30, 1)).withKeypoints(Keypoint.of(25, 20, 1));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void keeps_size_type_and_range(ImageTransform policy) {
        for (int channels : new int[] {1, 3, 5}) {
            for (boolean floats : new boolean[] {false, true}) {
                Sample before = sample(channels, floats);
                for (int i = 0; i < 40; i++) {
                    Sample after = policy.apply(before, Draw.of(1, 0, i)).sample();
                    assertThat(after.image().shape()).isEqualTo(before.image().shape());
                    assertThat(after.image().isBytes()).isEqualTo(!floats);
                    assertThat(after.label()).isEqualTo(4);
                    if (floats) {
                        for (float value : after.image().floats()) {
                            assertThat(value >= -1e-5 && value <= 1 + 1e-5).as("%s: %s is between black and white", policy, value).isTrue();
                        }
                    }
                }
                assertThat(before).isEqualTo(sample(channels, floats));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void moves_all_that_belongs_to_an_image(ImageTransform policy) {
        for (int i = 0; i < 40; i++) {
            Applied<Sample> applied = policy.apply(full(), Draw.of(2, 0, i));
            Sample after = applied.sample();
            assertThat(after.image("second")).isEqualTo(after.image());
            Image mask = after.image("mask");
            double x = 0;
            double y = 0;
            int count = 0;
            for (int at = 0; at < mask.size(); at++) {
                if (mask.floats()[at] == 1) {
                    x += at % 50 + 0.5;
                    y += at / 50 + 0.5;
                    count++;
                }
            }
            boolean whole = after.boxes().size() == 1 && after.boxes().get(0).visible() == 1;
            if (whole) {
                assertThat(x / count).as("%s", applied).isCloseTo(after.keypoints().get(0).x(), within(0.6));
                assertThat(y / count).as("%s", applied).isCloseTo(after.keypoints().get(0).y(), within(0.6));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void is_a_function_of_its_draw_and_comes_back_from_json(ImageTransform policy) throws BadFileException {
        Augmentation<Sample> augment = Augmentation.of(policy).withSeed(3);
        Augmentation<Sample> same = Augmentation.fromJson(augment.toJson());
        assertThat(same).hasToString(augment.toString());
        assertThat(policy.toString()).startsWith(policy.getClass().getSimpleName());
        Map<String, Integer> seen = new TreeMap<>();
        for (int i = 0; i < 30; i++) {
            Applied<Sample> once = augment.apply(full(), 2, i);
            assertThat(same.apply(full(), 2, i).sample()).isEqualTo(once.sample());
            assertThat(once.toString()).startsWith(policy.getClass().getSimpleName() + "[");
            seen.merge(once.toString(), 1, Integer::sum);
        }
        assertThat(seen).hasSizeGreaterThan(10);
    }

    @Test
    void tables_are_those_that_were_found() throws GeneralSecurityException {
        assertThat(hash(AutoAugmentTable.IMAGENET)).isEqualTo("1e52ecd595246d76d216461ca95c2e9ae59a393850a8ca90ce2e2473af30ca95");
        assertThat(hash(AutoAugmentTable.CIFAR10)).isEqualTo("77491ec386cad87801531b6edaedf740ff10e4248a31546308e9e341fcb68cb2");
        assertThat(hash(AutoAugmentTable.SVHN)).isEqualTo("596c0ed2d8c09992396e33041cc296430ccc46ca02a2012ef5227f77d1cae0da");
        assertThat(AutoAugmentTable.SVHN.lines()).hasSize(25).allSatisfy(line -> assertThat(line).hasSize(2));
    }

    private static String hash(AutoAugmentTable table) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(table.text().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void goes_as_far_as_the_papers_go() {
        check(Strength.STANDARD, 31, 9, 0.09, 67.97583, 40.7855, 9, 0.27, 7, 178.5);
        check(Strength.STANDARD, 31, 30, 0.3, 226.58611, 135.95166, 30, 0.9, 4, 0);
        check(Strength.STANDARD, 10, 7, 0.23333, 176.23364, 105.74018, 23.33333, 0.7, 5, 56.66667);
        check(Strength.WIDE, 31, 14, 0.462, 14.93333, 14.93333, 63, 0.462, 5, 136);
        check(Strength.WIDE, 31, 30, 0.99, 32, 32, 135, 0.99, 2, 0);
        check(Strength.MIX, 10, 2, 0.06667, 37.03704, 22.22222, 6.66667, 0.2, 3, 198.33333);
        check(Strength.MIX, 10, 7, 0.23333, 129.62964, 77.77778, 23.33333, 0.7, 1, 56.66667);
    }

    private static void check(Strength strength, int steps, int step, double shear, double right, double down, double degrees, double factor,
            int bits, double threshold) {
        double[] wanted = {shear, shear, right, down, degrees, factor, factor, factor, factor, bits, threshold};
        List<Operation> all = List.of(Operation.values()).subList(1, 12);
        for (int i = 0; i < wanted.length; i++) {
            assertThat(strength.at(all.get(i), step, steps, SIZE)).as("%s at %s", all.get(i), step).isCloseTo(wanted[i], within(1e-4));
        }
    }

    @Test
    void leaves_nearly_all_as_it_was_at_no_strength() {
        Sample sample = sample(3, false);
        for (int i = 0; i < 60; i++) {
            Applied<Sample> applied = RandAugment.of(1, 0).apply(sample, Draw.of(5, 0, i));
            if (!applied.toString().matches(".*(Solarize|AutoContrast|Equalize).*")) {
                assertThat(applied.sample().image()).as("%s", applied).isEqualTo(sample.image());
            }
        }
    }

    @Test
    void draws_every_operation_as_often() {
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < 7000; i++) {
            counts.merge(RandAugment.of(1, 9).apply(Sample.of(Image.of(2, 2, 3, new byte[12])), Draw.of(7, 0, i)).toString()
                    .replaceAll("RandAugment\\[|[\\[\\]].*", ""), 1, Integer::sum);
        }
        assertThat(counts).hasSize(14);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(400, 600));
    }

    @Test
    void refuses_strengths_that_there_are_not() {
        assertThatThrownBy(() -> RandAugment.of(2, 31)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("RandAugment")
                .hasMessageContaining("31");
        assertThatThrownBy(() -> AugMix.create().withStrength(0)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("AugMix");
    }

    @Test
    void takes_a_turned_box_for_an_ellipse_if_asked_to() {
        Sample square = Sample.of(Image.of(100, 100, 1, new byte[10_000])).withBoxes(Box.of(30, 30, 70, 70, 1));
        Rotate turn = Rotate.of(Range.fixed(45));
        assertThat(turn.apply(square, Draw.of(0, 0, 0)).sample().boxes().get(0).width()).isCloseTo(40 * Math.sqrt(2), within(1e-6));
        Sample round = square.withLeaving(Leaving.standard().withRound(true));
        assertThat(turn.apply(round, Draw.of(0, 0, 0)).sample().boxes().get(0).width()).isCloseTo(40, within(0.05));
        Box flipped = HorizontalFlip.create().apply(round, Draw.of(0, 0, 0)).sample().boxes().get(0);
        assertThat(flipped.left()).isCloseTo(30, within(1e-9));
        assertThat(flipped.bottom()).isCloseTo(70, within(1e-9));
    }
}
