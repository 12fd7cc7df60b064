package org.librate.augment.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.augment.Applied;
import org.librate.augment.Draw;
import org.librate.augment.Range;
import org.librate.augment.Sequence;

class TestTimeTest {

    private static final TestTime VIEWS = TestTime.of(HorizontalFlip.create(), QuarterTurn.of(1),
            Sequence.of(CenterCrop.of(30, 40), Resize.to(60, 80), Brightness.of(0.2)),
            Rotate.of(Range.fixed(20)).withBorder(Border.reflect()), RandAugment.of(2, 5));

    private static Sample sample() {
        byte[] pixels = new byte[60 * 80];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (60 + i % 80 + i / 80);
        }
        return Sample.of(Image.of(60, 80, 1, pixels)).withBoxes(Box.of(30, 20, 50, 38, 3))
                .withKeypoints(Keypoint.of(33, 22, 1), Keypoint.of(47, 22, 2)).withPair(1, 2).withPolygons(Polygon.of(3, 30, 20, 50, 20, 40, 38));
    }

    /** A model that is always right is right after the way back as well. */
    @Test
    void brings_boxes_polygons_and_keypoints_back() {
        for (View view : VIEWS.of(sample())) {
            boolean turned = view.toString().matches(".*(Rotate|Shear).*");
            Box box = view.back(view.sample().boxes().get(0)).orElseThrow();
            double tolerance = turned ? 10 : 0.01; // an upright box around a turned one is larger
            assertThat(box.left()).as("%s", view).isCloseTo(30, within(tolerance));
            assertThat(box.bottom()).as("%s", view).isCloseTo(38, within(tolerance));
            double[] points = view.back(view.sample().polygons().get(0)).orElseThrow().points();
            assertThat(points[0]).as("%s", view).isCloseTo(30, within(1e-6));
            for (Keypoint found : view.sample().keypoints()) {
                Keypoint back = view.back(found).orElseThrow();
                assertThat(back.x()).as("%s: left stays left", view).isCloseTo(back.label() == 1 ? 33 : 47, within(1e-6));
            }
        }
        assertThat(VIEWS.keypoints(sample(), Sample::keypoints)).satisfiesExactlyInAnyOrder(left -> assertThat(left.x()).isCloseTo(33, within(1e-6)),
                right -> assertThat(right.x()).isCloseTo(47, within(1e-6)));
    }

    @Test
    void averages_maps_where_views_have_them() {
        Sample sample = sample().withHeatmap("chance", sample().image().toFloats());
        Image smooth = VIEWS.map(sample, view -> view.image("chance"));
        for (int y = 8; y < 52; y++) {
            for (int x = 8; x < 72; x++) {
                assertThat(smooth.get(y, x, 0)).as("%s, %s", x, y).isCloseTo(sample.image().get(y, x, 0) / 255, within(0.01f));
            }
        }
        Image crop = TestTime.of(CenterCrop.of(30, 40)).map(sample, view -> ones(view.image(), view.image().height() == 30 ? 3 : 1));
        assertThat(crop.get(30, 40, 0)).as("seen by both").isEqualTo(2);
        assertThat(crop.get(2, 2, 0)).as("seen by one").isEqualTo(1);
    }

    private static Image ones(Image like, float value) {
        float[] values = new float[like.height() * like.width()];
        Arrays.fill(values, value);
        return Image.of(like.height(), like.width(), 1, values);
    }

    @Test
    void averages_probabilities() {
        TestTime two = TestTime.of(HorizontalFlip.create());
        float[] mean = two.probabilities(sample(), view -> view.boxes().get(0).left() == 30 && view.keypoints().get(0).label() == 1
                ? new float[] {1, 0} : new float[] {0.5f, 0.5f});
        assertThat(mean).containsExactly(0.75f, 0.25f);
        assertThat(two).hasToString("TestTime[HorizontalFlip]");
        assertThat(two.of(sample()).get(0)).hasToString("View[as it is]");
        assertThat(two.of(sample()).get(1)).hasToString("View[HorizontalFlip]");
    }

    @Test
    void refuses_maps_of_another_size() {
        assertThatThrownBy(() -> VIEWS.map(sample(), view -> ones(Image.of(2, 2, 1, new byte[4]), 1))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("size of the view");
    }

    @Test
    void joins_four_in_a_mosaic() {
        List<Sample> all = IntStream.range(0, 6).mapToObj(i -> {
            byte[] pixels = new byte[40 * 40 * 3];
            Arrays.fill(pixels, (byte) (10 * (i + 1)));
            float[] mask = new float[40 * 40];
            Arrays.fill(mask, i + 1);
            return Sample.of(Image.of(40, 40, 3, pixels)).withMask("which", Image.of(40, 40, 1, mask)).withBoxes(Box.of(5, 5, 35, 35, i + 1))
                    .withKeypoints(Keypoint.of(20, 20, i + 1));
        }).toList();
        Mosaic mosaic = Mosaic.of(64, 96);
        for (int round = 0; round < 20; round++) {
            Applied<Sample> applied = mosaic.apply(all::get, all.size(), 2, Draw.of(1, round, 2));
            Sample four = applied.sample();
            assertThat(four.image().shape().toString()).isEqualTo("[64, 96, 3]");
            assertThat(four.boxes()).hasSize(4);
            assertThat(four.boxes().get(0).label()).as("the own one is there").isEqualTo(3);
            for (int i = 0; i < 4; i++) {
                Box box = four.boxes().get(i);
                int x = (int) Math.floor((box.left() + box.right()) / 2);
                int y = (int) Math.floor((box.top() + box.bottom()) / 2);
                assertThat(four.image().get(y, x, 0)).as("%s, box %s", applied, i).isEqualTo(10f * box.label());
                assertThat(four.image("which").get(y, x, 0)).isEqualTo(box.label());
                Keypoint point = four.keypoints().get(i);
                assertThat(point.x()).isCloseTo((box.left() + box.right()) / 2, within(1.0));
                assertThat(box.left() >= 0 && box.right() <= 96 && box.top() >= 0 && box.bottom() <= 64).isTrue();
            }
            assertThat(mosaic.apply(all::get, all.size(), 2, Draw.of(1, round, 2)).sample()).isEqualTo(four);
        }
        assertThat(mosaic).hasToString("Mosaic[64 × 96, middle=0.25..0.75]");
        assertThatThrownBy(() -> mosaic.apply(all.subList(0, 3), Draw.of(0, 0, 0))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("four samples");
        Sample bare = Sample.of(all.get(0).image());
        assertThatThrownBy(() -> mosaic.apply(List.of(bare, all.get(0), bare, bare), Draw.of(0, 0, 0))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same masks");
    }
}
