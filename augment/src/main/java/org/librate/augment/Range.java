package org.librate.augment;

import org.librate.core.Check;

/** From where to where a value is drawn, each as likely. */
public record Range(double low, double high) {

    public Range {
        Check.require(Double.isFinite(low) && Double.isFinite(high) && low <= high, "Range", "low <= high, both finite", low + " to " + high);
    }

    public static Range of(double low, double high) {
        return new Range(low, high);
    }

    /** Always this value. */
    public static Range fixed(double value) {
        return new Range(value, value);
    }

    /** As far below zero as above. */
    public static Range around(double most) {
        Check.notNegative("Range", "reach", most);
        return new Range(-most, most);
    }

    /** From {@code 1 − most} to {@code 1 + most}, for factors. */
    public static Range factor(double most) {
        Check.within("Range", "reach", most, 0, 1);
        return new Range(1 - most, 1 + most);
    }

    /** Complains unless all lies within the limits. */
    public Range within(String who, String what, double least, double most) {
        Check.require(low >= least && high <= most, who, what + " must be within [" + least + ", " + most + "]", this);
        return this;
    }

    /** As in {@code 0.8..1.2}, or the value if there is only one. */
    @Override
    public String toString() {
        return low == high ? String.valueOf(low) : low + ".." + high;
    }
}
