package org.librate.nn.text;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.librate.core.Check;
import org.librate.core.text.Tokenizer;
import org.librate.nn.Network;
import org.librate.nn.train.Classifier;

/**
 * A {@link Generator} that reads and writes text.
 *
 * <pre>{@code
 * LanguageModel shakespeare = LanguageModel.of(model, characters);
 * System.out.print(shakespeare.generate("ROMEO:", 200, Sampling.of(7).withTemperature(0.8)));
 * shakespeare.stream("ROMEO:", 200, Sampling.of(7), System.out::print);         // while it is written
 * }</pre>
 */
public final class LanguageModel {

    private static final String NAME = "LanguageModel";

    private final Generator generator;
    private final Tokenizer tokenizer;

    private LanguageModel(Generator generator, Tokenizer tokenizer) {
        Check.require(tokenizer.size() == generator.vocabulary(), NAME, "the network must know as many tokens as the tokenizer, " + tokenizer.size(), generator.vocabulary());
        this.generator = generator;
        this.tokenizer = tokenizer;
    }

    public static LanguageModel of(Classifier model, Tokenizer tokenizer) {
        return of(model.network(), tokenizer);
    }

    public static LanguageModel of(Network network, Tokenizer tokenizer) {
        return new LanguageModel(Generator.of(network), tokenizer);
    }

    /** Special tokens that end a text, by name. */
    public LanguageModel withStops(String... specials) {
        return new LanguageModel(generator.withStopTokens(Arrays.stream(specials).mapToInt(tokenizer::special).toArray()), tokenizer);
    }

    /** Whether to keep what was read; see {@link Generator#withCache}. */
    public LanguageModel withCache(boolean cache) {
        return new LanguageModel(generator.withCache(cache), tokenizer);
    }

    /** What writes the tokens. */
    public Generator generator() {
        return generator;
    }

    /** What follows a text, at most so many tokens; without the prompt. */
    public String generate(String prompt, int tokens, Sampling sampling) {
        return tokenizer.decode(generator.generate(tokenizer.encode(prompt), tokens, sampling));
    }

    /** What follows each of some texts. */
    public List<String> generate(List<String> prompts, int tokens, Sampling sampling) {
        return generator.generate(prompts.stream().map(tokenizer::encode).toList(), tokens, sampling).stream().map(tokenizer::decode).toList();
    }

    /** As {@link #generate(String, int, Sampling)}, handing out what is new while it is written. Characters of several tokens come whole. Returns all. */
    public String stream(String prompt, int tokens, Sampling sampling, Consumer<String> reader) {
        int[] written = new int[tokens];
        int[] count = {0};
        StringBuilder told = new StringBuilder();
        generator.generate(List.of(tokenizer.encode(prompt)), tokens, sampling, (row, token) -> {
            written[count[0]++] = token;
            tell(tokenizer.decode(Arrays.copyOf(written, count[0])), false, told, reader);
            return true;
        });
        String all = tokenizer.decode(Arrays.copyOf(written, count[0]));
        tell(all, true, told, reader);
        return all;
    }

    /** A replacement character at the end is kept back: it may be the beginning of a character. */
    private static void tell(String all, boolean end, StringBuilder told, Consumer<String> reader) {
        int to = all.length();
        while (!end && to > told.length() && all.charAt(to - 1) == '\uFFFD') {
            to--;
        }
        if (to > told.length()) {
            String more = all.substring(told.length(), to);
            told.append(more);
            reader.accept(more);
        }
    }

    /** The {@link Generator#perplexity} of a text, for each token. */
    public double perplexity(String text) {
        return generator.perplexity(tokenizer.encode(text));
    }

    @Override
    public String toString() {
        return NAME + "[" + generator + ", " + tokenizer + "]";
    }
}
