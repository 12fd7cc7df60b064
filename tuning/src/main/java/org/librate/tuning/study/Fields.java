package org.librate.tuning.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.librate.core.save.Json;

/** The fields of a JSON object, each with the type it must have. Numbers that are not finite are texts: JSON has none. */
final class Fields {

    private final Map<?, ?> fields;

    private Fields(Map<?, ?> fields) {
        this.fields = fields;
    }

    static Fields of(@Nullable Object json) throws Json.BadJson {
        if (json instanceof Map<?, ?> map) {
            return new Fields(map);
        }
        throw new Json.BadJson("has something else where an object should be");
    }

    boolean has(String name) {
        return fields.get(name) != null;
    }

    private Object field(String name) throws Json.BadJson {
        Object value = fields.get(name);
        if (value == null) {
            throw new Json.BadJson("has no \"" + name + "\"");
        }
        return value;
    }

    String text(String name) throws Json.BadJson {
        if (field(name) instanceof String text) {
            return text;
        }
        throw wrong(name, "a text");
    }

    boolean truth(String name) throws Json.BadJson {
        if (field(name) instanceof Boolean truth) {
            return truth;
        }
        throw wrong(name, "true or false");
    }

    int whole(String name) throws Json.BadJson {
        long value = wholeLong(name);
        if (value != (int) value) {
            throw wrong(name, "a whole number of 32 bits");
        }
        return (int) value;
    }

    long wholeLong(String name) throws Json.BadJson {
        try {
            if (field(name) instanceof Json.Figure figure) {
                return Long.parseLong(figure.text());
            }
        } catch (NumberFormatException e) {
            throw wrong(name, "a whole number");
        }
        throw wrong(name, "a whole number");
    }

    double number(String name) throws Json.BadJson {
        return number(field(name), name);
    }

    private static double number(@Nullable Object value, String name) throws Json.BadJson {
        if (value instanceof Json.Figure figure) {
            return Double.parseDouble(figure.text());
        }
        if ("NaN".equals(value) || "Infinity".equals(value) || "-Infinity".equals(value)) {
            return Double.parseDouble((String) value);
        }
        throw wrong(name, "a number");
    }

    double[] numbers(String name) throws Json.BadJson {
        List<?> list = list(name);
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(list.get(i), name);
        }
        return numbers;
    }

    Map<String, Double> namedNumbers(String name) throws Json.BadJson {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : object(name).fields.entrySet()) {
            numbers.put(String.valueOf(entry.getKey()), number(entry.getValue(), name));
        }
        return numbers;
    }

    List<String> texts(String name) throws Json.BadJson {
        List<String> texts = new ArrayList<>();
        for (Object value : list(name)) {
            texts.add(String.valueOf(value));
        }
        return texts;
    }

    Fields object(String name) throws Json.BadJson {
        return of(field(name));
    }

    List<?> list(String name) throws Json.BadJson {
        if (field(name) instanceof List<?> list) {
            return list;
        }
        throw wrong(name, "an array");
    }

    private static Json.BadJson wrong(String name, String what) {
        return new Json.BadJson("has a \"" + name + "\" that is not " + what);
    }

    /** A number as JSON has it. */
    static Object json(double number) {
        return Double.isFinite(number) ? Json.Figure.of(number) : String.valueOf(number);
    }

    static Map<String, @Nullable Object> json(Map<String, Double> numbers) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        numbers.forEach((name, number) -> json.put(name, json(number)));
        return json;
    }

    static List<Object> json(double[] numbers) {
        List<Object> json = new ArrayList<>();
        for (double number : numbers) {
            json.add(json(number));
        }
        return json;
    }
}
