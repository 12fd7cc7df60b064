package org.librate.benchmarks.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.librate.benchmarks.Case;
import org.librate.core.Padding;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.nn.LayerSpec;
import org.librate.nn.Sequential;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Conv2d;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.EncoderBlock;
import org.librate.nn.layer.Flatten;
import org.librate.nn.layer.GlobalAvgPool2d;
import org.librate.nn.layer.Gru;
import org.librate.nn.layer.Lstm;
import org.librate.nn.layer.MaxPool2d;
import org.librate.nn.layer.MeanOverTime;
import org.librate.nn.layer.Relu;
import org.librate.nn.layer.Repeat;
import org.librate.nn.layer.Residual;
import org.librate.nn.optim.Adam;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.Trainer;

/**
 * Training steps as an application has them: the next batch is gathered from a data set in memory, then forward, cross-entropy, backward and Adam, by
 * the public trainer with all that it does along the way. {@code peers/train.py} has the same networks under the same names.
 */
public final class TrainCases {

    /**
     * So small that nothing moves, here and at the peers: thousands of steps on random data would fit them until gradients underflow, and
     * processors are slow at such numbers.
     */
    static final double RATE = 1e-9;

    private static final long SEED = 1;
    private static final int TABLE_BATCHES = 100;
    private static final int IMAGE_BATCHES = 10;
    private static final int SEQUENCE_BATCHES = 10;

    private static final EncoderBlock.Spec ENCODER = EncoderBlock.of(128).withHeads(4).withFeedForward(256).withActivation(Relu.create())
            .withDropout(0.1).withPreNorm(false);

    private TrainCases() {
    }

    /** All cases, in the order they are reported. */
    public static Map<String, Case> all() {
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("mlp-small", () -> new TrainerWork(mlpSmall(), mlpSmallData()));
        cases.put("lenet", () -> new TrainerWork(plan(lenet(), 64), lenetData()));
        cases.put("lstm", () -> new TrainerWork(lstm(), lstmData()));
        cases.put("gru", () -> new TrainerWork(planEachStep(Sequential.of(Gru.of(128), Dense.of(10))), lstmData()));
        cases.put("transformer", () -> new TrainerWork(transformer(), transformerData()));
        cases.put("decoder", () -> new TrainerWork(decoder(), dataOfSteps(32 * SEQUENCE_BATCHES, 10, 64, 128)));
        cases.put("resblocks", () -> new TrainerWork(plan(resBlocks(), 32), data(32 * IMAGE_BATCHES, 10, 32, 32, 3)));
        cases.put("writing", Writing::new);
        cases.put("writing, all with a cache", Writing::new);
        return cases;
    }

    /** Dense 30→64 ReLU →64 ReLU →2, on 32 rows. */
    static Trainer<Classifier> mlpSmall() {
        return plan(Sequential.of(Dense.of(64), Relu.create(), Dense.of(64), Relu.create(), Dense.of(2)), 32);
    }

    static Dataset mlpSmallData() {
        return data(32 * TABLE_BATCHES, 2, 30);
    }

    /** Conv 5×5 1→20 ReLU, max-pool 2, conv 5×5 20→50 ReLU, max-pool 2, dense 800→500 ReLU →10, no padding; on 64 images of 28×28. */
    private static Sequential lenet() {
        return Sequential.of(Conv2d.of(20, 5), Relu.create(), MaxPool2d.of(2), Conv2d.of(50, 5), Relu.create(), MaxPool2d.of(2),
                Flatten.create(), Dense.of(500), Relu.create(), Dense.of(10));
    }

    static Dataset lenetData() {
        return data(64 * IMAGE_BATCHES, 10, 28, 28, 1);
    }

    /** Conv 3×3 3→32, three residual blocks, mean over the image, dense →10; on 32 images of 32×32×3. */
    private static Sequential resBlocks() {
        LayerSpec convolution = Conv2d.of(32, 3).withPadding(Padding.SAME).withBias(false);
        Residual block = Residual.of(Sequential.of(convolution, BatchNorm.create(), Relu.create(), convolution, BatchNorm.create()));
        return Sequential.of(Conv2d.of(32, 3).withPadding(Padding.SAME), Repeat.times(3, Sequential.of(block, Relu.create())),
                GlobalAvgPool2d.create(), Dense.of(10));
    }

    /** LSTM 64→128 over 50 steps, dense →10 and a class at every step; on 32 sequences. */
    static Trainer<Classifier> lstm() {
        return planEachStep(Sequential.of(Lstm.of(128), Dense.of(10)));
    }

    static Dataset lstmData() {
        return dataOfSteps(32 * SEQUENCE_BATCHES, 10, 50, 64);
    }

    /**
     * Two encoder layers as PyTorch has them (norm last, width 128, 4 heads, feed-forward 256 ReLU, dropout 0.1), mean over time, dense →10; on 32
     * sequences of 64 steps.
     */
    static Trainer<Classifier> transformer() {
        return plan(Sequential.of(Repeat.times(2, ENCODER), MeanOverTime.skippingPadding(), Dense.of(10)), 32);
    }

    static Dataset transformerData() {
        return data(32 * SEQUENCE_BATCHES, 10, 64, 128);
    }

    /** The transformer's layers looking back only, dense →10 and a class at every step. */
    private static Trainer<Classifier> decoder() {
        return planEachStep(Sequential.of(Repeat.times(2, ENCODER.withCausal(true)), Dense.of(10)));
    }

    private static Trainer<Classifier> planEachStep(Sequential net) {
        return plan(net, 32);
    }

    private static Trainer<Classifier> plan(Sequential net, int batchSize) {
        return adam(Trainer.classifier(net), batchSize);
    }

    private static Trainer<Classifier> adam(Trainer<Classifier> plan, int batchSize) {
        return plan.optimizer(Adam.of(RATE)).batchSize(batchSize).seed(SEED).display(Display.SILENT);
    }

    /** Random rows of random classes. */
    private static Dataset data(int rows, int classes, long... sample) {
        return data(Shape.of(rows), classes, sample);
    }

    /** Random sequences with a random class at every step. */
    private static Dataset dataOfSteps(int rows, int classes, long time, long features) {
        return data(Shape.of(rows, time), classes, time, features);
    }

    private static Dataset data(Shape labels, int classes, long... sample) {
        Random random = new Random(SEED);
        long rows = labels.dim(0);
        Shape shape = Shape.of(sample).prepend(rows);
        float[] x = new float[(int) shape.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextFloat();
        }
        return Dataset.of(Tensor.of(shape, x), Tensor.of(random.ints(labels.size(), 0, classes).toArray()).reshape(labels));
    }
}
