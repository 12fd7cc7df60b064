package org.librate.core.text;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.librate.core.Check;

/**
 * Each character of a text is a token, in the order of their code points: for small alphabets. A character that the tokenizer has not seen is an
 * error, or the special token {@value Tokenizer#UNKNOWN} if there is one.
 *
 * <pre>{@code
 * CharTokenizer.of(text)                                        // 65 tokens for Shakespeare's plays
 * CharTokenizer.of("0123456789").withSpecials("<start>", "<end>")
 * }</pre>
 */
public final class CharTokenizer implements Tokenizer {

    static final String KIND = "characters";

    private final int[] characters;
    private final Specials specials;

    CharTokenizer(int[] characters, List<String> specials) {
        Check.require(characters.length > 0, "CharTokenizer", "needs characters", "none");
        for (int i = 0; i < characters.length; i++) {
            Check.require(Character.isValidCodePoint(characters[i]) && (i == 0 || characters[i] > characters[i - 1]), "CharTokenizer",
                    "characters must be in the order of their code points, each once", "code point " + characters[i] + " as number " + i);
        }
        this.characters = characters;
        this.specials = new Specials("CharTokenizer", characters.length, specials);
    }

    /** All characters of some texts. */
    public static CharTokenizer of(String... texts) {
        return of(Arrays.asList(texts));
    }

    /** All characters of some texts. */
    public static CharTokenizer of(Iterable<String> texts) {
        TreeSet<Integer> all = new TreeSet<>();
        texts.forEach(text -> text.codePoints().forEach(all::add));
        return new CharTokenizer(all.stream().mapToInt(Integer::intValue).toArray(), List.of());
    }

    @Override
    public CharTokenizer withSpecials(String... names) {
        return new CharTokenizer(characters, specials.with(names).names());
    }

    @Override
    public int[] encode(String text) {
        return text.codePoints().map(this::token).toArray();
    }

    private int token(int character) {
        int at = Arrays.binarySearch(characters, character);
        if (at >= 0) {
            return at;
        }
        Check.require(specials.unknown() >= 0, toString(), "has no token for every character",
                "\"" + Character.toString(character) + "\" (code point " + character + ")",
                "Make it of all texts, or add withSpecials(Tokenizer.UNKNOWN).");
        return specials.unknown();
    }

    @Override
    public String decode(int... tokens) {
        StringBuilder text = new StringBuilder(tokens.length);
        for (int token : tokens) {
            if (specials.isOrdinary(token)) {
                text.appendCodePoint(characters[token]);
            }
        }
        return text.toString();
    }

    @Override
    public int size() {
        return specials.size();
    }

    @Override
    public List<String> specials() {
        return specials.names();
    }

    @Override
    public String toJson() {
        return TokenizerJson.write(KIND, specials.names(), json -> {
            json.writeArrayFieldStart("codePoints"); // not as text: unpaired halves of surrogates would not come back
            for (int character : characters) {
                json.writeNumber(character);
            }
            json.writeEndArray();
        });
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CharTokenizer that && Arrays.equals(characters, that.characters) && specials.equals(that.specials);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(characters) + specials.hashCode();
    }

    @Override
    public String toString() {
        return "CharTokenizer[" + size() + " tokens" + specials.describe() + "]";
    }
}
