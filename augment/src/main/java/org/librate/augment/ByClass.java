package org.librate.augment;

import java.util.LinkedHashMap;
import java.util.Map;
import org.librate.core.Check;

/**
 * Other transforms for some classes, such as more for rare ones.
 *
 * <pre>{@code
 * ByClass.otherwise(HorizontalFlip.create().withProbability(0.5)).with(RARE, RandAugment.create())
 * }</pre>
 *
 * @param byLabel for these classes; by the class number as text, since files have it so
 */
public record ByClass<S extends Labelled>(Transform<S> otherwise, Map<String, Transform<S>> byLabel) implements Transform<S> {

    public ByClass {
        byLabel = Map.copyOf(byLabel);
        byLabel.keySet().forEach(label -> Check.require(label.matches("[0-9]+"), "ByClass", "classes are numbers from 0 on", "\"" + label + "\""));
    }

    /** The same for all classes so far. */
    public static <S extends Labelled> ByClass<S> otherwise(Transform<S> transform) {
        return new ByClass<>(transform, Map.of());
    }

    /** This for one class. */
    public ByClass<S> with(int label, Transform<S> transform) {
        Map<String, Transform<S>> more = new LinkedHashMap<>(byLabel);
        more.put(String.valueOf(label), transform);
        return new ByClass<>(otherwise, more);
    }

    @Override
    public Applied<S> apply(S sample, Draw draw) {
        return byLabel.getOrDefault(String.valueOf(sample.label()), otherwise).apply(sample, draw);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("ByClass[otherwise ").append(otherwise);
        byLabel.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(entry -> text.append(", ").append(entry.getKey()).append(": ").append(entry.getValue()));
        return text.append("]").toString();
    }
}
