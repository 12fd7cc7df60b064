package org.librate.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.librate.augment.image.Affine;
import org.librate.augment.image.Border;
import org.librate.augment.image.Box;
import org.librate.augment.image.ColorJitter;
import org.librate.augment.image.Cutout;
import org.librate.augment.image.GaussianBlur;
import org.librate.augment.image.HorizontalFlip;
import org.librate.augment.image.Image;
import org.librate.augment.image.Interpolation;
import org.librate.augment.image.Invert;
import org.librate.augment.image.RandomCrop;
import org.librate.augment.image.Rotate;
import org.librate.augment.image.Sample;
import org.librate.augment.image.VerticalFlip;
import org.librate.core.data.BadFileException;

class AugmentationTest {

    private static final Augmentation<Sample> AUGMENT = Augmentation.sequence(
            RandomCrop.of(16).withPadding(4).withBorder(Border.reflect()),
            HorizontalFlip.create().withProbability(0.5),
            OneOf.of(ColorJitter.of(0.2), GaussianBlur.of(1.5)).withWeights(2.0, 1.0).withProbability(0.8),
            SomeOf.between(0, 2, Rotate.of(20), Affine.create().withScale(0.8, 1.2).withInterpolation(Interpolation.BICUBIC), Invert.create())
            .withRandomOrder(true), Times.of(2, Cutout.of(3)),
            ByClass.<Sample>otherwise(VerticalFlip.create()).with(1, Invert.create())).withSeed(42);

    private static Sample sample(int label) {
        byte[] bytes = new byte[20 * 20 * 3];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 7);
        }
        return Sample.of(Image.of(20, 20, 3, bytes)).withLabel(label).withBoxes(Box.of(4, 4, 12, 12, 1));
    }

    @Test void gives_the_same_in_any_order_and_on_any_number_of_threads() {
        List<Applied<Sample>> serial = LongStream.range(0, 200).mapToObj(id -> AUGMENT.apply(sample(0), 3, id)).toList();
        for (int round = 0; round < 2; round++) {
            List<Applied<Sample>> parallel = IntStream.range(0, 200).parallel().mapToObj(i -> AUGMENT.apply(sample(0), 3, i)).toList();
            assertThat(parallel.stream().map(Applied::sample).toList()).isEqualTo(serial.stream().map(Applied::sample).toList());
        }
    }

    @Test void draws_anew_for_each_sample_and_each_epoch() {
        Set<String> drawn = new HashSet<>();
        for (long id = 0; id < 50; id++) {
            for (long epoch = 0; epoch < 4; epoch++) {
                drawn.add(AUGMENT.apply(sample(0), epoch, id).toString());
            }
        }
        assertThat(drawn).hasSizeGreaterThan(195);
        assertThat(AUGMENT.withSeed(43).apply(sample(0), 0, 0)).doesNotHaveToString(AUGMENT.apply(sample(0), 0, 0).toString());
    }

    @Test void keeps_a_transforms_numbers_when_another_is_put_before_it() {
        Augmentation<Sample> one = Augmentation.sequence(Rotate.of(20));
        Augmentation<Sample> two = Augmentation.sequence(Invert.create().withProbability(0.5), Rotate.of(20));
        for (int id = 0; id < 20; id++) {
            List<Change> changes = two.apply(sample(0), 0, id).changes();
            assertThat(changes.get(changes.size() - 1)).hasToString(one.apply(sample(0), 0, id).toString());
        }
    }

    @Test void happens_as_often_as_it_was_asked_to() {
        Augmentation<Sample> half = Augmentation.of(Invert.create().withProbability(0.3));
        long count = LongStream.range(0, 4000).filter(id -> !half.apply(sample(0), 0, id).changes().isEmpty()).count();
        assertThat(count).isBetween(1100L, 1300L);
        Augmentation<Sample> one = Augmentation.of(OneOf.of(Invert.create(), VerticalFlip.create()).withWeights(3.0, 1.0));
        long inverted = LongStream.range(0, 4000).filter(id -> one.apply(sample(0), 0, id).toString().equals("Invert")).count();
        assertThat(inverted).isBetween(2900L, 3100L);
    }

    @Test void goes_by_class() {
        Augmentation<Sample> rare = Augmentation.of(ByClass.<Sample>otherwise(Times.of(0, Invert.create())).with(1, Invert.create()));
        assertThat(rare.apply(sample(0), 0, 0)).hasToString("unchanged");
        assertThat(rare.apply(sample(1), 0, 0)).hasToString("Invert");
    }

    @Test void comes_back_from_its_json() throws BadFileException {
        String json = AUGMENT.toJson();
        Augmentation<Sample> same = Augmentation.fromJson(json);
        assertThat(same).hasToString(AUGMENT.toString());
        assertThat(same.toJson()).isEqualTo(json);
        for (long id = 0; id < 20; id++) {
            assertThat(same.apply(sample(1), 1, id).sample()).isEqualTo(AUGMENT.apply(sample(1), 1, id).sample());
        }
    }

    @Test void refuses_json_that_it_did_not_write() {
        String json = Augmentation.of(RandomCrop.of(8)).toJson();
        assertThatThrownBy(() -> Augmentation.fromJson(json.replace("\"RandomCrop\"", "\"java.lang.Runtime\""))).isInstanceOf(BadFileException.class)
                .hasMessageContaining("java.lang.Runtime");
        assertThatThrownBy(() -> Augmentation.fromJson(json.replace("\"height\":8", "\"height\":-1"))).isInstanceOf(BadFileException.class)
                .hasMessageContaining("height");
        assertThatThrownBy(() -> Augmentation.fromJson(json.substring(0, json.length() / 2))).isInstanceOf(BadFileException.class);
        assertThatThrownBy(() -> Augmentation.of((Transform<Sample>) (sample, draw) -> Applied.unchanged(sample)).toJson())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test void replays_a_token() {
        String token = AUGMENT.token(5, 77);
        assertThat(AUGMENT.replay(token, sample(0)).sample()).isEqualTo(AUGMENT.apply(sample(0), 5, 77).sample());
        String again = AUGMENT.token(5, 77, 2);
        assertThat(again).startsWith("5-4d-2-");
        assertThat(AUGMENT.replay(again, sample(0)).sample()).isEqualTo(AUGMENT.apply(sample(0), 5, 77, 2).sample())
                .isNotEqualTo(AUGMENT.apply(sample(0), 5, 77).sample());
        assertThatThrownBy(() -> AUGMENT.withSeed(1).replay(token, sample(0))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("made by");
        assertThatThrownBy(() -> AUGMENT.replay("nonsense", sample(0))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("token");
    }

    @Test void draws_beta_as_it_should_be() {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            values.add(Draw.of(1, 0, i).beta(0.4, 0.4));
        }
        double mean = values.stream().mapToDouble(v -> v).average().orElse(0);
        double variance = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).average().orElse(0);
        assertThat(mean).isBetween(0.48, 0.52);
        assertThat(variance).isBetween(0.13, 0.148); // a b / ((a + b)² (a + b + 1)) = 0.1389
    }

    @Test void says_what_is_wrong() {
        assertThatThrownBy(() -> Invert.create().withProbability(1.5)).hasMessageContaining("probability");
        assertThatThrownBy(() -> OneOf.of(Invert.create()).withWeights(0.0)).hasMessageContaining("sum of the weights");
        assertThatThrownBy(() -> SomeOf.of(3, Invert.create())).hasMessageContaining("number of transforms");
        assertThatThrownBy(() -> Augmentation.sequence(RandomCrop.of(64)).apply(sample(0), 0, 0)).hasMessageContaining("Pad.toAtLeast(64, 64)");
    }
}
