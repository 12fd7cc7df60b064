package org.librate.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.librate.core.data.TokenWindows;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.text.CharTokenizer;
import org.librate.core.text.Tokenizer;
import org.librate.nn.model.Gpt;
import org.librate.nn.optim.AdamW;
import org.librate.nn.schedule.Cosine;
import org.librate.nn.text.LanguageModel;
import org.librate.nn.text.Sampling;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Trainer;

/**
 * A transformer that learns to write, character by character. Without arguments from made-up sentences, in seconds. With the folder of Tiny
 * Shakespeare ({@code input.txt}) as argument, with the configuration that nanoGPT names for a CPU: 4 layers, 4 heads, width 128, context 64, 2,000
 * updates of 12 windows; on nine tenths of the text, measured on all of the last tenth. Further arguments: how many seeds, 1 unless said; and
 * {@code learned}, for a learned table of positions as nanoGPT has it, in the place of angles inside the attention, which learn faster.
 */
public final class CharTransformer {

    /** How large, how long, and how fast. */
    private record Plan(int layers, int heads, int width, int context, int epochs, int updates, int batch, double rate, boolean rotary) {

        Gpt net(int vocabulary) {
            return Gpt.of(vocabulary, context).withLayers(layers).withHeads(heads).withWidth(width).withBias(false).withRotary(rotary);
        }
    }

    private CharTransformer() {
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            learn(sentences(2_000, RandomSource.of(1).at(0)), new Plan(2, 2, 32, 32, 3, 100, 16, 3e-3, true), "the ", 0);
            return;
        }
        String text = Files.readString(Path.of(arguments[0]).resolve("input.txt"));
        int seeds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        boolean rotary = arguments.length < 3 || !arguments[2].equals("learned");
        double[] losses = new double[seeds];
        for (int seed = 0; seed < seeds; seed++) {
            losses[seed] = learn(text, new Plan(4, 4, 128, 64, 8, 250, 12, 1e-3, rotary), "ROMEO:", seed);
        }
        System.out.println("Loss on the last tenth, by seed: " + Arrays.toString(losses));
    }

    /** Learns from nine tenths of a text, prints what it writes, and gives its loss on the rest. */
    private static double learn(String text, Plan plan, String prompt, long seed) {
        Tokenizer tokenizer = CharTokenizer.of(text);
        int[] tokens = tokenizer.encode(text);
        int[] train = Arrays.copyOf(tokens, tokens.length * 9 / 10);
        int[] validation = Arrays.copyOfRange(tokens, train.length, tokens.length);
        Gpt net = plan.net(tokenizer.size());
        // as many windows as an epoch needs, somewhere else in each epoch
        int stride = (train.length - plan.context()) / (plan.updates() * plan.batch() + 1);
        TokenWindows windows = TokenWindows.of(train, plan.context()).withStride(stride).withRandomOffsets(RandomSource.of(seed));

        long steps = (long) plan.epochs() * ((windows.size() + plan.batch() - 1) / plan.batch());
        Classifier model = Trainer.classifier(net)
                .optimizer(AdamW.of(plan.rate()).withBetas(0.9, 0.99).withWeightDecay(0.1))
                .schedule(Cosine.overSteps(steps).withWarmupSteps(Math.max(1, steps / 20)).withEnd(0.1))
                .clipGradients(1.0).epochs(plan.epochs()).batchSize(plan.batch()).seed(seed)
                .fit(windows, TokenWindows.of(validation, plan.context()));

        LanguageModel writer = LanguageModel.of(model, tokenizer);
        double loss = writer.generator().loss(validation);
        System.out.printf("%n%s%n%s: loss %.4f on the last tenth of the text (%d characters)%n%n", net, writer, loss, validation.length);
        System.out.print(prompt);
        writer.stream(prompt, 200, Sampling.of(seed).withTemperature(0.8), System.out::print);
        System.out.println();
        return loss;
    }

    /** Who does what to whom. */
    private static String sentences(int count, RandomStream random) {
        String[] who = {"cat", "dog", "bird", "child", "farmer"};
        String[] does = {"sees", "calls", "follows", "helps"};
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("the ").append(who[random.integer(3L * i, 0, who.length)]).append(' ')
                    .append(does[random.integer(3L * i + 1, 0, does.length)])
                    .append(" the ").append(who[random.integer(3L * i + 2, 0, who.length)]).append(".\n");
        }
        return text.toString();
    }
}
