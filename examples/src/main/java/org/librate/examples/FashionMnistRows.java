package org.librate.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.librate.core.data.Dataset;
import org.librate.core.data.FashionMnist;
import org.librate.core.data.Split;
import org.librate.core.data.SplitRule;
import org.librate.core.metric.Accuracy;
import org.librate.examples.AccuracyTable.Rows;
import org.librate.nn.LayerSpec;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Dropout;
import org.librate.nn.layer.Gru;
import org.librate.nn.layer.Lstm;
import org.librate.nn.layer.Reshape;
import org.librate.nn.optim.AdamW;
import org.librate.nn.schedule.OneCycle;
import org.librate.nn.train.EarlyStopping;
import org.librate.nn.train.Trainer;

/**
 * How accurately a recurrent network tells the pictures of Fashion-MNIST apart, which it reads row by row. Three seeds; a tenth of the training
 * pictures is set aside to choose the epoch; the test pictures are used once for each fitted model.
 *
 * <p>Arguments: the folder with the four files; then, if wanted, {@code lstm} or {@code gru}, and a number of epochs. Takes minutes.
 */
public final class FashionMnistRows {

    private FashionMnistRows() {
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("FashionMnistRows: needs the folder with the four files of Fashion-MNIST as argument.");
        }
        Dataset all = FashionMnist.train(Path.of(arguments[0])).withNormalization(0.286f, 0.353f);
        Dataset test = FashionMnist.test(Path.of(arguments[0])).withNormalization(0.286f, 0.353f);
        boolean gru = arguments.length > 1 && arguments[1].equals("gru");
        int epochs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 12;

        LayerSpec reader = gru ? Gru.of(128).withLastOnly(true) : Lstm.of(128).withLastOnly(true);
        AccuracyTable.printHead();
        AccuracyTable.print(reader.toString(), Trainer.classifier(Sequential.of(Reshape.of(28, 28), reader, Dropout.of(0.2), Dense.of(10)))
                .optimizer(AdamW.of(0.004).withWeightDecay(0.02)).schedule(OneCycle.overEpochs(epochs)).clipGradients(1.0)
                .epochs(epochs).batchSize(128).workers(1)
                .callbacks(EarlyStopping.maximizing(Accuracy.metric()).withPatience(8)), seed -> {
                    Split split = all.split(SplitRule.stratified(0.9, 0.1, 0).withSeed(seed));
                    return new Rows(split.train(), split.validation(), test);
                });
    }
}
