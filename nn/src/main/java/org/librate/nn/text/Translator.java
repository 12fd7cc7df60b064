package org.librate.nn.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.data.Padded;
import org.librate.nn.Network;
import org.librate.nn.Pass;
import org.librate.nn.train.Classifier;

/**
 * Turns one sequence of tokens into another, with a network that was trained on {@code SequenceDataset.pairs(source, target).withTeacherForcing(start)}: its inputs are
 * the source and the target so far, its output the logits of each next token of the target. Every target ends with a token that says so.
 *
 * <pre>{@code
 * Classifier model = Trainer.classifier(EncoderDecoder.transformer(40, 40)).fit(pairs);
 * Translator translator = Translator.of(model, start, end);
 * int[] answer = translator.translate(source, 50);                                          // greedily
 * List<Answer> three = translator.search(source, 50, Beam.of(4).withLengthPenalty(0.6).withBest(3));
 * }</pre>
 *
 * <p>For each token, source and answer so far go through the whole network: it is exact for any network, and meant for answers of some hundred tokens.
 */
public final class Translator {

    private static final String NAME = "Translator";

    private final Network network;
    private final int start;
    private final int end;
    private final int vocabulary;

    private Translator(Network network, int start, int end) {
        Check.require(network.inputs().size() == 2 && network.outputs().size() == 1, NAME, "takes a network with the inputs source and target, and one output", network);
        Shape target = network.inputs().get(1);
        Shape output = network.outputs().get(0);
        if (target.rank() != 1 || output.rank() != 2 || output.dim(0) != target.dim(0)) {
            throw new ShapeException(NAME, "needs a network from sources and targets [time] to logits [target's time, vocabulary]", "", target, output);
        }
        this.network = network;
        this.vocabulary = Math.toIntExact(output.last());
        this.start = Check.notNegative(NAME, "start", start);
        this.end = end;
        Check.require(end >= 0 && end < vocabulary, NAME, "the end must be a token in [0, " + vocabulary + ")", end);
    }

    /**
     * @param start the token that teacher forcing put before each target
     * @param end the last token of each target
     */
    public static Translator of(Network network, int start, int end) {
        return new Translator(network, start, end);
    }

    /** As {@link #of(Network, int, int)}. */
    public static Translator of(Classifier model, int start, int end) {
        return of(model.network(), start, end);
    }

    /** The answer that takes the most probable token each time, without start and end. */
    public int[] translate(int[] source, int most) {
        return translate(List.of(source), most).get(0);
    }

    /** The answers for several sources, which may have different lengths, all at once. */
    public List<int[]> translate(List<int[]> sources, int most) {
        Check.positive(NAME, "the most tokens", most);
        List<int[]> answers = new ArrayList<>(sources);
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            answers.set(i, new int[0]);
            open.add(i);
        }
        while (!open.isEmpty()) {
            double[][] next = logits(open.stream().map(sources::get).toList(), open.stream().map(answers::get).toList());
            List<Integer> still = new ArrayList<>();
            for (int i = 0; i < next.length; i++) {
                int row = open.get(i);
                int token = 0;
                for (int t = 1; t < vocabulary; t++) {
                    token = next[i][t] > next[i][token] ? t : token;
                }
                if (token != end) {
                    int[] longer = Arrays.copyOf(answers.get(row), answers.get(row).length + 1);
                    longer[longer.length - 1] = token;
                    answers.set(row, longer);
                    if (longer.length < most) {
                        still.add(row);
                    }
                }
            }
            open = still;
        }
        return answers;
    }

    /** The best answers that a beam search finds, best first. */
    public List<Answer> search(int[] source, int most, Beam beam) {
        Check.positive(NAME, "the most tokens", most);
        return BeamSearch.search(beginnings -> {
            double[][] next = logits(Collections.nCopies(beginnings.size(), source), beginnings);
            for (double[] row : next) {
                double all = logSumExp(row);
                Arrays.setAll(row, i -> row[i] - all);
            }
            return next;
        }, end, beam, most);
    }

    private static double logSumExp(double[] values) {
        double most = Arrays.stream(values).max().orElse(0);
        return most + Math.log(Arrays.stream(values).map(value -> Math.exp(value - most)).sum());
    }

    /** The logits that follow targets of one length. */
    private double[][] logits(List<int[]> sources, List<int[]> targets) {
        int steps = targets.get(0).length + 1;
        int rows = targets.size();
        int[] flat = new int[rows * steps];
        for (int row = 0; row < rows; row++) {
            flat[row * steps] = start;
            System.arraycopy(targets.get(row), 0, flat, row * steps + 1, steps - 1);
        }
        Padded padded = Padded.of(sources.toArray(int[][]::new));
        Tensor source = padded.values();
        Tensor lengths = padded.lengths();
        Pass pass = lengths == null || sources.stream().allMatch(one -> one.length == source.dim(1)) ? Pass.inference() : Pass.inference().withLengths(source, lengths);
        Tensor target = Tensor.of(Shape.of(rows, steps), flat);
        double[] all = Tensor.withoutGradients(() -> network.forward(List.of(source, target), pass).get(0).select(1, -1)).cast(DType.FLOAT64).toDoubles();
        double[][] each = new double[rows][];
        for (int row = 0; row < rows; row++) {
            each[row] = Arrays.copyOfRange(all, row * vocabulary, (row + 1) * vocabulary);
            for (double logit : each[row]) {
                Check.require(!Double.isNaN(logit), NAME, "needs logits that are numbers", logit, "The network's weights may have gone bad in training.");
            }
        }
        return each;
    }

    @Override
    public String toString() {
        return NAME + "[" + network + ", start=" + start + ", end=" + end + "]";
    }
}
