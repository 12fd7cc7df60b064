package org.librate.nn.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.KeyValueCache;
import org.librate.nn.Network;
import org.librate.nn.Pass;
import org.librate.nn.train.Classifier;

/**
 * Continues sequences of tokens with a network that gives logits of each next token, {@code [n, time]} to {@code [n, time, vocabulary]}: a
 * transformer that looks back, or recurrent layers.
 *
 * <pre>{@code
 * Generator generator = Generator.of(model).withStopTokens(end);
 * int[] more = generator.generate(prompt, 200, Sampling.of(7).withTopK(40));
 * List<int[]> several = generator.generate(prompts, 200, Sampling.greedy());    // prompts of different lengths
 * double perplexity = generator.perplexity(heldOut);
 * }</pre>
 *
 * <p>Keys, values and states of what was read are kept, so that each token costs one step; this gives what reading all anew would give, up to
 * rounding. Whether a network can go on like that is found out by trying when the generator is made; one that cannot, such as with convolutions over
 * time, reads all anew for each token. A network whose answers depend on later tokens is refused.
 *
 * <p>A network sees at most its context, the length it was built for. When a text gets longer, half of the context is forgotten, and what is left is
 * read anew.
 *
 * <p>Any number of threads may generate at once, as long as nobody trains the network.
 */
public final class Generator {

    private static final String NAME = "Generator";
    /** Steps that are tried to see what a network can do. */
    private static final int PROBE = 6;
    private static final double TOLERANCE = 1e-3;
    /** Logits that are looked at together when a text is measured. */
    private static final long MOST_LOGITS = 4_000_000;

    private final Network network;
    private final int vocabulary;
    private final int context;
    private final boolean stepwise;
    private final int[] stops;

    private Generator(Network network, int vocabulary, int context, boolean stepwise, int[] stops) {
        this.network = network;
        this.vocabulary = vocabulary;
        this.context = context;
        this.stepwise = stepwise;
        this.stops = stops;
    }

    public static Generator of(Network network) {
        Check.require(network.inputs().size() == 1 && network.outputs().size() == 1, NAME, "takes a network with one input and one output", network);
        Shape input = network.inputs().get(0);
        Shape output = network.outputs().get(0);
        if (input.rank() != 1 || output.rank() != 2 || output.dim(0) != input.dim(0)) {
            throw new ShapeException(NAME, "needs a network from tokens [time] to logits [time, vocabulary]", "end it with Dense.of(vocabulary)",
                    input, output);
        }
        Generator whole = new Generator(network, Math.toIntExact(output.last()), Math.toIntExact(input.dim(0)), false, new int[0]);
        return whole.withCache(whole.canGoOn());
    }

    public static Generator of(Classifier model) {
        return of(model.network());
    }

    /** How many tokens the network sees at once; as many as it was built for unless told. More is for networks without learned positions. */
    public Generator withContext(int tokens) {
        return new Generator(network, vocabulary, Check.positive(NAME, "context", tokens), stepwise, stops);
    }

    /** Whether to keep what was read; without, all is read anew for each token. */
    public Generator withCache(boolean cache) {
        return new Generator(network, vocabulary, context, cache, stops);
    }

    /** Tokens that end a text. They are not part of it. */
    public Generator withStopTokens(int... tokens) {
        for (int token : tokens) {
            checkToken(token);
        }
        return new Generator(network, vocabulary, context, stepwise, tokens.clone());
    }

    /** How many tokens there are. */
    public int vocabulary() {
        return vocabulary;
    }

    /** How many tokens the network sees at once. */
    public int context() {
        return context;
    }

    private void checkToken(int token) {
        Check.require(token >= 0 && token < vocabulary, NAME, "tokens must be in [0, " + vocabulary + ")", token);
    }

    /** Whether steps one by one give what all at once give. */
    private boolean canGoOn() {
        int steps = Math.min(PROBE, context);
        int[][] probe = new int[1][steps];
        for (int t = 0; t < steps; t++) {
            probe[0][t] = (7 * t + 3) % vocabulary;
        }
        float[] all = forward(probe, 0, steps, Pass.inference()).toArray();
        for (int length = 1; length < steps; length++) {
            float[] part = forward(probe, 0, length, Pass.inference()).toArray();
            Check.require(isClose(all, (length - 1) * vocabulary, part, (length - 1) * vocabulary), NAME,
                    "needs a network whose answers depend on earlier tokens only", network,
                    "Attention must be causal, recurrent layers go one way, convolutions be padded as CAUSAL.");
        }
        try {
            Session session = new Session(withCache(true), 1);
            for (int length = 1; length <= steps; length++) {
                if (!isClose(all, (length - 1) * vocabulary, session.next(probe, length)[0], 0)) {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException e) { // a layer that says it cannot
            return false;
        }
    }

    private boolean isClose(float[] a, int fromA, float[] b, int fromB) {
        double scale = 1;
        double most = 0;
        for (int i = 0; i < vocabulary; i++) {
            scale = Math.max(scale, Math.abs(a[fromA + i]));
            most = Math.max(most, Math.abs(a[fromA + i] - b[fromB + i]));
        }
        return most <= TOLERANCE * scale;
    }

    /** Tokens {@code [from, to)} of each row through the network. */
    private Tensor forward(int[][] rows, int from, int to, Pass pass) {
        int steps = to - from;
        int[] flat = new int[rows.length * steps];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], from, flat, row * steps, steps);
        }
        Tensor tokens = Tensor.of(Shape.of(rows.length, steps), flat);
        return Tensor.withoutGradients(() -> network.forward(tokens, pass)).cast(DType.FLOAT32);
    }

    /** One text going on: what was read of it. */
    private static final class Session {

        private final Generator of;
        private final int rows;
        private Pass pass = Pass.inference();
        private int start;
        private int read;

        Session(Generator of, int rows) {
            this.of = of;
            this.rows = rows;
        }

        /** The logits that follow the first {@code length} tokens of each row. */
        float[][] next(int[][] text, int length) {
            int from = of.start(length);
            if (read == 0 || from != start || !of.stepwise) {
                start = from;
                read = from;
                pass = of.stepwise ? Pass.inference().withCache(KeyValueCache.create()) : Pass.inference();
            }
            Tensor logits = of.forward(text, read, length, pass).select(1, -1);
            read = length;
            float[] flat = logits.toArray();
            float[][] each = new float[rows][];
            for (int row = 0; row < rows; row++) {
                each[row] = Arrays.copyOfRange(flat, row * of.vocabulary, (row + 1) * of.vocabulary);
            }
            return each;
        }
    }

    /** The first token that is seen of so many: what is left after half of the context was forgotten as often as needed. */
    private int start(int length) {
        if (length <= context) {
            return 0;
        }
        int half = Math.max(1, context / 2);
        return Math.toIntExact(((long) length - context + half - 1) / half * half);
    }

    /** What follows a text: at most so many tokens, without the prompt. */
    public int[] generate(int[] prompt, int tokens, Sampling sampling) {
        return generate(List.of(prompt), tokens, sampling).get(0);
    }

    /** What follows each text. Prompts may have different lengths; each is continued as it would be as that row of any batch. */
    public List<int[]> generate(List<int[]> prompts, int tokens, Sampling sampling) {
        return generate(prompts, tokens, sampling, (row, token) -> true);
    }

    /** As {@link #generate(List, int, Sampling)}, with somebody who hears each token when it is chosen, and may end a row. */
    public List<int[]> generate(List<int[]> prompts, int tokens, Sampling sampling, TokenListener listener) {
        Check.notNegative(NAME, "tokens", tokens);
        int rows = prompts.size();
        int[][] text = new int[rows][];
        int[] length = new int[rows];
        boolean[] done = new boolean[rows];
        int longest = prompts.stream().mapToInt(prompt -> prompt.length).max().orElse(0);
        int shortest = prompts.stream().mapToInt(prompt -> prompt.length).min().orElse(0);
        for (int row = 0; row < rows; row++) {
            int[] prompt = prompts.get(row);
            Check.require(prompt.length > 0, NAME, "a prompt needs at least one token", "none in row " + row,
                    "Begin with a special token, or a line break.");
            Arrays.stream(prompt).forEach(this::checkToken);
            text[row] = Arrays.copyOf(prompt, Math.addExact(longest, tokens));
            length[row] = prompt.length;
            done[row] = tokens == 0;
        }
        Session session = new Session(this, rows);
        // all rows stand at the same token; a longer prompt goes on with its own words where others begin to write
        for (int at = shortest; anyLeft(done); at++) {
            float[][] logits = session.next(text, at);
            for (int row = 0; row < rows; row++) {
                if (done[row] || at < length[row]) {
                    continue;
                }
                int token = sampling.choose(logits[row], text[row], at, row);
                if (isStop(token)) {
                    done[row] = true;
                    continue;
                }
                text[row][at] = token;
                length[row] = at + 1;
                done[row] = !listener.chosen(row, token) || length[row] == prompts.get(row).length + tokens;
            }
        }
        List<int[]> found = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            found.add(Arrays.copyOfRange(text[row], prompts.get(row).length, length[row]));
        }
        return found;
    }

    private static boolean anyLeft(boolean[] done) {
        for (boolean one : done) {
            if (!one) {
                return true;
            }
        }
        return false;
    }

    private boolean isStop(int token) {
        for (int stop : stops) {
            if (stop == token) {
                return true;
            }
        }
        return false;
    }

    /**
     * How surprising a text is: the mean of {@code −log p} of its tokens but the first, in nats. The text is cut into windows of the context, of
     * which each begins with the last token of the one before.
     */
    public double loss(int[] text) {
        Check.require(text.length >= 2, NAME, "a text to be measured needs at least two tokens", text.length);
        Arrays.stream(text).forEach(this::checkToken);
        int targets = text.length - 1;
        int whole = targets / context;
        int together = (int) Math.max(1, Math.min(64, MOST_LOGITS / Math.max(1, (long) context * vocabulary)));
        double sum = 0;
        for (int first = 0; first < whole; first += together) {
            int count = Math.min(together, whole - first);
            int[][] rows = new int[count][];
            for (int i = 0; i < count; i++) {
                rows[i] = Arrays.copyOfRange(text, (first + i) * context, (first + i + 1) * context + 1);
            }
            sum += surprise(rows);
        }
        if (whole * context < targets) {
            sum += surprise(new int[][] {Arrays.copyOfRange(text, whole * context, text.length)});
        }
        return sum / targets;
    }

    /** {@code exp} of the {@link #loss}: among how many tokens the network is as unsure as if all were alike. */
    public double perplexity(int[] text) {
        return Math.exp(loss(text));
    }

    private double surprise(int[][] rows) {
        int steps = rows[0].length - 1;
        float[] logits = forward(rows, 0, steps, Pass.inference()).toArray();
        double sum = 0;
        for (int row = 0; row < rows.length; row++) {
            for (int t = 0; t < steps; t++) {
                int at = (row * steps + t) * vocabulary;
                sum += logSumExp(logits, at, vocabulary) - logits[at + rows[row][t + 1]];
            }
        }
        return sum;
    }

    static double logSumExp(float[] values, int from, int count) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = from; i < from + count; i++) {
            most = Math.max(most, values[i]);
        }
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += Math.exp(values[i] - most);
        }
        return most + Math.log(sum);
    }

    @Override
    public String toString() {
        return NAME + "[" + vocabulary + " tokens, context=" + context + (stepwise ? "" : ", cache=false")
                + (stops.length == 0 ? "" : ", stopTokens=" + Arrays.toString(stops)) + "]";
    }
}
