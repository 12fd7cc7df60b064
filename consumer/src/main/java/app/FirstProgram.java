package app;

import java.util.Random;
import org.librate.core.data.Dataset;
import org.librate.core.data.Split;
import org.librate.core.data.SplitRule;
import org.librate.core.metric.Accuracy;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Relu;
import org.librate.nn.optim.Adam;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.Trainer;

/** Learns which points of a square lie inside a circle. */
public class FirstProgram {

    public static void main(String[] args) {
        Random random = new Random(1);
        float[][] x = new float[2000][];                                  // a row of features for each sample
        int[] y = new int[2000];                                          // its class, counted from 0
        for (int i = 0; i < y.length; i++) {
            x[i] = new float[] {2 * random.nextFloat() - 1, 2 * random.nextFloat() - 1};
            y[i] = Math.hypot(x[i][0], x[i][1]) < 0.8 ? 1 : 0;
        }
        Split data = Dataset.of(x, y).split(SplitRule.stratified(0.7, 0.15, 0.15).withSeed(1));

        Classifier model = Trainer.classifier(Sequential.of(Dense.of(32), Relu.create(), Dense.of(2)))   // 2 outputs for 2 classes
                .optimizer(Adam.of(0.01)).epochs(20).seed(1)
                .display(Display.CONSOLE)
                .fit(data.train(), data.validation());

        System.out.println("accuracy " + model.evaluate(data.test(), Accuracy.metric()).get(Accuracy.metric()));
        System.out.println("(0.1, -0.2) is of class " + model.predictRow(0.1f, -0.2f));
        System.out.println("(0.9, 0.9) is of class " + model.predictRow(0.9f, 0.9f));
    }
}
