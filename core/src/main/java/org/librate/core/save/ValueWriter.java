package org.librate.core.save;

import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.librate.core.Padding;
import org.librate.core.Shape;
import org.librate.core.Tensor;

/**
 * Turns values into what {@link Json} writes, by the types that their places declare; numbers that are many go to tensors, if there is a place for
 * those.
 */
final class ValueWriter {

    /** The key that names a value's type where the place does not say it. No component can be called so. */
    static final String TYPE = "@type";
    /** The key that names the tensor which holds the numbers. */
    static final String TENSOR = "@tensor";

    private static final int MOST_INLINE = 8;

    private final SavedTypes types;
    private final @Nullable Map<String, Tensor> tensors;
    private final String prefix;

    ValueWriter(SavedTypes types, @Nullable Map<String, Tensor> tensors, String prefix) {
        this.types = types;
        this.tensors = tensors;
        this.prefix = prefix;
    }

    Object tree(Object value) {
        return components(value, Object.class, "", 0);
    }

    private @Nullable Object value(@Nullable Object value, Type declared, boolean nullable, String at, int depth) {
        if (depth > Json.DEEPEST - 2) { // what is read back is nested no deeper than that
            throw refusal(at, "is nested more than " + Json.DEEPEST + " deep", "Compose it of fewer levels.");
        }
        Type type = bound(declared);
        Class<?> raw = raw(type);
        if (value == null) {
            if (nullable) {
                return null;
            }
            throw refusal(at, "is null", "Give it a value, or declare it @Nullable.");
        }
        if (value instanceof Optional<?> optional && raw == Optional.class) {
            return optional.isPresent() ? value(optional.get(), argument(type, 0, at), false, at, depth) : null;
        }
        if (value instanceof List<?> list && raw == List.class) {
            List<@Nullable Object> tree = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                tree.add(value(list.get(i), argument(type, 0, at), false, at + "[" + i + "]", depth + 1));
            }
            return tree;
        }
        if (value instanceof Map<?, ?> map && raw == Map.class) {
            return map(map, type, at, depth);
        }
        if (raw.isArray()) {
            return array(value, raw, at, depth);
        }
        if (value instanceof Tensor tensor && raw == Tensor.class) {
            return tensor(tensor, at);
        }
        Object scalar = scalar(value, raw);
        return scalar == null ? components(value, raw, at, depth) : scalar;
    }

    private Object map(Map<?, ?> map, Type type, String at, int depth) {
        if (argument(type, 0, at) != String.class) {
            throw refusal(at, "is a map with other keys than text", "Save a list of records with a key each.");
        }
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        map.forEach((key, element) -> tree.put((String) key,
                value(element, argument(type, 1, at), false, child(at, String.valueOf(key)), depth + 1)));
        return tree;
    }

    private static @Nullable Object scalar(Object value, Class<?> raw) {
        if (raw == Object.class || raw == Number.class || raw.isInterface()) {
            return null; // nothing would say what it was
        }
        if (value instanceof Boolean || value instanceof String) {
            return value;
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? new Json.Figure(value.toString(), false) : value.toString();
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            return new Json.Figure(value.toString(), true);
        }
        if (value instanceof Enum<?> constant) {
            return raw.isEnum() ? constant.name() : null; // elsewhere nothing says which enum it is
        }
        if (value instanceof Shape shape) {
            List<Object> dims = new ArrayList<>();
            for (long dim : shape.toArray()) {
                dims.add(new Json.Figure(Long.toString(dim), true));
            }
            return dims;
        }
        if (value instanceof Padding padding) {
            return padding(padding);
        }
        if (value instanceof Instant || value instanceof Duration) {
            return value.toString();
        }
        return null;
    }

    private static Object padding(Padding padding) {
        for (Padding rule : Padding.values()) {
            if (padding.equals(rule)) {
                return padding.toString();
            }
        }
        List<Object> sides = new ArrayList<>();
        for (int side : padding.sides()) {
            sides.add(new Json.Figure(Integer.toString(side), true));
        }
        return sides;
    }

    private Object array(Object array, Class<?> raw, String at, int depth) {
        int length = Array.getLength(array);
        if (tensors != null && length > MOST_INLINE) {
            if (array instanceof double[] numbers) {
                return tensor(Tensor.of(numbers), at);
            } else if (array instanceof float[] numbers) {
                return tensor(Tensor.of(numbers), at);
            } else if (array instanceof int[] numbers) {
                return tensor(Tensor.of(numbers), at);
            } else if (array instanceof long[] numbers) {
                return tensor(Tensor.of(numbers), at);
            }
        }
        List<@Nullable Object> tree = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            tree.add(value(Array.get(array, i), raw.getComponentType(), false, at + "[" + i + "]", depth + 1));
        }
        return tree;
    }

    private Object tensor(Tensor tensor, String at) {
        if (tensors == null) {
            throw refusal(at, "is a tensor, and text holds none", "Save it to a file.");
        }
        String name = prefix + "/" + at;
        for (int i = 2; tensors.putIfAbsent(name, tensor) != null; i++) { // a key of a map may read like a path
            name = prefix + "/" + at + "#" + i;
        }
        return Map.of(TENSOR, name);
    }

    private Object components(Object value, Class<?> raw, String at, int depth) {
        SavedType type = types.of(value.getClass());
        if (type == null) {
            type = unregistered(value, raw, at);
        }
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        if (type.name() != null) {
            tree.put(TYPE, type.name());
        }
        Record form = type.toForm().apply(value);
        for (SavedType.Part part : type.parts()) {
            tree.put(part.name(), value(optional(SavedType.get(part, form)), optional(part), part.nullable() || isOptionalNumber(part.type()),
                    child(at, part.name()), depth + 1));
        }
        return tree;
    }

    /** A record that its place declares needs no name; anything else needs one, or else it could not be made again. */
    private SavedType unregistered(Object value, Class<?> raw, String at) {
        Class<?> type = value.getClass();
        String reason = types.reasonAgainst(type).orElse(null);
        if (reason != null) {
            throw refusal(at, "is " + value + ", which cannot be saved: " + reason, "");
        }
        if (type.isHidden() || type.isSynthetic() || type.isAnonymousClass()) {
            throw refusal(at, "is a lambda or an anonymous class, which is code",
                    "Write it as a record that implements " + raw.getSimpleName() + ", and register that.");
        }
        if (value instanceof Record record && raw == type) {
            return SavedType.ofRecord(null, record.getClass());
        }
        Class<?> outer = type.getEnclosingClass();
        boolean ofOuter = outer != null && type.getSimpleName().equals("Spec"); // many may have that name
        String name = (ofOuter ? outer : type).getSimpleName();
        String code = ofOuter ? name + ".Spec.class" : name + ".class";
        throw refusal(at, "is of " + type.getName() + ", which is not registered", value instanceof Record
                ? "Register it: types.with(\"" + name + "\", " + code + ")."
                : "Register it with a record that stands for it: types.with(name, " + code + ", Form.class, toForm, fromForm).");
    }

    // ---- optional numbers are nullable numbers ----

    static boolean isOptionalNumber(Type type) {
        return type == OptionalDouble.class || type == OptionalInt.class || type == OptionalLong.class;
    }

    private static Type optional(SavedType.Part part) {
        return part.type() == OptionalDouble.class ? double.class : part.type() == OptionalInt.class ? int.class : part.type() == OptionalLong.class
                ? long.class : part.type();
    }

    private static @Nullable Object optional(@Nullable Object value) {
        if (value instanceof OptionalDouble number) {
            return number.isPresent() ? number.getAsDouble() : null;
        }
        if (value instanceof OptionalInt number) {
            return number.isPresent() ? number.getAsInt() : null;
        }
        if (value instanceof OptionalLong number) {
            return number.isPresent() ? number.getAsLong() : null;
        }
        return value;
    }

    // ---- types and places ----

    /** What a variable or a wildcard stands for at least. */
    static Type bound(Type type) {
        if (type instanceof TypeVariable<?> variable) {
            return bound(variable.getBounds()[0]);
        }
        return type instanceof WildcardType wildcard ? bound(wildcard.getUpperBounds()[0]) : type;
    }

    static Class<?> raw(Type type) {
        if (type instanceof Class<?> raw) {
            return raw;
        }
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        throw new IllegalArgumentException("SavedTypes: " + type + " cannot be saved. Use a list in place of an array of generic elements.");
    }

    static Type argument(Type type, int number, String at) {
        if (type instanceof ParameterizedType parameterized) {
            return parameterized.getActualTypeArguments()[number];
        }
        throw refusal(at, "is declared without what it holds", "Declare it as in List<Double>.");
    }

    static String child(String at, String name) {
        return at.isEmpty() ? name : at + "." + name;
    }

    private static IllegalArgumentException refusal(String at, String what, String wayOut) {
        return new IllegalArgumentException("SavedTypes: " + (at.isEmpty() ? "the value" : at) + " " + what + "."
                + (wayOut.isEmpty() ? "" : " " + wayOut));
    }
}
