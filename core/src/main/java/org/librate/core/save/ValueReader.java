package org.librate.core.save;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.Padding;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.BadFileException;

/**
 * Makes values from text that nobody vouches for. Which class is made is decided by the type that the place declares and by the registered names;
 * every complaint names the source, the place and the rule.
 */
final class ValueReader {

    private static final String DAMAGED = "It is damaged, or was written by a later version of the library.";

    private final SavedTypes types;
    private final String source;
    private final @Nullable Safetensors file;
    private final Set<String> used = new HashSet<>();

    ValueReader(SavedTypes types, String source, @Nullable Safetensors file) {
        this.types = types;
        this.source = source;
        this.file = file;
    }

    <T> T read(Class<T> type, String text) throws IOException {
        Object tree;
        try {
            tree = Json.parse(text);
        } catch (Json.BadJson e) {
            throw new BadFileException(source, "must be JSON", Quoted.message(String.valueOf(e.getMessage())), DAMAGED, e);
        }
        return type.cast(made(tree, type, ""));
    }

    /** Numbers that nothing refers to would be a part of the value that is not understood. */
    void checkAllUsed(String prefix) throws BadFileException {
        if (file != null) {
            for (String name : file.names()) {
                if (name.startsWith(prefix) && !used.contains(name)) {
                    throw bad("", "must refer to every tensor of its", Quoted.of(name) + ", which it does not", DAMAGED, null);
                }
            }
        }
    }

    private @Nullable Object value(@Nullable Object json, Type declared, boolean nullable, String at) throws IOException {
        Type type = ValueWriter.bound(declared);
        Class<?> raw = ValueWriter.raw(type);
        if (raw == Optional.class) {
            return json == null ? Optional.empty() : Optional.of(required(json, ValueWriter.argument(type, 0, at), at));
        }
        if (raw == OptionalDouble.class) {
            return json == null ? OptionalDouble.empty() : OptionalDouble.of(number(json, double.class, at));
        }
        if (raw == OptionalInt.class) {
            return json == null ? OptionalInt.empty() : OptionalInt.of((int) whole(json, Integer.MIN_VALUE, Integer.MAX_VALUE, at));
        }
        if (raw == OptionalLong.class) {
            return json == null ? OptionalLong.empty() : OptionalLong.of(whole(json, Long.MIN_VALUE, Long.MAX_VALUE, at));
        }
        if (json == null) {
            if (nullable) {
                return null;
            }
            throw bad(at, "must have a value", "null", DAMAGED, null);
        }
        if (raw == List.class) {
            List<Object> list = new ArrayList<>();
            for (@Nullable Object element : list(json, at)) {
                list.add(required(element, ValueWriter.argument(type, 0, at), at + "[" + list.size() + "]"));
            }
            return Collections.unmodifiableList(list);
        }
        if (raw == Map.class) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (Map.Entry<String, @Nullable Object> entry : object(json, at).entrySet()) {
                map.put(entry.getKey(), required(entry.getValue(), ValueWriter.argument(type, 1, at),
                        ValueWriter.child(at, Quoted.of(entry.getKey()))));
            }
            return Collections.unmodifiableMap(map);
        }
        if (raw.isArray()) {
            return array(json, raw, at);
        }
        if (raw == Tensor.class) {
            return tensor(json, at);
        }
        return scalarOrMade(json, raw, at);
    }

    private Object required(@Nullable Object json, Type type, String at) throws IOException {
        return Objects.requireNonNull(value(json, type, false, at));
    }

    private Object scalarOrMade(Object json, Class<?> raw, String at) throws IOException {
        if (raw == boolean.class || raw == Boolean.class) {
            if (json instanceof Boolean) {
                return json;
            }
            throw bad(at, "must be true or false", Json.described(json), DAMAGED, null);
        }
        if (raw == String.class) {
            return text(json, at);
        }
        if (raw == int.class || raw == Integer.class) {
            return (int) whole(json, Integer.MIN_VALUE, Integer.MAX_VALUE, at);
        }
        if (raw == long.class || raw == Long.class) {
            return whole(json, Long.MIN_VALUE, Long.MAX_VALUE, at);
        }
        if (raw == short.class || raw == Short.class) {
            return (short) whole(json, Short.MIN_VALUE, Short.MAX_VALUE, at);
        }
        if (raw == byte.class || raw == Byte.class) {
            return (byte) whole(json, Byte.MIN_VALUE, Byte.MAX_VALUE, at);
        }
        if (raw == double.class || raw == Double.class) {
            return number(json, double.class, at);
        }
        if (raw == float.class || raw == Float.class) {
            return (float) number(json, float.class, at);
        }
        if (raw.isEnum()) {
            return constant(text(json, at), raw, at);
        }
        try {
            if (raw == Shape.class) {
                return Shape.of(wholes(json, 0, Long.MAX_VALUE, at));
            }
            if (raw == Padding.class) {
                return padding(json, at);
            }
            if (raw == Instant.class) {
                return Instant.parse(text(json, at));
            }
            if (raw == Duration.class) {
                return Duration.parse(text(json, at));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw bad(at, "must be a valid " + raw.getSimpleName(), Quoted.message(String.valueOf(e.getMessage())), DAMAGED, e);
        }
        return made(json, raw, at);
    }

    // ---- what has components ----

    private Object made(@Nullable Object json, Class<?> declared, String at) throws IOException {
        Map<String, @Nullable Object> object = object(json, at);
        SavedType type = type(object, declared, at);
        List<SavedType.Part> parts = type.parts();
        List<String> names = parts.stream().map(SavedType.Part::name).toList();
        for (String name : object.keySet()) {
            if (!names.contains(name) && !(type.name() != null && name.equals(ValueWriter.TYPE))) {
                throw bad(at, "must have the components of " + type.label() + ", which are " + names, Quoted.of(name), DAMAGED, null);
            }
        }
        @Nullable Object[] values = new @Nullable Object[parts.size()];
        for (int i = 0; i < values.length; i++) {
            SavedType.Part part = parts.get(i);
            if (object.containsKey(part.name())) {
                values[i] = value(object.get(part.name()), part.type(), part.nullable(), ValueWriter.child(at, part.name()));
            } else if (type.defaults().containsKey(part.name())) {
                values[i] = type.defaults().get(part.name());
            } else {
                throw bad(at, "must have the components of " + type.label() + ", which are " + names, "none called \"" + part.name() + "\"", DAMAGED,
                        null);
            }
        }
        try {
            return type.make(values);
        } catch (RuntimeException e) { // the constructor's complaint about values that the file gave it
            throw bad(at, "must be a valid " + type.label(), Quoted.message(String.valueOf(e.getMessage())), DAMAGED, e);
        }
    }

    private SavedType type(Map<String, @Nullable Object> object, Class<?> declared, String at) throws BadFileException {
        SavedType exact = types.of(declared);
        if (declared.isRecord() && exact == null) {
            return SavedType.ofRecord(null, declared.asSubclass(Record.class));
        }
        Object name = object.get(ValueWriter.TYPE);
        if (!(name instanceof String)) {
            throw bad(at, "must have a text \"" + ValueWriter.TYPE + "\", which says what it is", Json.described(name), DAMAGED, null);
        }
        SavedType type = types.named((String) name);
        if (type == null) {
            throw bad(at, "must be of a registered type", Quoted.of((String) name),
                    "If it is a record of yours, register it: types.with(" + Quoted.of((String) name)
                    + ", YourRecord.class). Known are " + Quoted.list(types.names()) + ".", null);
        }
        if (!declared.isAssignableFrom(type.type())) {
            throw bad(at, "must be a " + declared.getSimpleName(), Quoted.of((String) name), DAMAGED, null);
        }
        return type;
    }

    // ---- numbers and text ----

    private String text(Object json, String at) throws BadFileException {
        if (json instanceof String text) {
            return text;
        }
        throw bad(at, "must be text", Json.described(json), DAMAGED, null);
    }

    private long whole(@Nullable Object json, long low, long high, String at) throws BadFileException {
        if (json instanceof Json.Figure figure && figure.whole() && figure.text().length() <= 20) {
            try {
                long number = Long.parseLong(figure.text());
                if (number >= low && number <= high) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // beyond a long: the complaint below
            }
        }
        throw bad(at, "must be a whole number from " + low + " to " + high, Json.described(json), DAMAGED, null);
    }

    private double number(@Nullable Object json, Class<?> kind, String at) throws BadFileException {
        if (json instanceof Json.Figure figure) {
            double number = kind == float.class ? Float.parseFloat(figure.text()) : Double.parseDouble(figure.text());
            if (Double.isFinite(number)) {
                return number;
            }
        } else if ("NaN".equals(json)) {
            return Double.NaN;
        } else if ("Infinity".equals(json)) {
            return Double.POSITIVE_INFINITY;
        } else if ("-Infinity".equals(json)) {
            return Double.NEGATIVE_INFINITY;
        }
        throw bad(at, "must be a number that fits a " + kind.getSimpleName(), Json.described(json), DAMAGED, null);
    }

    private long[] wholes(Object json, long low, long high, String at) throws BadFileException {
        List<@Nullable Object> list = list(json, at);
        long[] numbers = new long[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = whole(list.get(i), low, high, at + "[" + i + "]");
        }
        return numbers;
    }

    private Padding padding(Object json, String at) throws BadFileException {
        if (json instanceof String name) {
            for (Padding rule : Padding.values()) {
                if (rule.toString().equals(name)) {
                    return rule;
                }
            }
            throw bad(at, "must be one of " + Arrays.toString(Padding.values()) + " or four numbers", Quoted.of(name), DAMAGED, null);
        }
        long[] sides = wholes(json, 0, Integer.MAX_VALUE, at);
        if (sides.length != 4) {
            throw bad(at, "must have four sides", sides.length, DAMAGED, null);
        }
        return Padding.of((int) sides[0], (int) sides[1], (int) sides[2], (int) sides[3]);
    }

    private Object constant(String name, Class<?> type, String at) throws BadFileException {
        List<String> names = new ArrayList<>();
        for (Object constant : Objects.requireNonNull(type.getEnumConstants())) {
            String one = ((Enum<?>) constant).name();
            if (one.equals(name)) {
                return constant;
            }
            names.add(one);
        }
        throw bad(at, "must be one of " + names, Quoted.of(name), DAMAGED, null);
    }

    // ---- many numbers ----

    private Object array(Object json, Class<?> raw, String at) throws IOException {
        if (json instanceof Map) {
            Tensor tensor = tensor(json, at);
            DType wanted = raw == double[].class ? DType.FLOAT64 : raw == float[].class ? DType.FLOAT32 : raw == int[].class ? DType.INT32
                    : DType.INT64;
            if (tensor.rank() != 1 || tensor.dtype() != wanted || wanted == DType.INT64 && raw != long[].class) {
                throw bad(at, "must refer to a tensor that a " + raw.getSimpleName() + " can be read from", tensor.dtype() + " " + tensor.shape(),
                        DAMAGED, null);
            }
            return switch (wanted) {
                case FLOAT64 -> tensor.toDoubles();
                case FLOAT32 -> tensor.toArray();
                case INT32 -> tensor.toInts();
                default -> tensor.toLongs();
            };
        }
        List<@Nullable Object> list = list(json, at);
        Object array = Array.newInstance(raw.getComponentType(), list.size());
        for (int i = 0; i < list.size(); i++) {
            Array.set(array, i, required(list.get(i), raw.getComponentType(), at + "[" + i + "]"));
        }
        return array;
    }

    /** Each tensor may be referred to once: what is read never takes more memory than the file. */
    private Tensor tensor(Object json, String at) throws IOException {
        Map<String, @Nullable Object> object = object(json, at);
        Object name = object.get(ValueWriter.TENSOR);
        if (!(name instanceof String) || object.size() != 1) {
            throw bad(at, "must refer to a tensor by \"" + ValueWriter.TENSOR + "\"", Quoted.list(object.keySet()), DAMAGED, null);
        }
        if (file == null || !file.entries().containsKey(name)) {
            throw bad(at, "must refer to a tensor of the file", Quoted.of((String) name), DAMAGED, null);
        }
        if (!used.add((String) name)) {
            throw bad(at, "must refer to a tensor of its own", Quoted.of((String) name) + " again", DAMAGED, null);
        }
        return file.tensor((String) name);
    }

    // ---- kinds ----

    @SuppressWarnings("unchecked") // Json makes no other maps
    private Map<String, @Nullable Object> object(@Nullable Object json, String at) throws BadFileException {
        if (json instanceof Map) {
            return (Map<String, @Nullable Object>) json;
        }
        throw bad(at, "must be an object", Json.described(json), DAMAGED, null);
    }

    @SuppressWarnings("unchecked") // Json makes no other lists
    private List<@Nullable Object> list(Object json, String at) throws BadFileException {
        if (json instanceof List) {
            return (List<@Nullable Object>) json;
        }
        throw bad(at, "must be an array", Json.described(json), DAMAGED, null);
    }

    private BadFileException bad(String at, String rule, Object got, String wayOut, @Nullable Throwable cause) {
        return new BadFileException(source + (at.isEmpty() ? "" : " at " + at), rule, got, wayOut, cause);
    }
}
