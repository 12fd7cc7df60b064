package org.librate.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.NumericCsv;
import org.librate.core.data.Pixels;
import org.librate.core.data.Row;
import org.librate.core.data.RowFile;
import org.librate.core.data.RowFileWriter;
import org.librate.core.data.RowTransform;
import org.librate.core.data.SequenceDataset;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Embedding;
import org.librate.nn.layer.Flatten;
import org.librate.nn.layer.Gru;
import org.librate.nn.layer.LastStep;
import org.librate.nn.layer.Relu;
import org.librate.nn.loss.Loss;
import org.librate.nn.optim.Adam;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.Regressor;
import org.librate.nn.train.Trainer;

/** Data sets of one's own, of every kind that the page on data shows: arrays, files, pictures, sequences, rows that are changed or weighted. */
public final class OwnData {

    private OwnData() {
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("own-data");
        arrays();
        files(folder);
        pictures();
        changed();
        sequences();
        loss();
    }

    private static void arrays() {
        float[][] x = {{5.1f, 3.5f}, {4.9f, 3.0f}, {6.4f, 3.2f}, {6.9f, 3.1f}};
        Dataset flowers = Dataset.of(x, new int[] {0, 0, 1, 1}).withClassNames(List.of("setosa", "versicolor"));
        Dataset prices = Dataset.of(x, new float[] {120, 95, 240, 260});

        Classifier model = Trainer.classifier(Sequential.of(Dense.of(8), Relu.create(), Dense.of(2))).optimizer(Adam.of(0.05))
                .epochs(300).display(Display.SILENT).fit(flowers);
        int flower = model.predictRow(5.0f, 3.3f);                        // the number of its class
        Tensor chances = model.predictProbabilities(Tensor.of(x));       // [4, 2]
        Regressor price = Trainer.regressor(Sequential.of(Dense.of(1))).epochs(5).display(Display.SILENT).fit(prices);
        float guess = price.predictRow(5.0f, 3.3f)[0];
        System.out.println(flowers.classNames().get(flower) + ", chances " + chances.shape() + ", a finite price: " + Float.isFinite(guess));
    }

    private static void files(Path folder) throws IOException {
        Path csv = folder.resolve("flowers.csv");
        Files.writeString(csv, "length,width,kind\n5.1,3.5,0\n4.9,3.0,0\n6.4,3.2,1\n6.9,3.1,1\n");
        Dataset flowers = NumericCsv.of(csv).read();                      // the last column is the class
        Dataset widths = NumericCsv.of(csv).withNumberTarget(1).read();   // column 1 is a number to predict

        Path rows = folder.resolve("rows.bin");
        List<Field> fields = List.of(Field.input("x", DType.FLOAT32, Shape.of(2)), Field.target("y", DType.INT32, Shape.scalar()));
        try (RowFileWriter writer = RowFileWriter.create(rows, fields, List.of("low", "high"))) {
            for (int i = 0; i < 1000; i++) {
                float value = i / 1000f;
                writer.add(row -> {
                    row.put(0, new float[] {value, 1 - value});
                    row.put(1, value < 0.5f ? 0 : 1);
                });
            }
            writer.finish();
        }
        Dataset large = RowFile.open(rows);                               // rows stay on disk until a batch asks for them

        RowFile.write(folder.resolve("flowers.bin"), flowers);            // any data set as such a file
        System.out.println("rows: " + flowers.size() + ", " + widths.size() + ", " + large.size());
    }

    private static void pictures() {
        byte[] bytes = new byte[20 * 8 * 8];                              // one byte a pixel, picture after picture, row after row
        int[] labels = new int[20];
        for (int i = 0; i < 20; i++) {
            labels[i] = i % 2;
            Arrays.fill(bytes, i * 64 + labels[i] * 32, i * 64 + labels[i] * 32 + 32, (byte) 255);
        }
        Dataset halves = Pixels.of(Shape.of(8, 8, 1), bytes, labels);     // inputs [8, 8, 1] from 0 to 1

        Classifier model = Trainer.classifier(Sequential.of(Flatten.create(), Dense.of(2))).epochs(30).optimizer(Adam.of(0.01))
                .display(Display.SILENT).fit(halves);
        float[] picture = new float[8 * 8];                               // channels-last: height, width, channels, as one array
        Arrays.fill(picture, 0, 32, 1);
        System.out.println("bright above: " + model.predictRow(picture));
    }

    private static void changed() {
        Dataset rows = Dataset.of(new float[][] {{1, 2}, {3, 4}, {5, 6}, {7, 8}}, new int[] {0, 0, 0, 1});
        Dataset noisy = rows.map(RowTransform.inPlace((row, random) -> {
            row.set(0, 0, row.get(0, 0) + 0.1 * random.normal(0));        // field 0, number 0
            row.set(0, 1, row.get(0, 1) + 0.1 * random.normal(1));
        }), RandomSource.of(1).stream("noise"));
        Dataset squares = rows.map(new Squares());

        Dataset weighted = rows.withWeights(1, 1, 1, 3);
        Trainer<Classifier> plan = Trainer.classifier(Sequential.of(Dense.of(2))).epochs(2).display(Display.SILENT);
        Classifier byHand = plan.classWeights(0.7, 2).fit(weighted);      // a row counts by its weight times that of its class
        Classifier balanced = plan.balanceClasses().fit(noisy);           // both classes count alike
        System.out.println("fields " + squares.fields().get(0).shape() + ", fitted "
                + (byHand.history().last().epoch() + balanced.history().last().epoch()));
    }

    /** Four features of two. As a record it prints its options, by which a resumed run knows it again. */
    private record Squares() implements RowTransform {

        @Override
        public List<Field> fields(List<Field> source) {
            return List.of(Field.input("x", DType.FLOAT32, Shape.of(4)), source.get(1));
        }

        @Override
        public void apply(Row from, Row into, RandomStream random) {
            double a = from.get(0, 0);
            double b = from.get(0, 1);
            into.put(0, new float[] {(float) a, (float) b, (float) (a * a), (float) (b * b)});
            from.copy(1, into, 1);                                        // every field is written, the label too
        }
    }

    private static void sequences() {
        int[][] tokens = {{3, 1, 4}, {1, 5}, {2, 6, 5, 3}, {5, 1}};       // word numbers, of any length; 0 pads
        Dataset texts = SequenceDataset.of(tokens, new int[] {0, 1, 0, 1});
        Classifier reader = Trainer.classifier(Sequential.of(Embedding.of(10, 8), Gru.of(8), LastStep.create(), Dense.of(2)))
                .epochs(3).display(Display.SILENT).fit(texts);
        System.out.println("sequences " + reader.predict(texts).shape());
    }

    private static void loss() {
        Loss asymmetric = (output, target) -> {
            Tensor error = output.sub(target);                            // [n, 1] both, from Dataset.of(float[][], float[])
            return error.clip(0, 1e6).mul(3).add(error.neg().clip(0, 1e6)).mean(1);   // [n]: one number for each row
        };
        Regressor careful = Trainer.regressor(Sequential.of(Dense.of(1))).loss(asymmetric).optimizer(Adam.of(0.05)).epochs(80).display(Display.SILENT)
                .fit(Dataset.of(new float[][] {{0}, {0}, {0}, {0}}, new float[] {1, 2, 3, 4}));
        System.out.println("rather too low: " + (careful.predictRow(0)[0] < 2.5f));
    }
}
