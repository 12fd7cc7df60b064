package org.librate.tuning.study;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.librate.core.table.Column;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.TextColumn;
import org.librate.tuning.search.Param;

/** The trials of a study for other programs. */
final class Export {

    private Export() {
    }

    /**
     * A row for each trial: number, state, goals, parameters, constraints, seconds, failure. Whatever has the name of an earlier column is called by
     * what it is.
     */
    @SuppressWarnings("NullAway") // TextColumn takes what is missing as null; the checker does not see it in a variable number of arguments
    static Table table(StudyResult result) {
        List<TrialResult> trials = result.trials();
        List<Column> columns = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        columns.add(NumericColumn.of(named(names, "trial", ""), numbers(trials, TrialResult::number)));
        columns.add(TextColumn.of(named(names, "state", ""), texts(trials, trial -> trial.state().name())));
        for (int goal = 0; goal < result.goals().size(); goal++) {
            int one = goal;
            columns.add(NumericColumn.of(named(names, result.goals().get(goal).name(), "goal "), numbers(trials, trial -> trial.values()[one])));
        }
        for (Param<?> param : result.params()) {
            String name = named(names, param.name(), "param ");
            columns.add(param instanceof Param.Choice
                    ? TextColumn.of(name, texts(trials, trial -> trial.settings().has(param) ? String.valueOf(trial.get(param)) : null))
                    : NumericColumn.of(name,
                    numbers(trials, trial -> trial.settings().has(param) ? ((Number) trial.get(param)).doubleValue() : Double.NaN)));
        }
        Set<String> constraints = new LinkedHashSet<>();
        trials.forEach(trial -> constraints.addAll(trial.constraints().keySet()));
        for (String constraint : constraints) {
            columns.add(NumericColumn.of(named(names, constraint, "constraint "),
                    numbers(trials, trial -> trial.constraints().getOrDefault(constraint, Double.NaN))));
        }
        Set<String> notes = new LinkedHashSet<>();
        trials.forEach(trial -> notes.addAll(trial.notes().keySet()));
        for (String note : notes) {
            columns.add(NumericColumn.of(named(names, note, "note "), numbers(trials, trial -> trial.notes().getOrDefault(note, Double.NaN))));
        }
        columns.add(NumericColumn.of(named(names, "seconds", "trial "), numbers(trials, TrialResult::seconds)));
        columns.add(TextColumn.of(named(names, "failure", "trial "), texts(trials, trial -> trial.failure().orElse(null))));
        return Table.of(columns);
    }

    private static String named(Set<String> names, String name, String kind) {
        String free = name;
        while (!names.add(free)) {
            free = kind + free;
        }
        return free;
    }

    private static double[] numbers(List<TrialResult> trials, Function<TrialResult, ? extends Number> number) {
        return trials.stream().mapToDouble(trial -> number.apply(trial).doubleValue()).toArray();
    }

    private static @Nullable String[] texts(List<TrialResult> trials, Function<TrialResult, @Nullable String> text) {
        @Nullable String[] texts = new @Nullable String[trials.size()];
        Arrays.setAll(texts, i -> text.apply(trials.get(i)));
        return texts;
    }

    static void json(StudyResult result, OutputStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("goals");
            for (Goal goal : result.goals()) {
                json.writeStartObject();
                json.writeStringField("name", goal.name());
                json.writeBooleanField("maximised", goal.maximised());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("trials");
            for (TrialResult trial : result.trials()) {
                trial(json, result, trial);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void trial(JsonGenerator json, StudyResult result, TrialResult trial) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", trial.number());
        json.writeStringField("state", trial.state().name());
        json.writeObjectFieldStart("values");
        for (int goal = 0; goal < result.goals().size(); goal++) {
            number(json, result.goals().get(goal).name(), trial.values()[goal]);
        }
        json.writeEndObject();
        json.writeObjectFieldStart("settings");
        for (Param<?> param : trial.settings().params()) {
            Object value = trial.get(param);
            if (value instanceof Number number) {
                number(json, param.name(), number.doubleValue());
            } else if (value instanceof Boolean truth) {
                json.writeBooleanField(param.name(), truth);
            } else {
                json.writeStringField(param.name(), String.valueOf(value));
            }
        }
        json.writeEndObject();
        json.writeObjectFieldStart("constraints");
        for (Map.Entry<String, Double> constraint : trial.constraints().entrySet()) {
            number(json, constraint.getKey(), constraint.getValue());
        }
        json.writeEndObject();
        if (!trial.notes().isEmpty()) {
            json.writeObjectFieldStart("notes");
            for (Map.Entry<String, Double> note : trial.notes().entrySet()) {
                number(json, note.getKey(), note.getValue());
            }
            json.writeEndObject();
        }
        json.writeArrayFieldStart("reports");
        for (int report = 0; report < trial.reports(); report++) {
            json.writeStartObject();
            json.writeNumberField("step", trial.reportStep(report));
            number(json, "value", trial.report(report));
            json.writeEndObject();
        }
        json.writeEndArray();
        if (trial.continues().isPresent()) {
            json.writeNumberField("continues", trial.continues().getAsInt());
        }
        json.writeStringField("started", trial.started().toString());
        number(json, "seconds", trial.seconds());
        if (trial.failure().isPresent()) {
            json.writeStringField("failure", trial.failure().get());
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        if (!Double.isFinite(value)) {
            json.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }

    /** The best trials, or the front, a line each. */
    static String text(StudyResult result, List<TrialResult> shown) {
        StringBuilder text = new StringBuilder(String.join(", ", result.goals().stream()
                .map(goal -> goal.name() + (goal.maximised() ? " (more is better)" : " (less is better)")).toList()));
        text.append(" of ").append(result.trials().size()).append(" trials; ").append(result.ending());
        for (TrialResult trial : shown) {
            text.append(String.format(Locale.ROOT, "%n%5d ", trial.number()));
            for (double value : trial.values()) {
                text.append(String.format(Locale.ROOT, " %12.6g", value));
            }
            text.append("  ").append(trial.settings());
        }
        return text.toString();
    }
}
