package org.librate.examples;

import java.util.Locale;
import org.librate.augment.text.MaskTokens;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.metric.Accuracy;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.nn.model.TransformerEncoder;
import org.librate.nn.optim.AdamW;
import org.librate.nn.schedule.OneCycle;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.Trainer;

/**
 * A language learned by filling gaps: of made-up sentences some words are hidden, others in each epoch, and a transformer guesses them. Who acts in
 * the first half of a sentence acts in the second, and who does what with what goes together; so the words around a gap tell what is in it.
 */
public final class MaskedTokens {

    private static final String[] WORDS = {"[pad]", "[mask]", "the", "cat", "dog", "bird", "cook", "mouse", "bone", "seed", "soup", "hunts", "buries",
            "pecks", "stirs", "and", "then", "likes"};
    private static final int MASK = 1;
    private static final int LENGTH = 10;

    private MaskedTokens() {
    }

    public static void main(String[] arguments) {
        MaskTokens hide = MaskTokens.of(WORDS.length, MASK).withSpecial(0).withSeed(42);
        Dataset train = hide.over(sentences(1500, 1));
        Dataset validation = hide.evaluation(sentences(300, 2));   // there must be gaps to measure by as well
        System.out.println(hide);

        Classifier model = Trainer.classifier(TransformerEncoder.tagger(WORDS.length, WORDS.length).withLayers(1).withWidth(32).withHeads(4)
                .withFeedForward(64).withDropout(0))
                .optimizer(AdamW.of(5e-3)).schedule(OneCycle.overEpochs(15)).epochs(15).batchSize(50).seed(3).display(Display.SILENT)
                .fit(train, validation);
        System.out.println(model.history());
        System.out.printf(Locale.ROOT, "Right on %.3f of the gaps in sentences it has not seen.%n",
                model.evaluate(validation, Accuracy.metric()).get(Accuracy.metric()));

        int[] gap = {2, 3, 11, 2, MASK, 15, 16, 2, MASK, 17};     // the cat hunts the [..] and then the [..] likes
        int[] guesses = model.predict(Tensor.of(gap).reshape(1, LENGTH)).toInts();
        StringBuilder text = new StringBuilder();
        for (int t = 0; t < LENGTH; t++) {
            text.append(t == 0 ? "" : " ").append(gap[t] == MASK ? "[" + WORDS[guesses[t]] + "]" : WORDS[gap[t]]);
        }
        System.out.println(text);
    }

    /** As in "the cat hunts the mouse and then the cat likes". */
    private static Dataset sentences(int count, long seed) {
        int[] tokens = new int[count * LENGTH];
        for (int i = 0; i < count; i++) {
            RandomStream random = RandomSource.of(seed).stream("sentences").at(i);
            int who = random.integer(0, 0, 4);
            int[] sentence = {2, 3 + who, 11 + who, 2, 7 + who, 15, 16, 2, 3 + who, 17};
            System.arraycopy(sentence, 0, tokens, i * LENGTH, LENGTH);
        }
        return Dataset.of(Tensor.of(tokens).reshape(count, LENGTH));
    }
}
