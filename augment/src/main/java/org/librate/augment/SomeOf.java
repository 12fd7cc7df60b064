package org.librate.augment;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;

/** Some of several transforms, all as likely, one after the other: in the order given, or in random order. */
public record SomeOf<S>(int least, int most, boolean randomOrder, List<Transform<S>> transforms) implements Transform<S> {

    public SomeOf {
        transforms = List.copyOf(transforms);
        Check.require(least >= 0 && least <= most && most <= transforms.size(), "SomeOf",
                "0 <= least <= most <= " + transforms.size() + ", the number of transforms", least + " to " + most);
    }

    /** So many of them. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <S> SomeOf<S> of(int count, Transform<S>... transforms) {
        return new SomeOf<>(count, count, false, Arrays.asList(transforms));
    }

    /** From {@code least} to {@code most} of them. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <S> SomeOf<S> between(int least, int most, Transform<S>... transforms) {
        return new SomeOf<>(least, most, false, Arrays.asList(transforms));
    }

    public SomeOf<S> withRandomOrder(boolean random) {
        return new SomeOf<>(least, most, random, transforms);
    }

    @Override
    public Applied<S> apply(S sample, Draw draw) {
        int[] chosen = draw.choice(transforms.size(), draw.integer(least, most + 1));
        if (!randomOrder) {
            Arrays.sort(chosen);
        }
        return Sequence.run(Arrays.stream(chosen).mapToObj(transforms::get).toList(), sample, draw);
    }

    @Override
    public String toString() {
        return "SomeOf" + (least == most ? "[" + least + ": " : "[" + least + " to " + most + ": ") + Sequence.list(transforms).substring(1)
                + (randomOrder ? ".withRandomOrder(true)" : "");
    }
}
