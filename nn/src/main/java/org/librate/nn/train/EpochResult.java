package org.librate.nn.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.librate.core.metric.Metric;

/**
 * What one epoch came to.
 *
 * @param epoch its number, from 1
 * @param updates how often the weights have been changed since the start
 * @param loss the mean training loss over the epoch, as it was while the weights moved
 * @param validationLoss the mean loss on the validation rows; empty without validation
 * @param metrics the metrics on the validation rows by name; empty without validation
 * @param rate the learning rate of the last update
 * @param seconds how long it took, validation included
 */
public record EpochResult(int epoch, long updates, double loss, OptionalDouble validationLoss, Map<String, Double> metrics, double rate,
        double seconds) {

    public EpochResult {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /** A metric on the validation rows. */
    public double get(Metric metric) {
        Double value = metrics.get(metric.name());
        if (value == null) {
            throw new IllegalArgumentException("EpochResult: \"" + metric.name() + "\" was not measured. There are " + metrics.keySet()
                    + ". Name it in Trainer.metrics(..) and give validation rows.");
        }
        return value;
    }
}
