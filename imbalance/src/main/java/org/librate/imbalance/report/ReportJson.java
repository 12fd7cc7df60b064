package org.librate.imbalance.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import org.librate.metrics.interval.Interval;

/** A report as JSON. */
final class ReportJson {

    private final ImbalanceReport report;

    ReportJson(ImbalanceReport report) {
        this.report = report;
    }

    String write() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectFieldStart("classes");
            for (int k = 0; k < report.classNames().size(); k++) {
                json.writeNumberField(report.classNames().get(k), report.counts().get(k));
            }
            json.writeEndObject();
            json.writeStringField("rareClass", report.rareClass());
            json.writeStringField("folds", report.folds());
            json.writeNumberField("level", report.level());
            json.writeArrayFieldStart("ways");
            for (RemedyResult one : report.results()) {
                way(json, one);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("comparisons");
            for (Difference one : report.differences()) {
                difference(json, one);
            }
            json.writeEndArray();
            json.writeStringField("verdict", report.verdict());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory could not be written.", e);
        }
        return text.toString();
    }

    private void way(JsonGenerator json, RemedyResult one) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", one.name());
        json.writeStringField("plan", one.plan());
        if (one.note().isPresent()) {
            json.writeStringField("note", one.note().get());
        }
        if (one.isMeasured()) {
            json.writeObjectFieldStart("measures");
            for (Measure measure : Measure.values()) {
                json.writeObjectFieldStart(key(measure));
                number(json, "mean", one.mean(measure));
                Optional<Interval> interval = one.interval(measure, 1 - report.level());
                number(json, "low", interval.map(Interval::low).orElse(Double.NaN));
                number(json, "high", interval.map(Interval::high).orElse(Double.NaN));
                json.writeArrayFieldStart("folds");
                for (double value : one.values(measure)) {
                    number(json, value);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void difference(JsonGenerator json, Difference one) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", one.name());
        json.writeStringField("against", one.against());
        json.writeStringField("measure", key(one.measure()));
        number(json, "better", one.better().value());
        number(json, "low", one.better().low());
        number(json, "high", one.better().high());
        number(json, "pValue", one.pValue());
        number(json, "adjusted", one.adjusted());
        json.writeStringField("finding", one.isGain() ? "gain" : one.isLoss() ? "loss" : "none");
        json.writeEndObject();
    }

    private static String key(Measure measure) {
        return measure.name().toLowerCase(Locale.ROOT);
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        number(json, value);
    }

    private static void number(JsonGenerator json, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }
}
