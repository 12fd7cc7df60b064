package org.librate.tuning.study;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.save.Replace;
import org.librate.core.table.Column;
import org.librate.core.table.CsvOutput;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.TextColumn;
import org.librate.tuning.search.Param;

/**
 * The numbers behind the usual plots of a study, as tables; all of them are written by {@link #writeCsv} and {@link #writeJson}.
 *
 * <pre>{@code
 * StudyPlots plots = StudyPlots.of(result);
 * Table history = plots.history();
 * plots.writeJson(Path.of("plots.json"));
 * }</pre>
 */
public final class StudyPlots {

    private final StudyResult result;
    private final List<TrialResult> complete;

    private StudyPlots(StudyResult result) {
        this.result = result;
        this.complete = result.trials().stream().filter(trial -> trial.state() == TrialState.COMPLETE).toList();
    }

    public static StudyPlots of(StudyResult result) {
        return new StudyPlots(result);
    }

    /** For each complete trial what it reached of the first goal, and the best feasible value so far: trial, value, best. */
    public Table history() {
        double[] best = new double[complete.size()];
        double last = Double.NaN;
        Goal goal = result.goals().get(0);
        for (int i = 0; i < best.length; i++) {
            TrialResult trial = complete.get(i);
            if (trial.isFeasible() && (Double.isNaN(last) || goal.better(trial.value(), last))) {
                last = trial.value();
            }
            best[i] = last;
        }
        return Table.of(numbers("trial", complete, TrialResult::number), numbers("value", complete, TrialResult::value), NumericColumn.of("best",
                best));
    }

    /** For each complete trial that had a parameter: trial, the parameter, value. */
    public Table slice(Param<?> param) {
        List<TrialResult> having = having(param);
        return Table.of(numbers("trial", having, TrialResult::number), column("param", param, having), numbers("value", having, TrialResult::value));
    }

    /** For each complete trial that had both parameters: trial, first, second, value. The surface between them is left to the plot. */
    public Table contour(Param<?> first, Param<?> second) {
        List<TrialResult> having = having(first).stream().filter(trial -> trial.settings().has(second)).toList();
        return Table.of(numbers("trial", having, TrialResult::number), column("first", first, having), column("second", second, having),
                numbers("value", having, TrialResult::value));
    }

    /** For each complete trial: trial, value, and each parameter, missing where a trial did not have it. */
    public Table parallelCoordinates() {
        List<Column> columns = new ArrayList<>(List.of(numbers("trial", complete, TrialResult::number), numbers("value", complete,
                TrialResult::value)));
        for (Param<?> param : result.params()) {
            columns.add(column("param " + param.name(), param, complete));
        }
        return Table.of(columns);
    }

    /**
     * For each report of each trial: trial, step, value, state of the trial. A report that was inherited from a promoted trial is that one's only.
     */
    public Table intermediateValues() {
        List<int[]> places = new ArrayList<>();
        for (TrialResult trial : result.trials()) {
            int own = trial.continues().isPresent() ? result.trial(trial.continues().getAsInt()).reports() : 0;
            IntStream.range(own, trial.reports()).forEach(report -> places.add(new int[] {trial.number(), report}));
        }
        return Table.of(of("trial", places, place -> place[0]), of("step", places, place -> result.trial(place[0]).reportStep(place[1])),
                of("value", places, place -> result.trial(place[0]).report(place[1])),
                texts("state", places, place -> result.trial(place[0]).state().name()));
    }

    /** For each trial when it ran, in seconds since the first one began: trial, state, from, to. */
    public Table timeline() {
        List<TrialResult> all = result.trials();
        long first = all.stream().mapToLong(trial -> trial.started().toEpochMilli()).min().orElse(0);
        Function<TrialResult, Number> from = trial -> (trial.started().toEpochMilli() - first) / 1e3;
        return Table.of(numbers("trial", all, TrialResult::number), texts("state", all, trial -> trial.state().name()), numbers("from", all, from),
                numbers("to", all, trial -> from.apply(trial).doubleValue() + trial.seconds()));
    }

    /** For each complete trial: trial, each goal, whether it is feasible, whether it is of the front. */
    public Table front() {
        List<Integer> front = result.front().stream().map(TrialResult::number).toList();
        List<Column> columns = new ArrayList<>(List.of(numbers("trial", complete, TrialResult::number)));
        for (int goal = 0; goal < result.goals().size(); goal++) {
            int one = goal;
            columns.add(numbers("goal " + result.goals().get(goal).name(), complete, trial -> trial.values()[one]));
        }
        columns.add(numbers("feasible", complete, trial -> trial.isFeasible() ? 1 : 0));
        columns.add(numbers("front", complete, trial -> front.contains(trial.number()) ? 1 : 0));
        return Table.of(columns);
    }

    /** Parameters and how much they matter, the most important first: parameter, importance. */
    public Table importance(Importance importance) {
        List<Map.Entry<Param<?>, Double>> entries = List.copyOf(importance.of(result).entrySet());
        return Table.of(texts("parameter", entries, entry -> entry.getKey().name()), of("importance", entries, Map.Entry::getValue));
    }

    /**
     * All of them by name; slices of each parameter, the importance if there are enough trials, and contours of the two most important parameters.
     */
    public Map<String, Table> all() {
        Map<String, Table> tables = new LinkedHashMap<>();
        tables.put("history", history());
        result.params().forEach(param -> tables.put("slice " + param.name(), slice(param)));
        tables.put("parallel coordinates", parallelCoordinates());
        tables.put("intermediate values", intermediateValues());
        tables.put("timeline", timeline());
        tables.put("front", front());
        if (complete.size() >= 4) {
            Map<Param<?>, Double> importance = Importance.fanova().of(result);
            tables.put("importance", importance(Importance.fanova()));
            List<Param<?>> params = List.copyOf(importance.keySet());
            if (params.size() > 1) {
                tables.put("contour " + params.get(0).name() + ", " + params.get(1).name(), contour(params.get(0), params.get(1)));
            }
        }
        return tables;
    }

    /** Writes {@link #all} as JSON: {@code {"history": {"trial": [0, 1], "value": [0.5, 0.3], "best": [0.5, 0.3]}, ..}}; what is missing is null. */
    public void writeJson(Path file) throws IOException {
        Replace.file(file, out -> {
            try (JsonGenerator json = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).createGenerator(out)) {
                json.writeStartObject();
                for (Map.Entry<String, Table> table : all().entrySet()) {
                    json.writeObjectFieldStart(table.getKey());
                    for (Column column : table.getValue().columns()) {
                        write(json, column);
                    }
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
        });
    }

    /** Writes {@link #all} as CSV, each table into a file of its name in this folder: {@code history.csv}, {@code slice-rate.csv} and so on. */
    public void writeCsv(Path folder) throws IOException {
        Files.createDirectories(folder);
        Set<String> taken = new HashSet<>();
        for (Map.Entry<String, Table> table : all().entrySet()) {
            String name = table.getKey().replaceAll("[^\\p{L}\\p{N}._-]+", "-");
            while (!taken.add(name.toLowerCase(Locale.ROOT))) { // some systems do not tell them apart
                name += "-"; // parameters whose names differ only in what no file has in its own
            }
            CsvOutput.to(folder.resolve(name + ".csv")).write(table.getValue());
        }
    }

    private static void write(JsonGenerator json, Column column) throws IOException {
        json.writeArrayFieldStart(column.name());
        for (int row = 0; row < column.size(); row++) {
            if (column instanceof NumericColumn numbers) {
                double value = numbers.get(row);
                if (Double.isFinite(value)) {
                    json.writeNumber(value);
                } else {
                    json.writeNull();
                }
            } else {
                json.writeString(column.isMissing(row) ? null : column.text(row));
            }
        }
        json.writeEndArray();
    }

    private List<TrialResult> having(Param<?> param) {
        Check.require(result.params().contains(param), "StudyPlots", "the parameter must be one of " + result.params(), param);
        return complete.stream().filter(trial -> trial.settings().has(param)).toList();
    }

    private static Column column(String name, Param<?> param, List<TrialResult> trials) {
        return param instanceof Param.Choice ? texts(name, trials, trial -> trial.settings().has(param) ? String.valueOf(trial.get(param)) : null)
                : numbers(name, trials, trial -> trial.settings().has(param) ? (Number) trial.get(param) : Double.NaN);
    }

    private static NumericColumn numbers(String name, List<TrialResult> trials, Function<TrialResult, Number> number) {
        return of(name, trials, number);
    }

    private static <T> NumericColumn of(String name, List<T> rows, Function<T, ? extends Number> number) {
        return NumericColumn.of(name, rows.stream().mapToDouble(row -> number.apply(row).doubleValue()).toArray());
    }

    @SuppressWarnings("NullAway") // TextColumn takes what is missing as null; the checker does not see it in a variable number of arguments
    private static <T> TextColumn texts(String name, List<T> rows, Function<T, @Nullable String> text) {
        @Nullable String[] texts = new @Nullable String[rows.size()];
        Arrays.setAll(texts, i -> text.apply(rows.get(i)));
        return TextColumn.of(name, texts);
    }

    @Override
    public String toString() {
        return "StudyPlots[" + result.trials().size() + " trials]";
    }
}
