package org.librate.tuning.study;

import java.util.Arrays;
import java.util.OptionalInt;
import org.librate.core.Check;
import org.librate.tuning.search.Param;

/**
 * A parameter as samplers see it: numbers. A real or whole number stands for itself, one of several values is its position from 0, and NaN means that
 * a trial did not have the parameter.
 *
 * <p>A number also has a place on the parameter's <em>scale</em>: its logarithm if the parameter is logarithmic, else itself. Values that are apart
 * own half a step to either side on it, so that the scale of {@code Param.integers("n", 1, 3)} goes from 0.5 to 3.5, and that of four categories from
 * −0.5 to
 * 3.5.
 *
 * <pre>{@code
 * Axis axis = Axis.of(Param.logIntegers("width", 8, 512));
 * double value = axis.value(axis.scaleLow() + 0.3 * (axis.scaleHigh() - axis.scaleLow()));   // one of 8, 9, .. 512
 * }</pre>
 */
public final class Axis {

    private static final double SAME = 1e-9; // steps that a number may be off the value that is meant

    private final Param<?> param;
    private final boolean categorical;
    private final boolean log;
    private final double low;
    private final double high;
    private final double step;
    private final int count;
    private final int parent;
    private final double[] parentValues;

    private Axis(Param<?> param, int parent, double[] parentValues) {
        this.param = param;
        this.parent = parent;
        this.parentValues = parentValues;
        if (param instanceof Param.Reals reals) {
            this.low = reals.low();
            this.step = reals.step();
            this.log = reals.log();
        } else if (param instanceof Param.Integers integers) {
            this.low = integers.low();
            this.step = integers.step();
            this.log = integers.log();
        } else {
            this.low = 0;
            this.step = 1;
            this.log = false;
        }
        this.categorical = param instanceof Param.Choice;
        this.count = param.count().orElse(0);
        this.high = count > 0 ? low + step * (count - 1) : ((Param.Reals) param).high();
    }

    /** The axis of a parameter that every trial has. */
    public static Axis of(Param<?> param) {
        return new Axis(param, -1, new double[0]);
    }

    /** The same where only trials have it whose value on another axis is one of these. */
    Axis under(int parent, double... values) {
        return new Axis(param, parent, values.clone());
    }

    public Param<?> param() {
        return param;
    }

    public String name() {
        return param.name();
    }

    /** Whether values are positions without an order that means something. */
    public boolean isCategorical() {
        return categorical;
    }

    public boolean isLogarithmic() {
        return log;
    }

    /** How many values there are; 0 if any number between the ends is one. */
    public int count() {
        return count;
    }

    /** How far values are apart; 0 if any number between the ends is one. */
    public double step() {
        return step;
    }

    /** The smallest value. */
    public double low() {
        return low;
    }

    /** The largest value. */
    public double high() {
        return high;
    }

    /** The axis that decides whether a trial has this parameter, if its space was declared and one does. It is a lower number than this axis. */
    public OptionalInt parent() {
        return parent < 0 ? OptionalInt.empty() : OptionalInt.of(parent);
    }

    /** Whether a trial has this parameter, whose other values are these. What is not declared as depending on another always may be there. */
    public boolean isActive(double[] row) {
        if (parent < 0) {
            return true;
        }
        for (double value : parentValues) {
            if (row[parent] == value) {
                return true;
            }
        }
        return false;
    }

    /** Where the scale begins: half a step below the smallest value. */
    public double scaleLow() {
        return onScale(low - step / 2);
    }

    /** Where the scale ends: half a step above the largest value. */
    public double scaleHigh() {
        return onScale(high + step / 2);
    }

    /** A value's place on the scale. */
    public double scaled(double value) {
        return onScale(value);
    }

    /** Where a value's part of the scale begins; its own place if there is no step. */
    public double cellLow(double value) {
        return onScale(value - step / 2);
    }

    /** Where a value's part of the scale ends; its own place if there is no step. */
    public double cellHigh(double value) {
        return onScale(value + step / 2);
    }

    private double onScale(double value) {
        return log ? Math.log(value) : value;
    }

    /** The allowed value at a place on the scale, or at the end that is nearest. */
    public double value(double scaled) {
        double value = log ? Math.exp(scaled) : scaled;
        return count > 0 ? valueAt((int) Math.max(0, Math.min(count - 1L, Math.round((value - low) / step)))) : Math.max(low, Math.min(high, value));
    }

    /** A value's place between 0 and 1, where the scale begins and ends. */
    public double unit(double value) {
        return (onScale(value) - scaleLow()) / (scaleHigh() - scaleLow());
    }

    /** The allowed value at a place between 0 and 1: places drawn evenly give values as a search at random draws them. */
    public double atUnit(double place) {
        return number(param.at(place));
    }

    /** A value by its number from 0, of those that are apart. */
    public double valueAt(int index) {
        return low + step * index;
    }

    /** The number of a value, of those that are apart. */
    public int indexOf(double value) {
        return (int) Math.round((value - low) / step);
    }

    /** Whether this is one of the values. */
    public boolean allows(double value) {
        if (count == 0) {
            return value >= low && value <= high;
        }
        int index = indexOf(value);
        return index >= 0 && index < count && Math.abs(valueAt(index) - value) <= SAME * step;
    }

    /** The number that stands for a value; a complaint if it is none. */
    double number(Object value) {
        if (param instanceof Param.Choice<?> choice) {
            int index = choice.values().indexOf(value);
            Check.require(index >= 0, "Study", "a value must be of " + param, value);
            return index;
        }
        Check.require(param.allows(value), "Study", "a value must be of " + param, value);
        double number = ((Number) value).doubleValue();
        Check.require(allows(number), "Study", "a value must be a whole number of steps above the lower end of " + param, value);
        return snapped(number);
    }

    /** The value itself: 0.3 is meant by 0.1 + 2 * 0.1, which is a little more. */
    double snapped(double value) {
        return count > 0 ? valueAt(indexOf(value)) : value;
    }

    /** What a number stands for. */
    Object object(double value) {
        return object(param, value);
    }

    static Object object(Param<?> param, double value) {
        if (param instanceof Param.Choice<?> choice) {
            return choice.values().get((int) value);
        }
        return param instanceof Param.Integers ? (Object) (int) value : (Object) value;
    }

    @Override
    public String toString() {
        return parent < 0 ? param.toString() : param + " where axis " + parent + " is in " + Arrays.toString(parentValues);
    }
}
