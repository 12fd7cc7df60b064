package org.librate.tuning.validation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;
import org.librate.core.learn.Model;
import org.librate.core.metric.Metric;

/** What a cross-validation found: values of each metric on each fold, and the scores of every row by a model that had not seen it. */
public final class CvResult<M extends Model> {

    private final List<Metric> metrics;
    private final List<FoldResult<M>> folds;
    private final @Nullable Tensor scores;
    private final int[] timesTested;

    CvResult(List<Metric> metrics, List<FoldResult<M>> folds, @Nullable Tensor scores, int[] timesTested) {
        this.metrics = List.copyOf(metrics);
        this.folds = List.copyOf(folds);
        this.scores = scores;
        this.timesTested = timesTested;
    }

    public List<FoldResult<M>> folds() {
        return folds;
    }

    public List<Metric> metrics() {
        return metrics;
    }

    /** The metric on each fold's test rows. */
    public double[] values(Metric metric) {
        return folds.stream().mapToDouble(fold -> fold.get(metric)).toArray();
    }

    /** The metric on each fold's training rows, if asked for. */
    public double[] trainValues(Metric metric) {
        return folds.stream().mapToDouble(fold -> FoldResult.value(fold.train(), metric)).toArray();
    }

    /** The mean over folds; NaN if a fold failed or the metric is undefined on one. */
    public double mean(Metric metric) {
        return mean(values(metric));
    }

    /** How much the folds vary: their standard deviation with n − 1. It is not the uncertainty of the mean, because folds share training rows. */
    public double deviation(Metric metric) {
        return deviation(values(metric));
    }

    /** How far the mean over folds may be off, as if folds were independent: the deviation by the root of their number. */
    public double standardError(Metric metric) {
        return deviation(metric) / Math.sqrt(folds.size());
    }

    static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1));
    }

    /**
     * The scores of each row by the models that did not learn from it, FLOAT32 {@code [n, classes]} or {@code [n, ..]}: their mean if it was tested
     * several times, NaN if never. To choose thresholds and to calibrate by.
     */
    public Tensor outOfFold() {
        if (scores == null) {
            throw new IllegalStateException("CrossValidation: scores are not kept after withScores(false).");
        }
        return scores;
    }

    /** How often each row was tested, if its scores were kept. */
    public int[] timesTested() {
        return timesTested.clone();
    }

    /** The fitted models, if they were kept. */
    public List<M> models() {
        List<M> models = new ArrayList<>();
        for (FoldResult<M> fold : folds) {
            models.add(fold.model().orElseThrow(() -> new IllegalStateException(
                    "CrossValidation: models are not kept unless withModels(true), or fold " + fold.number() + " failed.")));
        }
        return models;
    }

    /** A row for each metric: mean, deviation, and every fold. */
    public String table() {
        int width = metrics.stream().mapToInt(metric -> metric.name().length()).max().orElse(0);
        boolean trained = folds.stream().anyMatch(fold -> !fold.train().isEmpty());
        StringBuilder text = new StringBuilder();
        for (Metric metric : metrics) {
            line(text, width + (trained ? 8 : 0), metric.name(), values(metric));
            if (trained) {
                line(text, width + 8, metric.name() + " (train)", trainValues(metric));
            }
        }
        double fit = folds.stream().mapToDouble(FoldResult::fitSeconds).sum();
        double score = folds.stream().mapToDouble(FoldResult::scoreSeconds).sum();
        text.append(String.format(Locale.ROOT, "%d folds, %.2f s fitting, %.2f s scoring", folds.size(), fit, score));
        for (FoldResult<M> fold : folds) {
            fold.failure().ifPresent(failure -> text.append("\nfold ").append(fold.number()).append(" failed: ").append(failure.getMessage()));
        }
        return text.toString();
    }

    /** The same for programs: metrics, folds with rows, values, seconds and failures. What is undefined is null. */
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectFieldStart("metrics");
            for (Metric metric : metrics) {
                json.writeObjectFieldStart(key(metric));
                json.writeBooleanField("higherIsBetter", metric.higherIsBetter());
                number(json, "mean", mean(metric));
                number(json, "deviation", deviation(metric));
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeArrayFieldStart("folds");
            for (FoldResult<M> fold : folds) {
                json.writeStartObject();
                json.writeNumberField("trainRows", fold.fold().train().length);
                json.writeNumberField("testRows", fold.fold().test().length);
                values(json, "test", fold.test());
                if (!fold.train().isEmpty()) {
                    values(json, "train", fold.train());
                }
                number(json, "fitSeconds", fold.fitSeconds());
                number(json, "scoreSeconds", fold.scoreSeconds());
                if (fold.failure().isPresent()) {
                    json.writeStringField("failure", String.valueOf(fold.failure().get().getMessage()));
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory could not be written.", e);
        }
        return text.toString();
    }

    /** A metric's name, unless it has it in common with another. */
    private String key(Metric metric) {
        return metrics.stream().filter(other -> other.name().equals(metric.name())).count() == 1 ? metric.name() : metric.toString();
    }

    private void values(JsonGenerator json, String name, Map<Metric, Double> values) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<Metric, Double> value : values.entrySet()) {
            number(json, key(value.getKey()), value.getValue());
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }

    private static void line(StringBuilder text, int width, String name, double[] values) {
        Function<Double, String> shown = value -> Double.isNaN(value) ? "     -" : String.format(Locale.ROOT, "%6.4f", value);
        text.append(String.format(Locale.ROOT, "%-" + Math.max(1, width) + "s  %s ± %s  [", name, shown.apply(mean(values)),
                shown.apply(deviation(values))));
        text.append(String.join(" ", Arrays.stream(values).boxed().map(shown).toList())).append("]\n");
    }

    @Override
    public String toString() {
        return table();
    }
}
