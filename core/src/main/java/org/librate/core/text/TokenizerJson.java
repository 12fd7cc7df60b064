package org.librate.core.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;

/**
 * Tokenizers as JSON: {@code {"librate.tokenizer": 1, "kind": "bpe", "specials": [..], ..}}. Sizes and depth are bounded before anything is built, a
 * field that is not known is refused, and so is a version that is newer than this.
 */
final class TokenizerJson {

    private static final String NAME = "Tokenizer";
    private static final String VERSION = "librate.tokenizer";
    private static final int CURRENT = 1;
    static final int LONGEST = 32_000_000;
    private static final int MOST = 2 * Bpe.MOST_MERGES;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(4).maxNumberLength(12).maxNameLength(100).maxStringLength(10_000)
                    .maxDocumentLength(LONGEST).build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private int version = -1;
    private @Nullable String kind;
    private @Nullable List<String> specials;
    private @Nullable List<String> words;
    private int @Nullable [] merges;
    private int @Nullable [] codePoints;
    private @Nullable Boolean lowerCase;

    private TokenizerJson() {
    }

    static String write(String kind, List<String> specials, Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField(VERSION, CURRENT);
            json.writeStringField("kind", kind);
            json.writeArrayFieldStart("specials");
            for (String special : specials) {
                json.writeString(special);
            }
            json.writeEndArray();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory could not be written.", e);
        }
        return text.toString();
    }

    static Tokenizer read(String text) {
        Check.require(text.length() <= LONGEST, NAME, "JSON has at most " + LONGEST + " characters", text.length());
        TokenizerJson found = new TokenizerJson();
        try (JsonParser parser = FACTORY.createParser(text)) {
            found.parse(parser);
        } catch (IOException e) {
            throw new IllegalArgumentException(NAME + ": must be JSON of a tokenizer, got text that is not: " + e.getMessage(), e);
        }
        return found.tokenizer();
    }

    private void parse(JsonParser parser) throws IOException {
        expect(parser.nextToken(), JsonToken.START_OBJECT, "a tokenizer");
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            Check.require(seen.add(field), NAME, "a field occurs once", "\"" + field + "\" twice");
            JsonToken token = parser.nextToken();
            switch (field) {
                case VERSION -> version = number(parser, token, field);
                case "kind" -> kind = text(parser, token, field);
                case "specials" -> specials = texts(parser, token, field);
                case "words" -> words = texts(parser, token, field);
                case "merges" -> merges = numbers(parser, token, field);
                case "codePoints" -> codePoints = numbers(parser, token, field);
                case "lowerCase" -> {
                    Check.require(token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE, NAME, "lowerCase is true or false", token);
                    lowerCase = token == JsonToken.VALUE_TRUE;
                }
                default -> throw new IllegalArgumentException(NAME + ": has no such field, got \"" + field + "\".");
            }
        }
        Check.require(parser.nextToken() == null, NAME, "JSON must end after the tokenizer", "more");
    }

    private Tokenizer tokenizer() {
        Check.require(version >= 1, NAME, "needs its version \"" + VERSION + "\"", version < 0 ? "none" : version, "Is it a tokenizer's file?");
        Check.require(version <= CURRENT, NAME, "version must be at most " + CURRENT, version,
                "Read it with the version of the library that wrote it, or a later one.");
        List<String> names = needed(specials, "specials");
        switch (needed(kind, "kind")) {
            case ByteTokenizer.KIND:
                only(0);
                return new ByteTokenizer(names);
            case CharTokenizer.KIND:
                int[] characters = needed(codePoints, "codePoints");
                only(1);
                return new CharTokenizer(characters, names);
            case WordTokenizer.KIND:
                List<String> all = needed(words, "words");
                boolean small = needed(lowerCase, "lowerCase");
                only(2);
                return new WordTokenizer(all, small, names);
            case Bpe.KIND:
                int[] flat = needed(merges, "merges");
                only(1);
                Check.require(flat.length % 2 == 0, NAME, "merges are pairs", flat.length + " numbers");
                List<int[]> pairs = new ArrayList<>(flat.length / 2);
                for (int i = 0; i < flat.length; i += 2) {
                    pairs.add(new int[] {flat[i], flat[i + 1]});
                }
                return new Bpe(pairs, names);
            default:
                throw new IllegalArgumentException(NAME + ": kind must be bytes, characters, words or bpe, got \"" + kind + "\".");
        }
    }

    private void only(int fields) {
        int has = (words == null ? 0 : 1) + (merges == null ? 0 : 1) + (codePoints == null ? 0 : 1) + (lowerCase == null ? 0 : 1);
        Check.require(has == fields, NAME, "has only the fields of its kind \"" + kind + "\"", has + " of them");
    }

    private static <T> T needed(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalArgumentException(NAME + ": needs the field \"" + field + "\", got none.");
        }
        return value;
    }

    private static void expect(@Nullable JsonToken token, JsonToken expected, String what) {
        Check.require(token == expected, NAME, what + " must be " + expected, String.valueOf(token));
    }

    private static String text(JsonParser parser, JsonToken token, String field) throws IOException {
        expect(token, JsonToken.VALUE_STRING, field);
        return parser.getText();
    }

    private static int number(JsonParser parser, JsonToken token, String field) throws IOException {
        expect(token, JsonToken.VALUE_NUMBER_INT, field);
        long value = parser.getLongValue();
        Check.require(value >= 0 && value <= Integer.MAX_VALUE, NAME, field + " must be in [0, " + Integer.MAX_VALUE + "]", value);
        return (int) value;
    }

    private static List<String> texts(JsonParser parser, JsonToken token, String field) throws IOException {
        expect(token, JsonToken.START_ARRAY, field);
        List<String> all = new ArrayList<>();
        for (JsonToken one = parser.nextToken(); one != JsonToken.END_ARRAY; one = parser.nextToken()) {
            Check.require(all.size() < MOST, NAME, field + " has at most " + MOST + " elements", "more");
            all.add(text(parser, one, field));
        }
        return all;
    }

    private static int[] numbers(JsonParser parser, JsonToken token, String field) throws IOException {
        expect(token, JsonToken.START_ARRAY, field);
        List<Integer> all = new ArrayList<>();
        for (JsonToken one = parser.nextToken(); one != JsonToken.END_ARRAY; one = parser.nextToken()) {
            Check.require(all.size() < MOST, NAME, field + " has at most " + MOST + " elements", "more");
            all.add(number(parser, one, field));
        }
        return all.stream().mapToInt(Integer::intValue).toArray();
    }
}
