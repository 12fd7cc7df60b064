package org.librate.nn.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.data.Padded;
import org.librate.nn.KeyValueCache;
import org.librate.nn.Network;
import org.librate.nn.Pass;
import org.librate.nn.train.Classifier;

/**
 * Turns one sequence of tokens into another, with a network that was trained on
 * {@code SequenceDataset.pairs(source, target).withTeacherForcing(start)}: its inputs are the source and the target so far, its output the logits of
 * each next token of the target. Every target ends with a token that says so.
 *
 * <pre>{@code
 * Classifier model = Trainer.classifier(EncoderDecoder.transformer(40, 40)).fit(pairs);
 * Translator translator = Translator.of(model, start, end);
 * int[] answer = translator.translate(source, 50);                                          // greedily
 * List<Answer> three = translator.search(source, 50, Beam.of(4).withLengthPenalty(0.6).withBest(3));
 * }</pre>
 *
 * <p>What was read and written is kept, so that a token costs one step, if that gives what reading all anew would give: for graphs whose target part
 * looks back only, as those of {@link org.librate.nn.model.EncoderDecoder}. Other networks read source and answer anew for each token.
 */
public final class Translator {

    private static final String NAME = "Translator";
    private static final int PROBE = 4;
    private static final double CLOSE = 1e-3;

    private final Network network;
    private final int start;
    private final int end;
    private final int vocabulary;
    private final boolean stepwise;

    private Translator(Network network, int start, int end, boolean stepwise) {
        Check.require(network.inputs().size() == 2 && network.outputs().size() == 1, NAME,
                "takes a network with the inputs source and target, and one output", network);
        Shape target = network.inputs().get(1);
        Shape output = network.outputs().get(0);
        if (target.rank() != 1 || output.rank() != 2 || output.dim(0) != target.dim(0)) {
            throw new ShapeException(NAME, "needs a network from sources and targets [time] to logits [target's time, vocabulary]", "", target,
                    output);
        }
        this.network = network;
        this.vocabulary = Math.toIntExact(output.last());
        this.start = Check.notNegative(NAME, "start", start);
        this.end = end;
        Check.require(end >= 0 && end < vocabulary, NAME, "the end must be a token in [0, " + vocabulary + ")", end);
        this.stepwise = stepwise;
    }

    /**
     * @param start the token that teacher forcing put before each target
     * @param end the last token of each target
     */
    public static Translator of(Network network, int start, int end) {
        Translator whole = new Translator(network, start, end, false);
        return whole.withCache(whole.canGoOn());
    }

    /** As {@link #of(Network, int, int)}. */
    public static Translator of(Classifier model, int start, int end) {
        return of(model.network(), start, end);
    }

    /** Whether to keep what was read and written; without, all is read anew for each token. */
    public Translator withCache(boolean cache) {
        return new Translator(network, start, end, cache);
    }

    /** Whether steps one by one give what all at once give, for sources of different lengths. */
    private boolean canGoOn() {
        List<int[]> sources = List.of(new int[PROBE], new int[PROBE - 1]);
        try {
            Session whole = new Session(sources);
            Session kept = withCache(true).new Session(sources);
            for (int length = 0; length < PROBE; length++) {
                int[] target = new int[length];
                Arrays.setAll(target, t -> (7 * t + 3) % vocabulary);
                double[][] expected = whole.logits(List.of(target, target), new int[] {0, 1});
                double[][] got = kept.logits(List.of(target, target), new int[] {0, 1});
                for (int row = 0; row < expected.length; row++) {
                    for (int i = 0; i < vocabulary; i++) {
                        if (Math.abs(got[row][i] - expected[row][i]) > CLOSE * (1 + Math.abs(expected[row][i]))) {
                            return false;
                        }
                    }
                }
            }
            return true;
        } catch (IllegalArgumentException e) { // a layer that says it cannot
            return false;
        }
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
        int[] from = IntStream.range(0, open.size()).toArray();
        Session session = new Session(sources);
        while (!open.isEmpty()) {
            double[][] next = session.logits(open.stream().map(answers::get).toList(), from);
            List<Integer> still = new ArrayList<>();
            List<Integer> places = new ArrayList<>();
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
                        places.add(i);
                    }
                }
            }
            open = still;
            from = places.stream().mapToInt(Integer::intValue).toArray();
        }
        return answers;
    }

    /** The best answers that a beam search finds, best first. */
    public List<Answer> search(int[] source, int most, Beam beam) {
        Check.positive(NAME, "the most tokens", most);
        Session session = new Session(List.of(source));
        return BeamSearch.search((beginnings, from) -> {
            double[][] next = session.logits(beginnings, from);
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

    /** Sources that are being answered. */
    private final class Session {

        private final KeyValueCache cache = KeyValueCache.create().withFixedInputs(1);
        private Tensor source;
        private @Nullable Tensor lengths;   // absent if all are as long
        private boolean begun;

        Session(List<int[]> sources) {
            Padded padded = Padded.of(sources.toArray(int[][]::new));
            source = padded.values();
            lengths = sources.stream().allMatch(one -> one.length == source.dim(1)) ? null : padded.lengths();
        }

        /**
         * The logits that follow targets of one length, each one longer than in the call before.
         *
         * @param from which row of the call before, or of the sources, each row goes on from
         */
        double[][] logits(List<int[]> targets, int[] from) {
            Tensor rows = Tensor.of(from);
            source = source.gather(0, rows);
            lengths = lengths == null ? null : lengths.gather(0, rows);
            if (begun) {
                cache.reorder(rows);
            }
            begun = true;
            Pass plain = lengths == null ? Pass.inference() : Pass.inference().withLengths(source, lengths);
            Pass pass = stepwise ? plain.withCache(cache) : plain;
            Tensor target = tokens(targets);
            return split(Tensor.withoutGradients(() -> network.forward(List.of(source, target), pass).get(0).select(1, -1)), targets.size());
        }

        /** The start and the targets, or of these what is new. */
        private Tensor tokens(List<int[]> targets) {
            int length = targets.get(0).length + 1;
            int steps = stepwise ? 1 : length;
            int[] flat = new int[targets.size() * steps];
            for (int row = 0; row < targets.size(); row++) {
                for (int t = length - steps; t < length; t++) {
                    flat[row * steps + t - (length - steps)] = t == 0 ? start : targets.get(row)[t - 1];
                }
            }
            return Tensor.of(Shape.of(targets.size(), steps), flat);
        }
    }

    private double[][] split(Tensor logits, int rows) {
        double[] all = logits.cast(DType.FLOAT64).toDoubles();
        double[][] each = new double[rows][];
        for (int row = 0; row < rows; row++) {
            each[row] = Arrays.copyOfRange(all, row * vocabulary, (row + 1) * vocabulary);
            for (double logit : each[row]) {
                Check.require(!Double.isNaN(logit), NAME, "needs logits that are numbers", logit,
                        "The network's weights may have gone bad in training.");
            }
        }
        return each;
    }

    @Override
    public String toString() {
        return NAME + "[" + network + ", start=" + start + ", end=" + end + (stepwise ? "" : ", cache=false") + "]";
    }
}
