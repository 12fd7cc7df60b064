package org.librate.benchmarks.train;

import java.util.Random;
import org.librate.benchmarks.Work;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.KeyValueCache;
import org.librate.nn.Network;
import org.librate.nn.Pass;
import org.librate.nn.model.Gpt;

/**
 * A text of 64 tokens written by nanoGPT's network for a CPU, letter by letter: one sample, drawn from what the network gives for each next token,
 * with a key-value cache. Nothing is written before the first token, so that the whole text is seen at every step.
 */
final class Writing implements Work {

    static final int TOKENS = 64;

    private static final int VOCABULARY = 65;
    private static final long SEED = 1;

    private final Network network = Network.build(Gpt.of(VOCABULARY, TOKENS).withLayers(4).withHeads(4).withWidth(128).withBias(false),
            Shape.of(TOKENS), RandomSource.of(SEED));
    private final Random random = new Random(SEED);

    @Override
    public void run() {
        Pass pass = Pass.inference().withCache(KeyValueCache.create());
        int token = 0;
        for (int i = 0; i < TOKENS; i++) {
            int last = token;
            token = Tensor.withoutGradients(() -> draw(network.forward(Tensor.of(last).reshape(1, 1), pass)));
        }
    }

    private int draw(Tensor logits) {
        float[] probabilities = logits.softmax(-1).toArray();
        double left = random.nextDouble();
        int token = 0;
        for (left -= probabilities[0]; left >= 0 && token < VOCABULARY - 1; left -= probabilities[token]) {
            token++;
        }
        return token;
    }
}
