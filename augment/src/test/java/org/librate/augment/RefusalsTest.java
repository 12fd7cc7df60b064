package org.librate.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.augment.image.Affine;
import org.librate.augment.image.Border;
import org.librate.augment.image.Box;
import org.librate.augment.image.HorizontalFlip;
import org.librate.augment.image.Image;
import org.librate.augment.image.Leaving;
import org.librate.augment.image.Pad;
import org.librate.augment.image.Perspective;
import org.librate.augment.image.RandomCrop;
import org.librate.augment.image.Sample;
import org.librate.augment.tabular.ColumnNoise;
import org.librate.augment.text.Lexicon;
import org.librate.augment.text.MaskTokens;
import org.librate.core.data.Dataset;

/** What would go wrong without a word is refused with one, and what looks odd is right. */
class RefusalsTest {

    @Test void a_transform_among_others_needs_a_name_that_stays() {
        Transform<String> lambda = (text, draw) -> Applied.unchanged(text);
        assertThatThrownBy(() -> Augmentation.sequence(lambda)).hasMessageContaining("Make it a record, or override name()");
        assertThatThrownBy(() -> lambda.withProbability(0.5)).hasMessageContaining("override name()");
        Transform<String> anonymous = new Transform<>() {
            @Override
            public Applied<String> apply(String text, Draw draw) {
                return Applied.unchanged(text);
            }
        };
        assertThatThrownBy(() -> Augmentation.sequence(anonymous)).hasMessageContaining("override name()");
    }

    @Test void borders_are_given_from_0_to_1_and_classes_fit_the_mask() {
        assertThatThrownBy(() -> Border.constant(114)).hasMessageContaining("[0, 1]").hasMessageContaining("114 of 255 is 0.447");
        Sample sample = Sample.of(Image.of(2, 2, 1, new byte[4])).withMask("class", Image.of(2, 2, 1, new byte[4]));
        assertThatCode(() -> Pad.of(1).withBorder(Border.black().withMask(255)).apply(sample, Draw.of(1, 0, 0))).doesNotThrowAnyException();
        assertThatThrownBy(() -> Pad.of(1).withBorder(Border.black().withMask(-1)).apply(sample, Draw.of(1, 0, 0))).hasMessageContaining("[0, 255]");
    }

    @Test void kept_boxes_stay_whole() {
        Sample sample = Sample.of(Image.of(20, 20, 1, new byte[400])).withLeaving(Leaving.standard().withBoxes(Leaving.Outside.KEEP))
                .withBoxes(Box.of(0, 0, 10, 20, 1));
        Augmentation<Sample> there = Augmentation.sequence(Pad.of(0, 20, 0, 0), RandomCrop.of(20, 20), RandomCrop.of(20, 20),
                HorizontalFlip.create());
        for (int i = 0; i < 20; i++) {
            Sample after = there.apply(sample, 0, i).sample();
            assertThat(after.boxes()).hasSize(1);
            Box box = after.boxes().get(0);
            assertThat(box.area()).isEqualTo(200);
            assertThat(box.visible()).isEqualTo(Math.max(0, Math.min(20, box.right()) - Math.max(0, box.left())) / 10);
        }
        assertThatThrownBy(() -> Sample.of(Image.of(20, 20, 1, new byte[400])).withBoxes(Box.of(-0.8, 3, -0.2, 5, 1)))
                .hasMessageContaining("must have a part in the image");
    }

    @Test void strong_settings_that_would_fold_are_refused() {
        assertThatThrownBy(() -> Perspective.of(0.4)).hasMessageContaining("1/3");
        assertThatThrownBy(() -> Affine.create().withShear(50, 45)).hasMessageContaining("tangents");
        assertThat(Affine.create().withShear(60, 20)).isNotNull();
    }

    @Test void columns_with_gaps_are_named() {
        assertThatThrownBy(() -> ColumnNoise.of(0.1).over(Dataset.of(new float[][] {{1, 2}, {3, Float.NaN}}, new int[] {0, 1})))
                .hasMessageContaining("column 1").hasMessageContaining("row 1");
    }

    @Test void what_differs_prints_differently() {
        Lexicon one = Lexicon.of(Map.of("big", List.of("large")));
        assertThat(one.toString()).isNotEqualTo(Lexicon.of(Map.of("big", List.of("huge"))).toString());
        assertThatThrownBy(() -> one.synonyms().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(MaskTokens.of(9, 1).withSpecial(2))
                .hasToString("MaskTokens[vocabulary=9, mask=1, special=[1, 2], share=0.15, masked=0.8, other=0.1, seed=0]");
    }

    @Test void the_smallest_images_and_parameters_work() {
        Image one = Image.of(1, 1, 3, new byte[] {1, 2, 3});
        assertThat(HorizontalFlip.create().apply(Sample.of(one), Draw.of(1, 0, 0)).sample().image()).isEqualTo(one);
        int ends = 0;
        for (int i = 0; i < 50; i++) {
            double drawn = Draw.of(1, 0, i).beta(1e-6, 1e-6);
            ends += drawn == 0 || drawn == 1 ? 1 : 0;
        }
        assertThat(ends).isGreaterThan(45);
    }
}
