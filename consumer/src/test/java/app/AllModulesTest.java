package app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.augment.Augmentation;
import org.librate.augment.image.HorizontalFlip;
import org.librate.augment.image.Image;
import org.librate.augment.image.Rotate;
import org.librate.augment.image.Sample;
import org.librate.core.data.ImageFiles;
import org.librate.core.data.Picture;
import org.librate.core.estimator.LogisticRegression;
import org.librate.core.learn.Pipeline;
import org.librate.core.prepare.StandardScaler;
import org.librate.core.table.Csv;
import org.librate.core.table.Table;
import org.librate.imbalance.over.Smote;
import org.librate.metrics.classification.RocAuc;
import org.librate.tuning.search.Param;
import org.librate.tuning.split.StratifiedKFold;
import org.librate.tuning.study.Budget;
import org.librate.tuning.study.Study;
import org.librate.tuning.validation.CrossValidation;

/** Each module does its work in an application that has nothing but the modules and what they bring along. */
class AllModulesTest {

    @Test void a_rare_class_is_learned_from_a_file(@TempDir Path folder) throws Exception {
        Random random = new Random(1);
        StringBuilder lines = new StringBuilder("x,y,label\n");
        for (int i = 0; i < 300; i++) {
            boolean rare = i % 10 == 0;
            lines.append(random.nextGaussian() + (rare ? 2 : 0)).append(',').append(random.nextGaussian()).append(rare ? ",yes\n" : ",no\n");
        }
        Table table = Csv.of(Files.writeString(folder.resolve("rows.csv"), lines)).read().withTarget("label");
        var pipeline = Pipeline.start(StandardScaler.create()).then(Smote.create()).estimator(LogisticRegression.create());
        double area = CrossValidation.of(StratifiedKFold.of(3).withSeed(1)).metrics(RocAuc.metric()).run(pipeline, table).mean(RocAuc.metric());
        assertTrue(area > 0.8, "area " + area);
    }

    @Test void a_setting_is_found(@TempDir Path folder) {
        Param<Double> x = Param.uniform("x", -1, 1);
        var result = Study.minimise("square").withSeed(1).withJournal(folder.resolve("study.jsonl"))
                .run(Budget.trials(30), trial -> Math.pow(trial.get(x) - 0.5, 2));
        assertEquals(0.5, result.best().get(x), 0.2);
    }

    @Test void a_photograph_is_read_and_turned(@TempDir Path folder) throws Exception {
        File file = folder.resolve("photo.jpg").toFile();
        assertTrue(ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "jpg", file));
        Picture picture = ImageFiles.of(List.of(file.toPath()), new int[] {0}, 3).picture(0);
        Sample sample = Sample.of(Image.of(picture.height(), picture.width(), picture.channels(), picture.pixels()));
        Image turned = Augmentation.sequence(HorizontalFlip.create(), Rotate.of(30)).withSeed(1).apply(sample, 0, 0).sample().image();
        assertEquals("30 x 40", turned.height() + " x " + turned.width());
        assertTrue(ImageIO.getImageReadersByFormatName("jpeg").next().getClass().getName().startsWith("com.twelvemonkeys"),
                "the reader that knows real photographs is there");
    }
}
