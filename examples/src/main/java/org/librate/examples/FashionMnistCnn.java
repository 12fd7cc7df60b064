package org.librate.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.librate.core.Padding;
import org.librate.core.Tensor;
import org.librate.core.data.Batch;
import org.librate.core.data.Batches;
import org.librate.core.data.Dataset;
import org.librate.core.data.Downloads;
import org.librate.core.data.FashionMnist;
import org.librate.core.data.Loader;
import org.librate.core.random.RandomSource;
import org.librate.nn.Net;
import org.librate.nn.Sequential;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Conv2d;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Dropout;
import org.librate.nn.layer.Flatten;
import org.librate.nn.layer.MaxPool2d;
import org.librate.nn.layer.Relu;
import org.librate.nn.optim.Adam;
import org.librate.nn.schedule.OneCycle;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.Trainer;

/**
 * A convolutional network that tells pictures of clothes apart, and which it takes for which.
 *
 * <p>Give it a folder with the four files of Fashion-MNIST, as argument or with {@code -Dlibrate.data=..}. Without, it draws small pictures
 * itself. What to take away: pictures stay bytes until they are read into a batch, and layers learn the shapes of their inputs by themselves.
 */
public final class FashionMnistCnn {

    private record Images(Dataset train, Dataset test, int epochs) {
    }

    private FashionMnistCnn() {
    }

    public static void main(String[] arguments) throws IOException {
        String folder = arguments.length > 0 ? arguments[0] : System.getProperty(Downloads.FOLDER_PROPERTY, "");
        Images images = folder.isEmpty() ? drawn() : read(Path.of(folder));
        System.out.println(images.train() + " to train on, " + images.test().size() + " rows to test on");

        Net net = Sequential.of(
                Conv2d.of(16, 3).withPadding(Padding.SAME).withBias(false), BatchNorm.create(), Relu.create(), MaxPool2d.of(2),
                Conv2d.of(32, 3).withPadding(Padding.SAME).withBias(false), BatchNorm.create(), Relu.create(), MaxPool2d.of(2),
                Flatten.create(), Dropout.of(0.2), Dense.of(10));
        System.out.println(net.summary(images.train().fields().get(0).shape()));

        Classifier model = Trainer.classifier(net)
                .optimizer(Adam.of(0.005)).schedule(OneCycle.overEpochs(images.epochs()))
                .epochs(images.epochs()).batchSize(100).seed(7)
                .validationShare(0.1)
                .display(Display.SILENT)
                .fit(images.train());
        System.out.println(model.history());
        printMistakes(images.test().classNames(), confusion(model, images.test()));
    }

    private static Images read(Path folder) throws IOException {
        return new Images(FashionMnist.train(folder), FashionMnist.test(folder), 3);
    }

    private static Images drawn() {
        RandomSource random = RandomSource.of(7).stream("pictures");
        return new Images(Pictures.of(2000, random.at(0), Pictures.Kind.values()).dataset(),
                Pictures.of(1000, random.at(1), Pictures.Kind.values()).dataset(), 8);
    }

    /** How often a class, by row, was taken for another, by column. */
    private static int[][] confusion(Classifier model, Dataset rows) {
        int[][] counts = new int[10][10];
        try (Batches batches = Loader.of(rows).withBatchSize(250).open(1)) {
            for (Batch batch : batches) {
                int[] right = batch.y().toInts();
                Tensor answers = model.predict(batch.x());
                int[] given = answers.toInts();
                for (int i = 0; i < right.length; i++) {
                    counts[right[i]][given[i]]++;
                }
            }
        }
        return counts;
    }

    private static void printMistakes(List<String> names, int[][] counts) {
        int hits = 0;
        int rows = 0;
        System.out.printf("%nPictures the network has not seen:%n%-12s %5s  %5s  %s%n", "class", "rows", "right", "most often taken for");
        for (int c = 0; c < counts.length; c++) {
            int of = 0;
            int worst = c == 0 ? 1 : 0;
            for (int other = 0; other < counts.length; other++) {
                of += counts[c][other];
                worst = other != c && counts[c][other] > counts[c][worst] ? other : worst;
            }
            hits += counts[c][c];
            rows += of;
            String mistake = counts[c][worst] == 0 ? "" : names.get(worst) + " (" + counts[c][worst] + " times)";
            System.out.printf(Locale.ROOT, "%-12s %5d  %5.3f  %s%n", names.get(c), of, counts[c][c] / (double) of, mistake);
        }
        System.out.printf(Locale.ROOT, "Right on %.3f of %d; guessing would be on 0.100.%n", hits / (double) rows, rows);
    }
}
