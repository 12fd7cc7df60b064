package org.librate.core.save;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.librate.core.Shape;
import org.librate.core.data.BadFileException;
import org.librate.core.save.Safetensors.Entry;

/**
 * The JSON at the start of a safetensors file, which nobody vouches for: every statement is checked against the others and against the size of the
 * file before anything is done with it. Read token by token, so that depth, repetition and unexpected kinds of values end the reading where they
 * stand.
 */
final class Header {

    static final String METADATA = "__metadata__";
    static final int MOST_AXES = 32;

    private static final String NOT_THIS_FORMAT = "It is damaged or no safetensors file; write it again with a safetensors library.";
    private static final int LONGEST_NAME = 2_000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(8).maxNumberLength(30).maxNameLength(LONGEST_NAME).build())
            // names come from strangers: nothing of them should stay in tables shared by the process
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final Path file;
    private final long dataBytes;
    private final Map<String, Entry> tensors = new HashMap<>();
    private final Map<String, String> metadata = new TreeMap<>();
    private boolean hasMetadata;

    private Header(Path file, long dataBytes) {
        this.file = file;
        this.dataBytes = dataBytes;
    }

    /** @param dataBytes how many bytes follow the header in the file */
    static Header parse(Path file, byte[] json, long dataBytes) throws IOException {
        Header header = new Header(file, dataBytes);
        if (json.length == 0 || json[0] != '{') {
            throw header.bad("the header must begin with {", json.length == 0 ? "an empty header" : "byte " + (json[0] & 0xff), NOT_THIS_FORMAT);
        }
        try (Reader text = new InputStreamReader(new ByteArrayInputStream(json),
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT));
                JsonParser parser = JSON.createParser(text)) {
            header.readAll(parser);
        } catch (JsonProcessingException e) {
            throw header.bad("the header must be JSON", Quoted.of(e.getOriginalMessage()), NOT_THIS_FORMAT);
        } catch (CharacterCodingException e) {
            throw header.bad("the header must be UTF-8", "other bytes", NOT_THIS_FORMAT);
        }
        return header;
    }

    /** The tensors in the order of their places, which fill the file without gap or overlap. */
    Map<String, Entry> inOrder() throws BadFileException {
        List<Entry> entries = new ArrayList<>(tensors.values());
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end).thenComparing(Entry::name));
        Map<String, Entry> ordered = new LinkedHashMap<>();
        long end = 0;
        String before = "the header";
        for (Entry entry : entries) {
            if (entry.begin() < end) {
                throw bad("tensors must not overlap", Quoted.of(entry.name()) + " from " + entry.begin() + " on, where " + before + " lasts to "
                        + end, NOT_THIS_FORMAT);
            }
            if (entry.begin() > end) {
                throw bad("tensors must leave no gap", Quoted.of(entry.name()) + " from " + entry.begin() + " on, where " + before + " ends at "
                        + end, NOT_THIS_FORMAT);
            }
            end = entry.end();
            before = Quoted.of(entry.name());
            ordered.put(entry.name(), entry);
        }
        if (end != dataBytes) {
            throw bad("nothing may follow the last tensor", dataBytes - end + " bytes after " + before, NOT_THIS_FORMAT);
        }
        return Collections.unmodifiableMap(ordered);
    }

    Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    private void readAll(JsonParser parser) throws IOException {
        expect(parser.nextToken(), JsonToken.START_OBJECT, "the header");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (name.equals(METADATA)) {
                readMetadata(parser);
            } else {
                Entry entry = readTensor(parser, name);
                if (tensors.put(name, entry) != null) {
                    throw bad("a name may appear once", Quoted.of(name) + " twice", NOT_THIS_FORMAT);
                }
            }
        }
        if (parser.nextToken() != null) {
            throw bad("the header must be one JSON object with spaces after it", "more after it", NOT_THIS_FORMAT);
        }
    }

    private void readMetadata(JsonParser parser) throws IOException {
        if (hasMetadata) {
            throw bad("a name may appear once", METADATA + " twice", NOT_THIS_FORMAT);
        }
        hasMetadata = true;
        expect(parser.nextToken(), JsonToken.START_OBJECT, METADATA);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            expect(parser.nextToken(), JsonToken.VALUE_STRING, METADATA + "." + Quoted.of(key));
            if (metadata.put(key, parser.getText()) != null) {
                throw bad("a name may appear once", METADATA + "." + Quoted.of(key) + " twice", NOT_THIS_FORMAT);
            }
        }
    }

    private Entry readTensor(JsonParser parser, String name) throws IOException {
        expect(parser.nextToken(), JsonToken.START_OBJECT, Quoted.of(name));
        String type = null;
        long[] dims = null;
        long[] place = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            String where = Quoted.of(name) + "." + Quoted.of(field);
            JsonToken value = parser.nextToken();
            if (field.equals("dtype") && type == null) {
                expect(value, JsonToken.VALUE_STRING, where);
                type = parser.getText();
            } else if (field.equals("shape") && dims == null) {
                expect(value, JsonToken.START_ARRAY, where);
                dims = numbers(parser, where, MOST_AXES);
            } else if (field.equals("data_offsets") && place == null) {
                expect(value, JsonToken.START_ARRAY, where);
                place = numbers(parser, where, 2);
            } else {
                throw bad("a tensor must have dtype, shape and data_offsets, each once", where, NOT_THIS_FORMAT);
            }
        }
        if (type == null || dims == null || place == null || place.length != 2) {
            throw bad("a tensor must have dtype, shape and two data_offsets",
                    Quoted.of(name) + " with dtype " + (type == null ? null : Quoted.of(type)) + ", shape "
                    + Arrays.toString(dims) + ", data_offsets " + Arrays.toString(place), NOT_THIS_FORMAT);
        }
        return checked(name, type, dims, place[0], place[1]);
    }

    private Entry checked(String name, String typeName, long[] dims, long begin, long end) throws BadFileException {
        StoredType type = StoredType.named(typeName);
        if (type == null) {
            throw bad("dtype of " + Quoted.of(name) + " must be one of " + Arrays.toString(StoredType.values()), Quoted.of(typeName),
                    "Convert it before it is saved.");
        }
        String place = "data_offsets [" + begin + ", " + end + "]";
        if (begin > end) {
            throw bad(Quoted.of(name) + " must end where it begins or later", place, NOT_THIS_FORMAT);
        }
        if (end > dataBytes) {
            throw bad(Quoted.of(name) + " must lie within the " + dataBytes + " bytes after the header", place,
                    "The file is cut short: copy or load it down again.");
        }
        if (begin % type.bytes() != 0) {
            throw bad(Quoted.of(name) + " must begin at a multiple of " + type.bytes() + " bytes, the size of " + type, place,
                    "Write it again with a current safetensors library.");
        }
        Shape shape;
        long bytes;
        try {
            shape = Shape.of(dims);
            bytes = Math.multiplyExact(shape.size(), (long) type.bytes());
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw bad("the bytes of " + Quoted.of(name) + " must fit a long", Arrays.toString(dims) + " of " + type, NOT_THIS_FORMAT);
        }
        if (bytes != end - begin) {
            throw bad(Quoted.of(name) + " of " + type + " " + shape + " must have " + bytes + " bytes", end - begin + " by " + place,
                    NOT_THIS_FORMAT);
        }
        return new Entry(name, type, shape, begin, end);
    }

    private long[] numbers(JsonParser parser, String where, int most) throws IOException {
        long[] numbers = new long[most];
        int count = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (count == most) {
                throw bad(where + " must have at most " + most + " numbers", "more", NOT_THIS_FORMAT);
            }
            expect(token, JsonToken.VALUE_NUMBER_INT, where);
            // a number beyond a long ends up in the catch for JSON, as every number that is none
            numbers[count] = parser.getLongValue();
            if (numbers[count] < 0) {
                throw bad(where + " must be >= 0", numbers[count], NOT_THIS_FORMAT);
            }
            count++;
        }
        return Arrays.copyOf(numbers, count);
    }

    private void expect(@Nullable JsonToken got, JsonToken wanted, String where) throws BadFileException {
        if (got != wanted) {
            throw bad(where + " must be " + described(wanted), described(got), NOT_THIS_FORMAT);
        }
    }

    private static String described(@Nullable JsonToken token) {
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT -> "a whole number";
            case VALUE_NUMBER_FLOAT -> "a number with a fraction";
            case VALUE_TRUE, VALUE_FALSE -> "a truth value";
            case VALUE_NULL -> "null";
            default -> "the end of " + where(token);
        };
    }

    private static String where(JsonToken token) {
        return token == JsonToken.END_ARRAY ? "an array" : "an object";
    }

    private BadFileException bad(String rule, Object got, String wayOut) {
        return new BadFileException(file, rule, got, wayOut);
    }
}
