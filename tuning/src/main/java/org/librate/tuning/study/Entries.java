package org.librate.tuning.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.librate.core.save.Json;
import org.librate.tuning.search.Param;

/** What stands in a journal: the study, and trials that began and ended. */
final class Entries {

    /** What a header of an earlier version does not have, and which then may be anything. */
    static final String FOLDS = "folds";

    private final Map<String, Param<?>> params = new HashMap<>(); // that the journal has told of

    /** What must be the same for a study to go on. Texts, so that a difference can be shown. */
    static Map<String, @Nullable Object> header(StudyOptions options) {
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        header.put("goals", options.goals.toString());
        header.put("seed", String.valueOf(options.seed));
        header.put("parallel", String.valueOf(options.parallel));
        header.put("sampler", named(options.sampler));
        header.put("pruner", options.pruner == null ? "none" : named(options.pruner));
        header.put("space", options.space == null ? "what trials ask for" : options.space.toString());
        header.put("fixed", options.fixed.toString());
        header.put("repeats", String.valueOf(options.repeats));
        header.put(FOLDS, options.over == null ? "none" : options.over);
        return header;
    }

    /** A lambda has another text in each process. */
    static String named(Object value) {
        return value.getClass().isHidden() ? "a function" : value.toString();
    }

    /** That a trial begins: who runs it, and what was proposed for it. */
    static Map<String, @Nullable Object> begin(int number, Owner owner, List<Axis> axes, double[] row, int continues) {
        Map<String, Double> proposed = new LinkedHashMap<>();
        for (int i = 0; i < row.length; i++) {
            if (!Double.isNaN(row[i])) {
                proposed.put(axes.get(i).name(), row[i]);
            }
        }
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("begin", Json.Figure.of(number));
        entry.put("by", owner.json());
        entry.put("row", Fields.json(proposed));
        if (continues >= 0) {
            entry.put("continues", Json.Figure.of(continues));
        }
        return entry;
    }

    /** The proposal of a {@link #begin}. */
    static double[] row(Fields fields, List<Axis> axes) throws IOException {
        Map<String, Double> proposed = fields.namedNumbers("row");
        double[] row = new double[axes.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = proposed.getOrDefault(axes.get(i).name(), Double.NaN);
        }
        return row;
    }

    /** That a trial ended. Parameters it is the first to have are told of, until one that told of them was {@link #written}. */
    Map<String, @Nullable Object> end(Outcome outcome) {
        List<Object> told = new ArrayList<>();
        Map<String, Double> values = new LinkedHashMap<>();
        outcome.values().forEach((param, value) -> {
            values.put(param.name(), value);
            if (!params.containsKey(param.name())) {
                told.add(ParamJson.of(param));
            }
        });
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("end", Json.Figure.of(outcome.number()));
        entry.put("state", outcome.state().name());
        if (!told.isEmpty()) {
            entry.put("params", told);
        }
        entry.put("values", Fields.json(values));
        entry.put("objectives", Fields.json(outcome.objectives()));
        if (!outcome.constraints().isEmpty()) {
            entry.put("constraints", Fields.json(outcome.constraints()));
        }
        if (outcome.steps().length > 0) {
            List<Object> steps = new ArrayList<>();
            for (int step : outcome.steps()) {
                steps.add(Json.Figure.of(step));
            }
            entry.put("steps", steps);
            entry.put("reports", Fields.json(outcome.reports()));
        }
        if (!outcome.notes().isEmpty()) {
            entry.put("notes", Fields.json(outcome.notes()));
        }
        if (outcome.continues() >= 0) {
            entry.put("continues", Json.Figure.of(outcome.continues()));
        }
        if (outcome.failure() != null) {
            entry.put("failure", outcome.failure());
        }
        entry.put("started", Json.Figure.of(outcome.started()));
        entry.put("seconds", Json.Figure.of(outcome.seconds()));
        return entry;
    }

    /** That the line of this outcome is in the journal, and with it its parameters. */
    void written(Outcome outcome) {
        outcome.values().keySet().forEach(param -> params.putIfAbsent(param.name(), param));
    }

    /** What a trial came to; parameters are looked up among those of the program first, which know the objects to choose from. */
    Outcome outcome(Fields fields, Function<Param<?>, Param<?>> known, int goals) throws IOException {
        if (fields.has("params")) {
            for (Object json : fields.list("params")) {
                Param<?> param = ParamJson.read(Fields.of(json));
                params.put(param.name(), known.apply(param));
            }
        }
        Map<Param<?>, Double> values = new LinkedHashMap<>();
        for (Map.Entry<String, Double> value : fields.namedNumbers("values").entrySet()) {
            Param<?> param = params.get(value.getKey());
            if (param == null || !Axis.of(param).allows(value.getValue())) {
                throw new Json.BadJson("has a value that is none of " + (param == null ? "any parameter: " + value.getKey() : param.toString()));
            }
            values.put(param, value.getValue());
        }
        TrialState state = state(fields.text("state"));
        double[] objectives = fields.numbers("objectives");
        int[] steps = fields.has("steps") ? steps(fields) : new int[0];
        double[] reports = fields.has("reports") ? fields.numbers("reports") : new double[0];
        if (objectives.length != (state == TrialState.COMPLETE ? goals : 0) 
                || steps.length != reports.length && steps.length * goals != reports.length) {
            throw new Json.BadJson("has not as many values as it should");
        }
        return new Outcome(fields.whole("end"), state, values, objectives, fields.has("constraints") ? fields.namedNumbers("constraints") : Map.of(),
                steps, reports,
                continues(fields, fields.whole("end")), fields.has("failure") ? fields.text("failure") : null, fields.has("notes")
                        ? fields.namedNumbers("notes") : Map.of(),
                fields.wholeLong("started"), fields.number("seconds"));
    }

    /** The trial that the one of this line goes on with, -1 if none. */
    static int continues(Fields fields, int number) throws IOException {
        int before = fields.has("continues") ? fields.whole("continues") : -1;
        if (before < -1 || before >= number) {
            throw new Json.BadJson("goes on with trial " + before + ", which is not before it");
        }
        return before;
    }

    private static TrialState state(String name) throws IOException {
        for (TrialState state : TrialState.values()) {
            if (state.name().equals(name) && state != TrialState.RUNNING) {
                return state;
            }
        }
        throw new Json.BadJson("has the unknown state " + name);
    }

    private static int[] steps(Fields fields) throws IOException {
        double[] numbers = fields.numbers("steps");
        int[] steps = new int[numbers.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (int) numbers[i];
        }
        return steps;
    }
}
