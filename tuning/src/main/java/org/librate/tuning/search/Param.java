package org.librate.tuning.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.librate.core.Check;

/**
 * Something that can be set, and what it may be set to. It is the key by which a value is read, so that a value has its type:
 *
 * <pre>{@code
 * Param<Double> rate = Param.logUniform("rate", 1e-5, 1e-1);
 * Param<Integer> width = Param.integers("width", 32, 512).withStep(32);
 * Param<Boolean> bias = Param.flag("bias");
 * Param<Activation> activation = Param.oneOf("activation", Activation.RELU, Activation.GELU);
 * double chosen = settings.get(rate);
 * }</pre>
 *
 * @param <T> the type of its values
 */
public sealed interface Param<T> {

    String name();

    /** The value at a place between 0 and 1: equal parts of this range hold equally much, on a logarithmic scale if it has one. */
    T at(double place);

    /** How many values there are; empty if there is no end of them. */
    OptionalInt count();

    /** All values in order if there are no more than that many, or that many from the lowest to the highest, evenly spread. */
    List<T> grid(int points);

    /** Whether this may be a value. */
    boolean allows(Object value);

    /** Any number in {@code [low, high]}. */
    static Reals uniform(String name, double low, double high) {
        return new Reals(name, low, high, false, 0);
    }

    /** Any number in {@code [low, high]}, as many from 0.001 to 0.01 as from 0.01 to 0.1: for learning rates and penalties. */
    static Reals logUniform(String name, double low, double high) {
        return new Reals(name, low, high, true, 0);
    }

    /** Whole numbers from {@code low} to {@code high}, both included. */
    static Integers integers(String name, int low, int high) {
        return new Integers(name, low, high, false, 1);
    }

    /** Whole numbers from {@code low} to {@code high}, both included, on a logarithmic scale: for widths and numbers of trees. */
    static Integers logIntegers(String name, int low, int high) {
        return new Integers(name, low, high, true, 1);
    }

    /** Yes or no. */
    static Choice<Boolean> flag(String name) {
        return new Choice<>(name, List.of(false, true));
    }

    /** One of several values. */
    @SafeVarargs
    @SuppressWarnings("varargs") // they are only read
    static <T> Choice<T> oneOf(String name, T... values) {
        return new Choice<>(name, List.of(values));
    }

    /**
     * Numbers in {@code [low, high]}.
     *
     * @param log whether the scale is logarithmic
     * @param step how far values are apart, from {@code low} on; 0 for any
     */
    record Reals(String name, double low, double high, boolean log, double step) implements Param<Double> {

        public Reals {
            Check.require(Double.isFinite(low) && Double.isFinite(high) && low < high, "Param \"" + name + "\"", "needs finite ends, low < high",
                    "[" + low + ", " + high + "]");
            Check.require(!log || low > 0, "Param \"" + name + "\"", "a logarithmic scale begins above 0", low);
            Check.require(step == 0 || !log && step > 0 && step <= high - low, "Param \"" + name + "\"",
                    "a step must be > 0, fit between the ends, and have no logarithmic scale",
                    step);
        }

        /** Only the low end and what lies whole steps above it. */
        public Reals withStep(double step) {
            Check.positive("Param \"" + name + "\"", "step", step);
            return new Reals(name, low, high, log, step);
        }

        private int steps() {
            return (int) Math.floor((high - low) / step * (1 + 1e-12)) + 1;
        }

        @Override
        public Double at(double place) {
            if (step > 0) {
                return low + step * Math.min(steps() - 1, (int) (place * steps()));
            }
            if (place <= 0 || place >= 1) {
                return place <= 0 ? low : high;
            }
            // By powers of ten, so that a grid from 0.001 to 1000 has 0.01 and no neighbour of it.
            double value = log ? Math.pow(10, Math.log10(low) + place * (Math.log10(high) - Math.log10(low))) : low + place * (high - low);
            return Math.min(high, Math.max(low, value));
        }

        @Override
        public OptionalInt count() {
            return step > 0 ? OptionalInt.of(steps()) : OptionalInt.empty();
        }

        @Override
        public List<Double> grid(int points) {
            Check.positive("Param \"" + name + "\"", "number of points", points);
            List<Double> values = new ArrayList<>();
            int count = step > 0 ? Math.min(points, steps()) : points;
            for (int i = 0; i < count; i++) {
                double place = count == 1 ? 0.5 : i / (count - 1.0);
                values.add(step > 0 ? Double.valueOf(low + step * Math.round(place * (steps() - 1))) : at(place));
            }
            return values;
        }

        @Override
        public boolean allows(Object value) {
            return value instanceof Double number && number >= low && number <= (step > 0 ? low + step * (steps() - 1) : high); // 14 steps of 0.05 are more than 0.7
        }

        @Override
        public String toString() {
            return "Param." + (log ? "logUniform" : "uniform") + "(\"" + name + "\", " + low + ", " + high + ")"
                    + (step > 0 ? ".withStep(" + step + ")" : "");
        }
    }

    /**
     * Whole numbers in {@code [low, high]}.
     *
     * @param log whether the scale is logarithmic
     * @param step how far values are apart, from {@code low} on
     */
    record Integers(String name, int low, int high, boolean log, int step) implements Param<Integer> {

        public Integers {
            Check.require(low <= high, "Param \"" + name + "\"", "needs low <= high", "[" + low + ", " + high + "]");
            Check.require(!log || low > 0, "Param \"" + name + "\"", "a logarithmic scale begins above 0", low);
            Check.require(step == 1 || !log && step > 1, "Param \"" + name + "\"", "a step must be > 0, and 1 on a logarithmic scale", step);
        }

        /** Only the low end and what lies whole steps above it. */
        public Integers withStep(int step) {
            return new Integers(name, low, high, log, step);
        }

        private int steps() {
            return Math.toIntExact(((long) high - low) / step + 1);
        }

        @Override
        public Integer at(double place) {
            if (log) { // each whole number owns the range of half a step around it
                double from = Math.log(low - 0.5);
                double value = Math.exp(from + place * (Math.log(high + 0.5) - from));
                return (int) Math.min(high, Math.max(low, Math.round(value)));
            }
            return low + step * Math.min(steps() - 1, (int) (place * steps()));
        }

        @Override
        public OptionalInt count() {
            return OptionalInt.of(steps());
        }

        @Override
        public List<Integer> grid(int points) {
            Check.positive("Param \"" + name + "\"", "number of points", points);
            LinkedHashSet<Integer> values = new LinkedHashSet<>();
            int count = Math.min(points, steps());
            for (int i = 0; i < count; i++) {
                double place = count == 1 ? 0.5 : i / (count - 1.0);
                double logarithmic = Math.exp(Math.log(low) + place * (Math.log(high) - Math.log(low)));
                values.add(log && count < steps() ? (int) Math.round(logarithmic) : low + step * (int) Math.round(place * (steps() - 1)));
            }
            return List.copyOf(values);
        }

        @Override
        public boolean allows(Object value) {
            return value instanceof Integer number && number >= low && number <= high;
        }

        @Override
        public String toString() {
            return "Param." + (log ? "logIntegers" : "integers") + "(\"" + name + "\", " + low + ", " + high + ")"
                    + (step > 1 ? ".withStep(" + step + ")" : "");
        }
    }

    /** One of several values. */
    record Choice<T>(String name, List<T> values) implements Param<T> {

        public Choice {
            values = List.copyOf(values);
            Check.require(!values.isEmpty() && values.stream().distinct().count() == values.size(), "Param \"" + name + "\"",
                    "needs values, each once", values);
        }

        @Override
        public T at(double place) {
            return values.get(Math.min(values.size() - 1, (int) (place * values.size())));
        }

        @Override
        public OptionalInt count() {
            return OptionalInt.of(values.size());
        }

        /** All values: none stands for another. */
        @Override
        public List<T> grid(int points) {
            return values;
        }

        @Override
        public boolean allows(Object value) {
            return values.contains(value);
        }

        @Override
        public String toString() {
            return values.equals(Arrays.asList(false, true)) ? "Param.flag(\"" + name + "\")"
                    : values.stream().map(String::valueOf).collect(Collectors.joining(", ", "Param.oneOf(\"" + name + "\", ", ")"));
        }
    }
}
