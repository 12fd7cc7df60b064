package org.librate.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.augment.image.Border;
import org.librate.augment.image.Box;
import org.librate.augment.image.ColorJitter;
import org.librate.augment.image.ContactSheet;
import org.librate.augment.image.Cutout;
import org.librate.augment.image.GaussianBlur;
import org.librate.augment.image.HorizontalFlip;
import org.librate.augment.image.Image;
import org.librate.augment.image.ImageRows;
import org.librate.augment.image.Keypoint;
import org.librate.augment.image.Leaving;
import org.librate.augment.image.Mosaic;
import org.librate.augment.image.Polygon;
import org.librate.augment.image.Rain;
import org.librate.augment.image.RandAugment;
import org.librate.augment.image.RandomCrop;
import org.librate.augment.image.Resize;
import org.librate.augment.image.Rotate;
import org.librate.augment.image.Sample;
import org.librate.augment.image.Sharpen;
import org.librate.augment.image.TestTime;
import org.librate.augment.image.TrivialAugment;
import org.librate.augment.image.View;
import org.librate.augment.mix.CutMix;
import org.librate.augment.mix.Mixup;
import org.librate.augment.series.Jitter;
import org.librate.augment.series.Series;
import org.librate.augment.series.SeriesRows;
import org.librate.augment.series.TimeWarp;
import org.librate.augment.tabular.ColumnNoise;
import org.librate.augment.tabular.SwapNoise;
import org.librate.augment.text.CharacterNoise;
import org.librate.augment.text.Lexicon;
import org.librate.augment.text.MaskTokens;
import org.librate.augment.text.RandomDeletion;
import org.librate.augment.text.RandomSwap;
import org.librate.augment.text.SynonymReplacement;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.BadFileException;
import org.librate.core.data.Dataset;
import org.librate.core.data.Split;
import org.librate.core.data.SplitRule;

/** What docs/augmenting.md shows, compiled and run. */
class AugmentingPageTest {

    private static final int LEFT_EYE = 1;
    private static final int RIGHT_EYE = 2;
    private static final int RARE = 3;
    private static final int VOCABULARY = 20;
    private static final int MASK = 1;
    private static final int PADDING = 0;

    private static final Image image = Image.of(40, 40, 3, new byte[40 * 40 * 3]);
    private static final Image mask = Image.of(40, 40, 1, new byte[40 * 40]);
    private static final Image heat = Image.of(40, 40, 1, new float[40 * 40]);

    private static Sample sample() {
        Sample sample = Sample.of(image).withLabel(1)
                .withMask("person", mask)                                    // a class for each pixel, never mixed
                .withHeatmap("density", heat)                                // a number for each pixel
                .withBoxes(Box.of(10, 12, 30, 36, 1))                        // corners; Box.sized for COCO, Box.centered for YOLO
                .withPolygons(Polygon.of(1, 10, 12, 30, 12, 30, 36, 10, 36))
                .withKeypoints(Keypoint.of(14.5, 16.5, LEFT_EYE), Keypoint.of(25.5, 16.5, RIGHT_EYE)).withPair(LEFT_EYE, RIGHT_EYE)
                .withLeaving(Leaving.standard().withMinimumArea(4));
        Applied<Sample> flipped = Augmentation.<Sample>of(HorizontalFlip.create()).apply(sample, 0, 0);
        assertThat(flipped.sample().keypoints().get(0)).isEqualTo(Keypoint.of(25.5, 16.5, RIGHT_EYE));
        return sample;
    }

    private static Augmentation<Sample> augment() {
        Augmentation<Sample> augment = Augmentation.sequence(
                RandomCrop.of(32).withPadding(4).withBorder(Border.reflect()),
                HorizontalFlip.create().withProbability(0.5),
                OneOf.of(ColorJitter.of(0.2), GaussianBlur.of(1.5)).withProbability(0.3),
                SomeOf.between(0, 2, Rotate.of(15), Sharpen.of(1), Cutout.of(8)),
                ByClass.<Sample>otherwise(Times.of(0, TrivialAugment.create())).with(RARE, TrivialAugment.create())).withSeed(42);
        return augment;
    }

    private static Split split() {
        float[] pixels = new float[20 * 40 * 40 * 3];
        int[] labels = new int[20];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 4;
        }
        return Dataset.of(Tensor.of(Shape.of(20, 40, 40, 3), pixels), Tensor.of(labels)).split(SplitRule.random(0.6, 0.2, 0.2));
    }

    private static float[] classify(Image view) {
        return new float[] {0.25f, 0.75f};
    }

    @Test
    void the_same_comes_again() throws BadFileException {
        Sample sample = sample();
        Augmentation<Sample> augment = augment();
        Applied<Sample> seen = augment.apply(sample, 3, 77);                 // epoch 3, sample 77
        String token = augment.token(3, 77);                                 // a few letters, for a log
        Sample again = augment.replay(token, sample).sample();               // the very same pixels
        Augmentation<Sample> loaded = Augmentation.fromJson(augment.toJson());
        assertThat(again).isEqualTo(seen.sample());
        assertThat(loaded).hasToString(augment.toString());
    }

    @Test
    void the_training_part_alone_is_augmented(@TempDir Path folder) throws IOException {
        Split split = split();
        Sample sample = sample();
        Augmentation<Sample> augment = augment();
        Split parts = ImageRows.of(augment).withSize(32, 32).withNormalization(0.5f, 0.25f).augment(split);
        assertThat(parts.train().isForTraining()).isTrue();
        assertThat(parts.train().fields().get(0).shape()).isEqualTo(Shape.of(32, 32, 3));
        ContactSheet.of(augment, sample).withRows(4).write(folder.resolve("sheet.png"));
        ContactSheet.each(sample, Rotate.of(30), RandAugment.create(), Rain.of(100, 200)).write(folder.resolve("transforms.png"));
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("sheet.png", "transforms.png");
        Dataset mixed = Mixup.of(0.2).withSeed(42).over(split.train());      // images, series or tables; class numbers become shares
        Dataset cut = CutMix.of(1.0).withProbability(0.5).withSeed(42).over(split.train());
        assertThat(mixed.fields().get(1).shape()).isEqualTo(cut.fields().get(1).shape()).isEqualTo(Shape.of(4));
        Applied<Sample> four = Mosaic.of(64, 64).apply(List.of(sample, sample, sample, sample), Draw.of(42, 0, 0));
        assertThat(four.sample().boxes()).hasSize(4);
    }

    @Test
    void views_come_back() {
        Sample sample = sample();
        TestTime views = TestTime.of(HorizontalFlip.create(), Resize.to(64, 64));
        float[] chances = views.probabilities(sample, view -> classify(view.image()));
        Image where = views.map(sample, view -> view.image("density"));     // each pixel's mean over the views that have it
        for (View view : views.of(sample)) {
            view.back(view.sample().boxes().get(0)).ifPresent(found -> System.out.println(found + " in the image given"));
        }
        assertThat(chances).containsExactly(0.25f, 0.75f);
        assertThat(where.shape()).isEqualTo(heat.shape());
    }

    @Test
    void texts_series_and_tables() {
        Dataset tokens = Dataset.of(Tensor.of(new int[] {2, 3, 4, 5, 6, 7}).reshape(2, 3));
        Dataset windows = Dataset.of(Tensor.of(Shape.of(4, 8, 2), new float[64]), Tensor.of(new int[] {0, 1, 0, 1}));
        Dataset rows = Dataset.of(new float[][] {{1, 2}, {3, 5}, {4, 9}}, new int[] {0, 1, 0});
        Lexicon lexicon = Lexicon.of(Map.of("good", List.of("fine", "pleasant")));
        Augmentation<String> text = Augmentation.sequence(
                SynonymReplacement.of(0.1, lexicon), RandomSwap.of(0.1), RandomDeletion.of(0.1), CharacterNoise.of(0.02)).withSeed(42);
        String other = text.apply("the soup was good and hot", 0, 0).sample();
        Dataset guesses = MaskTokens.of(VOCABULARY, MASK).withSpecial(PADDING).withSeed(42).over(tokens);
        assertThat(other).isNotEmpty();
        assertThat(guesses.fields()).hasSize(2);
        Augmentation<Series> bend = Augmentation.sequence(Jitter.of(0.03), TimeWarp.of(0.2).withProbability(0.5)).withSeed(42);
        Dataset series = SeriesRows.of(bend).training(windows);
        Dataset table = SwapNoise.of(0.15).withSeed(42).over(ColumnNoise.of(0.1).withSeed(42).over(rows));
        assertThat(series.isForTraining()).isTrue();
        assertThat(table.isForTraining()).isTrue();
    }

    /** What the page shows is what the compiler has seen. */
    @Test
    void the_page_quotes_this() throws IOException {
        String code = withoutIndentation(Files.readString(Path.of("src", "test", "java", "org", "librate", "augment", "AugmentingPageTest.java")));
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("..", "docs", "augmenting.md")));
        int blocks = 0;
        for (; block.find(); blocks++) {
            assertThat(code).contains(withoutIndentation(block.group(1)));
        }
        assertThat(blocks).isEqualTo(10);
    }

    private static String withoutIndentation(String code) {
        return code.strip().replaceAll("(?m)^ +", "");
    }
}
