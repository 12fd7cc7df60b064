package org.librate.core.text;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.librate.core.data.BadFileException;

/**
 * Turns texts into tokens, which are numbers from 0, and tokens into texts. Immutable, and safe for any number of threads.
 *
 * <pre>{@code
 * Tokenizer tokenizer = Bpe.train(texts, 5_000).withSpecials("<end>");
 * int[] tokens = tokenizer.encode("to be or not");
 * tokenizer.decode(tokens);                                     // "to be or not"
 * tokenizer.write(Path.of("words.json"));                       // Tokenizer.read brings it back
 * Weights.save(network, path, Map.of("tokenizer", tokenizer.toJson()));
 * }</pre>
 *
 * <p>Special tokens, such as one that ends a text, have numbers after all others. Text never becomes a special token, whatever is written in it; only
 * {@link #special} gives them, and {@link #decode} leaves them out. The special token {@value #UNKNOWN} stands for what a tokenizer does not know.
 */
public interface Tokenizer {

    /** The special token for whatever a tokenizer has no token for. */
    String UNKNOWN = "<unk>";

    /** The tokens of a text. */
    int[] encode(String text);

    /** The text of tokens; special tokens are left out. */
    String decode(int... tokens);

    /** How many tokens there are, special ones among them: the size of an embedding and of a network's output. */
    int size();

    /** The names of the special tokens, in the order of their numbers, which are the last. */
    List<String> specials();

    /** The same tokenizer, with more special tokens after those it has. */
    Tokenizer withSpecials(String... names);

    /** The tokenizer as JSON, for a file or for the notes of a model. */
    String toJson();

    /** The number of a special token. */
    default int special(String name) {
        int at = specials().indexOf(name);
        if (at < 0) {
            throw new IllegalArgumentException(this + ": must know the special token, got \"" + name + "\". There are " + specials()
                    + "; add others with withSpecials(..).");
        }
        return size() - specials().size() + at;
    }

    /** The tokens of several texts: rows for a data set. */
    default int[][] encodeAll(List<String> texts) {
        return texts.stream().map(this::encode).toArray(int[][]::new);
    }

    /** Writes the tokenizer to a file, as {@link #toJson} does. */
    default void write(Path file) throws IOException {
        Files.writeString(file, toJson(), StandardCharsets.UTF_8);
    }

    /** The tokenizer that was written to a file. Files are not trusted: what breaks a rule is refused with its reason. */
    static Tokenizer read(Path file) throws IOException {
        if (Files.size(file) > TokenizerJson.LONGEST) {
            throw new BadFileException(file, "a tokenizer has at most " + TokenizerJson.LONGEST + " bytes", Files.size(file), "Is it a tokenizer?");
        }
        try {
            return fromJson(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            BadFileException bad = new BadFileException(file, "must be a tokenizer as this library writes it", String.valueOf(e.getMessage()),
                    "Write it again.");
            bad.initCause(e);
            throw bad;
        }
    }

    /** The tokenizer of {@link #toJson}. Refuses what is not one, with the reason, as an {@link IllegalArgumentException}. */
    static Tokenizer fromJson(String json) {
        return TokenizerJson.read(json);
    }
}
