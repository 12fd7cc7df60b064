package org.librate.augment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.librate.core.Check;

/** Transforms one after the other. */
public record Sequence<S>(List<Transform<S>> transforms) implements Transform<S> {

    public Sequence {
        transforms = List.copyOf(transforms);
        transforms.forEach(Sequence::checkName);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <S> Sequence<S> of(Transform<S>... transforms) {
        return new Sequence<>(Arrays.asList(transforms));
    }

    /** One more at the end. */
    public Sequence<S> then(Transform<S> next) {
        List<Transform<S>> more = new ArrayList<>(transforms);
        more.add(next);
        return new Sequence<>(more);
    }

    @Override
    public Applied<S> apply(S sample, Draw draw) {
        return run(transforms, sample, draw);
    }

    /** Numbers go by names: without one, or with one that the JVM made up, they would be others in the next process. */
    static void checkName(Transform<?> transform) {
        String name = transform.name();
        Check.require(!name.isEmpty() && !name.contains("$$Lambda"), "Transform", "one among others needs a name that stays",
                "\"" + name + "\" of " + transform, "Make it a record, or override name().");
    }

    /** Each by its own numbers, which go by its name: another transform before it changes none of them. */
    static <S> Applied<S> run(List<Transform<S>> transforms, S sample, Draw draw) {
        Map<String, Integer> seen = new HashMap<>();
        List<Change> changes = new ArrayList<>();
        S current = sample;
        for (Transform<S> transform : transforms) {
            int occurrence = seen.merge(transform.name(), 1, Integer::sum) - 1;
            Applied<S> applied = transform.apply(current, draw.part(transform.name(), occurrence));
            current = applied.sample();
            changes.addAll(applied.changes());
        }
        return new Applied<>(current, changes);
    }

    @Override
    public String toString() {
        return "Sequence" + list(transforms);
    }

    static String list(List<?> transforms) {
        return transforms.stream().map(Object::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
