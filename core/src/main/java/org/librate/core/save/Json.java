package org.librate.core.save;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;

/**
 * JSON as plain values: maps, lists, text, truth values, null, and numbers as they are written, so that whoever knows what a number must be decides
 * whether it is. Depth and sizes are bounded before anything is built. Internal to Librate.
 */
public final class Json {

    /** Deeper nesting is refused, also when writing: reading it back would go as deep on the stack. */
    static final int DEEPEST = 200;
    /** The longest text that is read; thousands of layers take a tenth of it. */
    static final int LONGEST = 16_000_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(400).maxNameLength(2_000)
                    .maxDocumentLength(LONGEST).build())
            // names come from strangers: nothing of them should stay in tables shared by the process
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** A number, as it is written. */
    public record Figure(String text, boolean whole) {

        public static Figure of(long number) {
            return new Figure(Long.toString(number), true);
        }

        /** The shortest text that reads as this number. Only finite numbers can be written. */
        public static Figure of(double number) {
            Check.require(Double.isFinite(number), "Json", "a number must be finite", number);
            return new Figure(Double.toString(number), false);
        }
    }

    /** A rule of JSON's, or of ours about it, that a text breaks. */
    public static final class BadJson extends IOException {
        private static final long serialVersionUID = 1L;

        public BadJson(String message) {
            super(message);
        }
    }

    private Json() {
    }

    /** The value of a text that is nothing but one JSON value. */
    public static @Nullable Object parse(String text) throws BadJson {
        if (text.length() > LONGEST) {
            throw new BadJson("has " + text.length() + " characters, at most " + LONGEST + " are read");
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            @Nullable Object value = value(parser, parser.nextToken());
            if (parser.nextToken() != null) {
                throw new BadJson("goes on after its end");
            }
            return value;
        } catch (BadJson e) {
            throw e;
        } catch (JsonProcessingException e) {
            throw new BadJson(e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory could not be read.", e);
        }
    }

    private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw new BadJson("is empty");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> new Figure(parser.getText(), true);
            case VALUE_NUMBER_FLOAT -> new Figure(parser.getText(), false);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new BadJson("has " + token + " where a value should be");
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (object.containsKey(name)) {
                throw new BadJson("has " + Quoted.of(name) + " twice in one object");
            }
            object.put(name, value(parser, parser.nextToken()));
        }
        return object;
    }

    private static List<@Nullable Object> list(JsonParser parser) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            list.add(value(parser, token));
        }
        return list;
    }

    public static String write(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory could not be written.", e);
        }
        Check.require(text.getBuffer().length() <= LONGEST, "SavedTypes",
                "what is saved as text must have at most " + LONGEST + " characters to be read again", text.getBuffer().length());
        return text.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> object) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : object.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Figure figure) {
            json.writeNumber(figure.text());
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }

    /** What a value is, for messages: kinds in words, text and numbers as they are. */
    static String described(@Nullable Object value) {
        if (value instanceof Map) {
            return "an object";
        }
        if (value instanceof List) {
            return "an array";
        }
        if (value instanceof Figure figure) {
            String text = figure.text();
            return text.length() > 40 ? text.substring(0, 40) + ".." : text;
        }
        return value instanceof String text ? Quoted.of(text) : String.valueOf(value);
    }
}
