package org.librate.nn.train;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.librate.core.Librate;
import org.librate.core.kernel.KernelSets;
import org.librate.core.kernel.Width;

/**
 * Where a model comes from: what it was trained with, on what, and what came of it. Kept with the model in its file.
 *
 * <pre>{@code
 * Classifier model = Classifier.load(path);
 * System.out.println(model.provenance());
 * model.provenance().trainingData();       // "1437 rows 5feceb66ffc8..": the data's fingerprint
 * }</pre>
 *
 * @param librate the version of the library
 * @param java the version of Java
 * @param system the operating system and processor
 * @param kernels what computed: onednn or nd4j
 * @param seed where all randomness came from
 * @param settings the plan, by the names of its options: network, loss, optimizer, schedule, ..
 * @param trainingData how many rows, and their {@link org.librate.core.data.Dataset#fingerprint}
 * @param validationData the same of the validation rows, or none
 * @param classNames what the data called its classes, in the order of their numbers; empty if it did not say
 * @param epochs how many were run
 * @param bestEpoch the one whose weights the model has, as in {@link History#bestEpoch}
 * @param last losses and metrics of the last epoch, by name
 * @param best losses and metrics of the best epoch, by name
 * @param started when training began, the first time if it was resumed
 * @param took how long it took, before it was resumed included
 * @param notes your own, given when it was saved
 */
public record Provenance(String librate, String java, String system, String kernels, long seed, Map<String, String> settings, String trainingData,
        String validationData,
        List<String> classNames, int epochs, int bestEpoch, Map<String, Double> last, Map<String, Double> best, Instant started, Duration took,
        Map<String, String> notes) {

    /** What options that were not used say. */
    private static final Set<String> LEFT_OUT = Set.of("none", "[]");

    public Provenance {
        settings = copy(settings);
        classNames = List.copyOf(classNames);
        last = copy(last);
        best = copy(best);
        notes = copy(notes);
    }

    private static <V> Map<String, V> copy(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** Of a run in this process. */
    static Provenance of(Options options, Map<String, String> settings, List<String> classNames, History history, Instant started, double seconds) {
        Map<String, String> plan = new LinkedHashMap<>(settings);
        String training = String.valueOf(plan.remove("training data"));
        String validation = String.valueOf(plan.remove("validation data"));
        plan.remove("network"); // the file has it
        plan.replaceAll((name, value) -> value.equals("null") ? "none" : value);
        plan.put("threads", Integer.toString(Width.limit())); // sums over rows are split among them, and so rounded
        plan.put("epochs", Integer.toString(options.epochs));
        return new Provenance(Librate.version(), System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                KernelSets.preferred().name(), options.seed, plan, training, validation, classNames, 0, 0, Map.of(), Map.of(), started,
                Duration.ofMillis(Math.round(seconds * 1000)), Map.of()).with(history);
    }

    /** The same with what came of it. */
    Provenance with(History history) {
        List<EpochResult> all = history.epochs();
        Map<String, Double> best = all.stream().filter(epoch -> epoch.epoch() == history.bestEpoch()).findFirst().map(Provenance::numbers)
                .orElse(Map.of());
        return new Provenance(librate, java, system, kernels, seed, settings, trainingData, validationData, classNames, all.size(),
                history.bestEpoch(), all.isEmpty() ? Map.of() : numbers(history.last()), best, started, took, notes);
    }

    Provenance withNotes(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(notes);
        all.putAll(more);
        return new Provenance(librate, java, system, kernels, seed, settings, trainingData, validationData, classNames, epochs, bestEpoch, last, best,
                started, took, all);
    }

    private static Map<String, Double> numbers(EpochResult epoch) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("loss", epoch.loss());
        epoch.validationLoss().ifPresent(loss -> numbers.put("validation loss", loss));
        epoch.metrics().forEach((name, value) -> numbers.put("validation " + name, value));
        return numbers;
    }

    /** One line for each part; options that were not used are left out. */
    @Override
    public String toString() {
        Map<String, Object> lines = new LinkedHashMap<>();
        lines.put("made by", "Librate " + librate + ", Java " + java + ", " + system + ", " + kernels + " kernels");
        lines.put("trained", started + ", " + String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1e3) + ", " + epochs + " epochs, best "
                + bestEpoch);
        lines.put("training data", trainingData);
        lines.put("validation data", validationData);
        if (!classNames.isEmpty()) {
            lines.put("classes", classNames);
        }
        lines.put("best epoch", numbers(best));
        lines.put("last epoch", numbers(last));
        settings.forEach((name, value) -> {
            if (!LEFT_OUT.contains(value) && !(name.equals("averageWeights") && value.equals("0.0"))) {
                lines.put(name, value);
            }
        });
        notes.forEach((name, note) -> lines.put("note " + name, note));
        return lines.entrySet().stream().map(line -> line.getKey() + ": " + line.getValue()).collect(Collectors.joining("\n"));
    }

    private static String numbers(Map<String, Double> numbers) {
        return numbers.entrySet().stream().map(one -> one.getKey() + String.format(Locale.ROOT, " %.4f", one.getValue()))
                .collect(Collectors.joining(", "));
    }
}
