package org.librate.core.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.librate.core.Check;

/**
 * Each word of a text is a token, for classifying texts and tagging words. The rules:
 *
 * <ul>
 * <li>A word is a run of letters, digits and marks; an apostrophe between two of them belongs to it ({@code don't}).
 * <li>Any other character that is no white space is a word of its own. White space only separates.
 * <li>Everything is made lower case first, unless told otherwise.
 * <li>What is not in the vocabulary is {@value Tokenizer#UNKNOWN}.
 * </ul>
 *
 * <pre>{@code
 * WordTokenizer words = WordTokenizer.create().withMinCount(2).withMostWords(20_000).fit(texts);
 * }</pre>
 *
 * <p>Words are numbered from the most frequent down, equally frequent ones as strings are ordered. {@link #decode} puts a blank between words but
 * none before {@code . , ; : ! ? ) ]} or after {@code ( [}: it gives a text that can be read, not always the one that was encoded.
 */
public final class WordTokenizer implements Tokenizer {

    static final String KIND = "words";
    private static final String NAME = "WordTokenizer";
    /** Longer runs are no words: cut into pieces of this many characters. */
    private static final int LONGEST = 1_000;

    /** How the words are chosen. */
    public record Plan(int minCount, int mostWords, boolean lowerCase) {

        public Plan {
            Check.positive(NAME, "minCount", minCount);
            Check.positive(NAME, "mostWords", mostWords);
        }

        /** How often a word must occur to get a token; 1 unless told. */
        public Plan withMinCount(int minCount) {
            return new Plan(minCount, mostWords, lowerCase);
        }

        /** How many words get tokens at most, the most frequent first. */
        public Plan withMostWords(int mostWords) {
            return new Plan(minCount, mostWords, lowerCase);
        }

        /** Whether capitals are made small. */
        public Plan withLowerCase(boolean lowerCase) {
            return new Plan(minCount, mostWords, lowerCase);
        }

        /** A tokenizer for the words of these texts. */
        public WordTokenizer fit(Iterable<String> texts) {
            Map<String, Long> counts = new HashMap<>();
            texts.forEach(text -> forWords(text, lowerCase, word -> counts.merge(word, 1L, Long::sum)));
            List<String> words = counts.entrySet().stream().filter(entry -> entry.getValue() >= minCount)
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
                    .limit(mostWords).map(Map.Entry::getKey).toList();
            return new WordTokenizer(words, lowerCase, List.of(UNKNOWN));
        }
    }

    private final List<String> words;
    private final Map<String, Integer> numbers;
    private final boolean lowerCase;
    private final Specials specials;

    WordTokenizer(List<String> words, boolean lowerCase, List<String> specials) {
        this.words = List.copyOf(words);
        this.lowerCase = lowerCase;
        this.specials = new Specials(NAME, words.size(), specials);
        this.numbers = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            Check.require(numbers.put(words.get(i), i) == null, NAME, "words must be different", "\"" + words.get(i) + "\" twice");
        }
        Check.require(this.specials.unknown() >= 0, NAME, "needs the special token " + UNKNOWN, specials);
    }

    /** Every word of the texts, in lower case. */
    public static Plan create() {
        return new Plan(1, Integer.MAX_VALUE, true);
    }

    @Override
    public WordTokenizer withSpecials(String... names) {
        return new WordTokenizer(words, lowerCase, specials.with(names).names());
    }

    /** The words in the order of their tokens. */
    public List<String> words() {
        return words;
    }

    @Override
    public int[] encode(String text) {
        List<Integer> tokens = new ArrayList<>();
        forWords(text, lowerCase, word -> tokens.add(numbers.getOrDefault(word, specials.unknown())));
        return tokens.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void forWords(String text, boolean lowerCase, Consumer<String> taker) {
        String all = lowerCase ? text.toLowerCase(Locale.ROOT) : text;
        int at = 0;
        while (at < all.length()) {
            int first = all.codePointAt(at);
            int end = at + Character.charCount(first);
            if (isWordPart(first)) {
                while (end < all.length() && end - at < LONGEST) {
                    int next = all.codePointAt(end);
                    boolean joins = (next == '\'' || next == '’') && end + 1 < all.length() && isWordPart(all.codePointAt(end + 1));
                    if (!joins && !isWordPart(next)) {
                        break;
                    }
                    end += Character.charCount(next);
                }
            }
            if (!Pieces.isSpace(first)) {
                taker.accept(all.substring(at, end));
            }
            at = end;
        }
    }

    private static boolean isWordPart(int character) {
        int type = Character.getType(character);
        return Character.isLetterOrDigit(character) || type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK
                || type == Character.LETTER_NUMBER;
    }

    @Override
    public String decode(int... tokens) {
        StringBuilder text = new StringBuilder();
        boolean joins = true;
        for (int token : tokens) {
            if (!specials.isOrdinary(token)) {
                continue;
            }
            String word = words.get(token);
            if (!joins && !(word.length() == 1 && ".,;:!?)]".contains(word))) {
                text.append(' ');
            }
            text.append(word);
            joins = word.equals("(") || word.equals("[");
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
            json.writeBooleanField("lowerCase", lowerCase);
            json.writeArrayFieldStart("words");
            for (String word : words) {
                json.writeString(word);
            }
            json.writeEndArray();
        });
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WordTokenizer that && words.equals(that.words) && lowerCase == that.lowerCase && specials.equals(that.specials);
    }

    @Override
    public int hashCode() {
        return 31 * words.hashCode() + specials.hashCode();
    }

    @Override
    public String toString() {
        return NAME + "[" + words.size() + " words" + (lowerCase ? "" : ", lowerCase=false") + specials.describe() + "]";
    }
}
