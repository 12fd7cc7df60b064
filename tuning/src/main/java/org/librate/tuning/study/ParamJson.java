package org.librate.tuning.study;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.librate.core.save.Json;
import org.librate.tuning.search.Param;

/** A parameter as JSON. Of objects to choose from only their texts are kept. */
final class ParamJson {

    private ParamJson() {
    }

    static Map<String, @Nullable Object> of(Param<?> param) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", param.name());
        if (param instanceof Param.Reals reals) {
            json.put("type", "reals");
            json.put("low", Json.Figure.of(reals.low()));
            json.put("high", Json.Figure.of(reals.high()));
            json.put("log", reals.log());
            json.put("step", Json.Figure.of(reals.step()));
        } else if (param instanceof Param.Integers integers) {
            json.put("type", "integers");
            json.put("low", Json.Figure.of(integers.low()));
            json.put("high", Json.Figure.of(integers.high()));
            json.put("log", integers.log());
            json.put("step", Json.Figure.of(integers.step()));
        } else if (param instanceof Param.Choice<?> choice) {
            json.put("type", choice.values().equals(List.of(false, true)) ? "flag" : "choice");
            json.put("values", choice.values().stream().map(String::valueOf).toList());
        }
        return json;
    }

    static Param<?> read(Fields fields) throws IOException {
        String name = fields.text("name");
        String type = fields.text("type");
        try {
            return switch (type) {
                case "reals" -> new Param.Reals(name, fields.number("low"), fields.number("high"), fields.truth("log"), fields.number("step"));
                case "integers" -> new Param.Integers(name, fields.whole("low"), fields.whole("high"), fields.truth("log"), fields.whole("step"));
                case "flag" -> Param.flag(name);
                case "choice" -> new Param.Choice<>(name, fields.texts("values"));
                default -> throw new Json.BadJson("has a parameter of the unknown type " + type);
            };
        } catch (IllegalArgumentException e) {
            throw new Json.BadJson("has no parameter: " + e.getMessage());
        }
    }
}
