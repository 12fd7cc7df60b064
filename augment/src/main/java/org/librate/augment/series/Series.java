package org.librate.augment.series;

import java.util.Arrays;
import org.librate.augment.Labelled;
import org.librate.core.Check;

/**
 * Numbers over time, {@code [time, features]}, perhaps with a class, and with a class for each step. Transforms move steps and their classes
 * together.
 *
 * <p>The arrays are shared, not copied: whoever gives them away leaves them as they are.
 */
public final class Series implements Labelled {

    private final int time;
    private final int features;
    private final float[] values;
    private final int[] steps; // a class for each step; empty if there are none
    private final int label;

    private Series(int time, int features, float[] values, int[] steps, int label) {
        this.time = time;
        this.features = features;
        this.values = values;
        this.steps = steps;
        this.label = label;
    }

    /** By its values, step after step. */
    public static Series of(int time, int features, float[] values) {
        Check.positive("Series", "time", time);
        Check.positive("Series", "features", features);
        Check.require(values.length == time * features, "Series", "needs " + time + " × " + features + " values", values.length);
        return new Series(time, features, values, new int[0], -1);
    }

    /** The class of all of it. */
    public Series withLabel(int ofAll) {
        return new Series(time, features, values, steps, Check.notNegative("Series", "label", ofAll));
    }

    /** A class for each step. */
    public Series withStepLabels(int[] each) {
        Check.require(each.length == time, "Series", "needs a class for each of " + time + " steps", each.length);
        return new Series(time, features, values, each, label);
    }

    /** Other values for the same steps. */
    Series withValues(float[] other) {
        return new Series(time, features, other, steps, label);
    }

    /** Each step from a place of this series: values between two steps are mixed, classes are those of the nearer one. */
    Series at(double[] places) {
        float[] moved = new float[places.length * features];
        int[] classes = new int[steps.length == 0 ? 0 : places.length];
        for (int i = 0; i < places.length; i++) {
            double place = Math.max(0, Math.min(time - 1.0, places[i]));
            int before = (int) Math.min(place, Math.max(0, time - 2));
            int after = Math.min(time - 1, before + 1);
            float share = (float) (place - before);
            for (int f = 0; f < features; f++) {
                float a = values[before * features + f];
                moved[i * features + f] = share == 0 ? a : a + share * (values[after * features + f] - a);
            }
            if (classes.length > 0) {
                classes[i] = steps[share < 0.5f ? before : after];
            }
        }
        return new Series(places.length, features, moved, classes, label);
    }

    public int time() {
        return time;
    }

    public int features() {
        return features;
    }

    /** {@code [time, features]}. */
    public float[] values() {
        return values;
    }

    /** The class of each step; empty if it was not said. */
    public int[] stepLabels() {
        return steps;
    }

    @Override
    public int label() {
        return label;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Series series && time == series.time && features == series.features && label == series.label
                && Arrays.equals(values, series.values) && Arrays.equals(steps, series.steps);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /** As in {@code Series[48 × 3]}. */
    @Override
    public String toString() {
        return "Series[" + time + " × " + features + (label < 0 ? "" : ", label " + label) + "]";
    }
}
