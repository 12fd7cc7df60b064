package org.librate.nn.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.data.BadFileException;
import org.librate.core.text.Tokenizer;
import org.librate.nn.Network;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.SaveOptions;

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
    private final @Nullable Classifier model; // what can be saved

    private LanguageModel(Generator generator, Tokenizer tokenizer, @Nullable Classifier model) {
        Check.require(tokenizer.size() == generator.vocabulary(), NAME, "the network must know as many tokens as the tokenizer, " + tokenizer.size(),
                generator.vocabulary());
        this.generator = generator;
        this.tokenizer = tokenizer;
        this.model = model;
    }

    public static LanguageModel of(Classifier model, Tokenizer tokenizer) {
        return new LanguageModel(Generator.of(model.network()), tokenizer, model);
    }

    /** What was {@linkplain #save saved}: the model with its vocabulary. */
    public static LanguageModel load(Path path) throws IOException {
        Classifier model = Classifier.load(path);
        Tokenizer tokenizer = model.tokenizer().orElseThrow(() -> new BadFileException(path, "a language model's file must have a tokenizer", "none",
                "Save it by LanguageModel.save(path), or load the classifier and give the tokenizer to LanguageModel.of(..)."));
        return of(model, tokenizer);
    }

    public static LanguageModel of(Network network, Tokenizer tokenizer) {
        return new LanguageModel(Generator.of(network), tokenizer, null);
    }

    /** Special tokens that end a text, by name. */
    public LanguageModel withStops(String... specials) {
        return new LanguageModel(generator.withStopTokens(Arrays.stream(specials).mapToInt(tokenizer::special).toArray()), tokenizer, model);
    }

    /** Whether to keep what was read; see {@link Generator#withCache}. */
    public LanguageModel withCache(boolean cache) {
        return new LanguageModel(generator.withCache(cache), tokenizer, model);
    }

    /** Saves the model and its vocabulary to one file: {@link #load} makes it again from the file alone. */
    public void save(Path path) throws IOException {
        if (model == null) {
            throw new IllegalStateException(NAME + ": a model that was trained can be saved, this is a network alone. Use Weights.save(..).");
        }
        model.save(path, SaveOptions.create().withTokenizer(tokenizer));
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

    /**
     * As {@link #generate(String, int, Sampling)}, handing out what is new while it is written. Characters of several tokens come whole. Returns all.
     */
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
