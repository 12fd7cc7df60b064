package org.librate.examples;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.data.Padded;
import org.librate.core.data.SequenceDataset;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.text.WordTokenizer;
import org.librate.nn.model.TextCnn;
import org.librate.nn.optim.AdamW;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Trainer;

/**
 * From texts to an answer: made-up reviews become words, words become tokens, and a convolutional network tells whether they praise. Some turn their
 * words around with "not", so that single words do not tell. Reviews have different lengths; batches are padded, and padding changes nothing.
 */
public final class TextClassification {

    private TextClassification() {
    }

    private record Reviews(List<String> texts, int[] praises) {
    }

    public static void main(String[] arguments) {
        Reviews train = reviews(1_500, 1);
        Reviews test = reviews(500, 2);

        WordTokenizer words = WordTokenizer.create().withMinCount(2).fit(train.texts());
        SequenceDataset data = SequenceDataset.of(words.encodeAll(train.texts()), train.praises());
        System.out.println(words);
        System.out.println(data);

        Classifier model = Trainer.classifier(TextCnn.of(words.size(), 2).withWidth(16).withWidths(2, 3).withFilters(16))
                .optimizer(AdamW.of(5e-3)).epochs(6).batchSize(50).seed(3)
                .fit(data);

        int[] answers = model.predict(Padded.of(words.encodeAll(test.texts()))).toInts();
        int right = 0;
        for (int i = 0; i < answers.length; i++) {
            right += answers[i] == test.praises()[i] ? 1 : 0;
        }
        System.out.printf("Right on %.3f of %d unseen reviews.%n", right / (double) answers.length, answers.length);
        for (String text : List.of("The soup was not good.", "I must say the waiter was good, and not slow!")) {
            float[] p = model.predictProbabilities(Padded.of(words.encode(text))).toArray();
            System.out.printf("\"%s\" praises with probability %.2f%n", text, p[1]);
        }
    }

    private static Reviews reviews(int count, long seed) {
        String[] what = {"soup", "waiter", "wine", "music", "table", "bread"};
        String[] good = {"good", "lovely", "perfect", "fresh"};
        String[] bad = {"bad", "slow", "stale", "dull"};
        String[] before = {"", "", "I must say ", "To be honest ", "Last night "};
        String[] after = {"", "", " We came with friends.", " It was our second visit, on a rainy day."};
        List<String> texts = new ArrayList<>();
        int[] praises = new int[count];
        for (int i = 0; i < count; i++) {
            RandomStream random = RandomSource.of(seed).stream("reviews").at(i);
            boolean praise = random.bernoulli(0, 0.5);
            boolean turned = random.bernoulli(1, 0.4);
            String[] words = praise != turned ? good : bad;
            texts.add(pick(before, random, 2) + "the " + pick(what, random, 3) + " was " + (turned ? "not " : "") + pick(words, random, 4) + "."
                    + pick(after, random, 5));
            praises[i] = praise ? 1 : 0;
        }
        return new Reviews(texts, praises);
    }

    private static String pick(String[] from, RandomStream random, long index) {
        return from[random.integer(index, 0, from.length)];
    }
}
