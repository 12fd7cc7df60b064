import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Deeplearning4j's half of {@code benchmarks/compare train}: answers the driver's requests, one line each, as {@code peers/side.py} does. A step is
 * one {@code fit} on a batch that is in memory already. The argument is the number of threads, which the environment has told the natives.
 */
public final class Dl4jSide {

    private static final double RATE = 1e-9; // nothing moves, here and at the others
    private static final long WARM_NANOS = 1_000_000_000;
    private static final int LEAST_WARM_RUNS = 5;
    private static final long SPAN_NANOS = 4_000_000;
    private static final int SPANS = 9;
    private static final int LEAST_SPANS = 3;

    private static final Map<String, Supplier<Runnable>> CASES = new LinkedHashMap<>();

    static {
        CASES.put("mlp-small", Dl4jSide::mlpSmall);
        CASES.put("lenet", Dl4jSide::lenet);
        CASES.put("lstm", Dl4jSide::lstm);
        CASES.put("resblocks", Dl4jSide::resBlocks);
    }

    private static Runnable step;
    private static long runs;
    private static int spans;

    private Dl4jSide() {
    }

    public static void main(String[] args) throws IOException {
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err); // what the library prints must not look like an answer
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String request = requests.readLine(); request != null; request = requests.readLine()) {
            answers.println(answer(request.split("\t", 2), args[0]));
        }
        System.exit(0); // its threads would keep it
    }

    private static String answer(String[] words, String threads) {
        try {
            return "answer\t" + switch (words[0]) {
                case "about" -> "Deeplearning4j 1.0.0-M2.1, JDK " + System.getProperty("java.version") + ", " + threads + " threads";
                case "cases" -> String.join("\t", CASES.keySet());
                case "warm" -> warm(CASES.get(words[1]).get());
                case "round" -> String.valueOf(round());
                default -> throw new IllegalArgumentException("unknown request " + words[0]);
            };
        } catch (RuntimeException | LinkageError e) {
            e.printStackTrace();
            return "error\t" + e.toString().replaceAll("\\s+", " ");
        }
    }

    private static String warm(Runnable work) {
        step = work;
        runs = 1;
        long done = 0;
        long start = System.nanoTime();
        while (true) {
            long nanos = Math.max(1, nanos());
            done += runs;
            if (done >= LEAST_WARM_RUNS && System.nanoTime() - start >= WARM_NANOS) {
                long each = Math.max(1, nanos / runs);
                runs = Math.max(1, SPAN_NANOS / each);
                spans = (int) Math.max(LEAST_SPANS, Math.min(SPANS, SPANS * SPAN_NANOS / each));
                return "ready";
            }
            if (nanos < SPAN_NANOS) {
                runs *= 2;
            }
        }
    }

    private static double round() {
        nanos(); // wakes the threads
        double[] micros = new double[spans];
        for (int i = 0; i < spans; i++) {
            micros[i] = nanos() / 1e3 / runs;
        }
        Arrays.sort(micros);
        return micros[spans / 2];
    }

    private static long nanos() {
        long start = System.nanoTime();
        for (long i = 0; i < runs; i++) {
            step.run();
        }
        return System.nanoTime() - start;
    }

    // ---- the cases ----

    private static Runnable mlpSmall() {
        return sequence(InputType.feedForward(30), data(2, 32, 30),
                dense(64), dense(64), output(2));
    }

    private static Runnable lenet() {
        return sequence(InputType.convolutional(28, 28, 1), data(10, 64, 1, 28, 28),
                new ConvolutionLayer.Builder(5, 5).nOut(20).activation(Activation.RELU).build(), pool(),
                new ConvolutionLayer.Builder(5, 5).nOut(50).activation(Activation.RELU).build(), pool(),
                dense(500), output(10));
    }

    private static Runnable lstm() {
        INDArray y = Nd4j.zeros(32, 10, 50); // axes are sequence, channel, step
        for (int i = 0; i < 32; i++) {
            for (int step = 0; step < 50; step++) {
                y.putScalar(i, (i + step) % 10, step, 1);
            }
        }
        return sequence(InputType.recurrent(64, 50), new DataSet(Nd4j.rand(32, 64, 50), y),
                new LSTM.Builder().nOut(128).activation(Activation.TANH).build(),
                new RnnOutputLayer.Builder(LossFunction.MCXENT).nOut(10).activation(Activation.SOFTMAX).build());
    }

    private static Runnable sequence(InputType input, DataSet batch, org.deeplearning4j.nn.conf.layers.Layer... layers) {
        NeuralNetConfiguration.ListBuilder list = configuration().list();
        for (org.deeplearning4j.nn.conf.layers.Layer layer : layers) {
            list.layer(layer);
        }
        MultiLayerNetwork net = new MultiLayerNetwork(list.setInputType(input).build());
        net.init();
        INDArray x = batch.getFeatures();
        INDArray y = batch.getLabels();
        return () -> net.fit(x, y);
    }

    private static Runnable resBlocks() {
        GraphBuilder graph = configuration().graphBuilder().addInputs("x").setInputTypes(InputType.convolutional(32, 32, 3))
                .addLayer("stem", convolution(true), "x");
        String before = "stem";
        for (int block = 1; block <= 3; block++) {
            String name = "block" + block;
            graph.addLayer(name + "a", convolution(false), before)
                    .addLayer(name + "an", new BatchNormalization.Builder().activation(Activation.RELU).build(), name + "a")
                    .addLayer(name + "b", convolution(false), name + "an")
                    .addLayer(name + "bn", new BatchNormalization.Builder().build(), name + "b")
                    .addVertex(name + "sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), name + "bn", before)
                    .addLayer(name, new ActivationLayer.Builder().activation(Activation.RELU).build(), name + "sum");
            before = name;
        }
        graph.addLayer("mean", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), before).addLayer("head", output(10), "mean")
                .setOutputs("head");
        ComputationGraph net = new ComputationGraph(graph.build());
        net.init();
        DataSet batch = data(10, 32, 3, 32, 32);
        return () -> net.fit(batch);
    }

    private static NeuralNetConfiguration.Builder configuration() {
        return new NeuralNetConfiguration.Builder().seed(1).updater(new Adam(RATE)).activation(Activation.IDENTITY);
    }

    private static DenseLayer dense(int units) {
        return new DenseLayer.Builder().nOut(units).activation(Activation.RELU).build();
    }

    private static OutputLayer output(int classes) {
        return new OutputLayer.Builder(LossFunction.MCXENT).nOut(classes).activation(Activation.SOFTMAX).build();
    }

    private static ConvolutionLayer convolution(boolean bias) {
        return new ConvolutionLayer.Builder(3, 3).nOut(32).convolutionMode(ConvolutionMode.Same).hasBias(bias).build();
    }

    private static SubsamplingLayer pool() {
        return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX).kernelSize(2, 2).stride(2, 2).build();
    }

    private static DataSet data(int classes, long... shape) {
        int rows = (int) shape[0];
        INDArray y = Nd4j.zeros(rows, classes);
        for (int i = 0; i < rows; i++) {
            y.putScalar(i, i % classes, 1);
        }
        return new DataSet(Nd4j.rand(shape), y);
    }
}
