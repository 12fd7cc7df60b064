package org.librate.core.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;

/**
 * What can be learned from a series to forecast it: every window of past steps, with what came after it as the target.
 *
 * <pre>{@code
 * Split windows = SlidingWindows.of(series).withLength(48).withHorizon(1, 24).withTargets(0)
 *         .split(SplitRule.chronological(0.70, 0.15, 0.15));
 * Tensor tomorrow = model.predict(SlidingWindows.latest(series, 48));
 * }</pre>
 *
 * <p>Inputs are {@code [length, channels]}; targets {@code [horizons · targets]}, all targets of the first horizon before those of the next. The
 * series is copied once, whatever the number of windows. Windows overlap, so split them chronologically: no step then is in two parts.
 */
public final class SlidingWindows implements Dataset {

    private static final String NAME = "SlidingWindows";

    private final float[] values; // [time, channels]
    private final int channels;
    private final int source;
    private final int length;
    private final int[] horizons;
    private final int[] targets;
    private final int stride;
    private final int gap;

    private SlidingWindows(float[] values, int channels, int source, int length, int[] horizons, int[] targets, int stride, int gap) {
        this.values = values;
        this.channels = channels;
        this.source = source;
        this.length = length;
        this.horizons = horizons;
        this.targets = targets;
        this.stride = stride;
        this.gap = gap;
    }

    /** A series of several channels, {@code [time][channel]}: windows of one step with the next as the target, unless told. */
    public static SlidingWindows of(float[][] series) {
        float[] values = flat(series);
        CRC32C crc = new CRC32C();
        Ragged.update(crc, new int[] {series[0].length});
        Ragged.update(crc, values);
        return new SlidingWindows(values, series[0].length, Origin.checksum(crc), 1, new int[] {1}, IntStream.range(0, series[0].length).toArray(), 1,
                0);
    }

    /** A series of one channel. */
    public static SlidingWindows of(float... series) {
        return of(oneChannel(series));
    }

    /** The last steps of a series as a batch of one, {@code [1, length, channels]}: to ask what comes next. */
    public static Tensor latest(float[][] series, int length) {
        float[] values = flat(series);
        Check.require(length > 0 && length <= series.length, NAME, "length must be in [1, " + series.length + "]", length);
        int channels = series[0].length;
        return Tensor.of(Shape.of(1, length, channels), Arrays.copyOfRange(values, values.length - length * channels, values.length));
    }

    /** The last steps of a series of one channel as a batch of one, {@code [1, length, 1]}. */
    public static Tensor latest(float[] series, int length) {
        return latest(oneChannel(series), length);
    }

    private static float[][] oneChannel(float[] series) {
        float[][] steps = new float[series.length][];
        Arrays.setAll(steps, t -> new float[] {series[t]});
        return steps;
    }

    private static float[] flat(float[][] series) {
        Check.require(series.length > 0 && series[0].length > 0, NAME, "a series needs at least one step of one channel", series.length + " steps");
        int channels = series[0].length;
        float[] values = new float[Math.multiplyExact(series.length, channels)];
        for (int t = 0; t < series.length; t++) {
            Check.require(series[t].length == channels, NAME, "all steps must have " + channels + " channels, as the first",
                    series[t].length + " in step " + t);
            System.arraycopy(series[t], 0, values, t * channels, channels);
        }
        return values;
    }

    /** How many steps the model sees. */
    public SlidingWindows withLength(int steps) {
        return new SlidingWindows(values, channels, source, Check.positive(NAME, "length", steps), horizons, targets, stride, gap);
    }

    /** Which steps after the window are asked for: 1 is the next. Several may be named: {@code withHorizon(1, 2, 3)}. */
    public SlidingWindows withHorizon(int... steps) {
        Check.require(steps.length > 0 && Arrays.stream(steps).allMatch(step -> step > 0), NAME, "horizons must be > 0", Arrays.toString(steps));
        return new SlidingWindows(values, channels, source, length, steps.clone(), targets, stride, gap);
    }

    /** Which channels are asked for: all unless told. */
    public SlidingWindows withTargets(int... columns) {
        Check.require(columns.length > 0 && Arrays.stream(columns).allMatch(column -> column >= 0 && column < channels), NAME,
                "targets must be channels in [0, " + channels + ")", Arrays.toString(columns));
        return new SlidingWindows(values, channels, source, length, horizons, columns.clone(), stride, gap);
    }

    /** How many steps apart windows begin: 1 unless told. */
    public SlidingWindows withStride(int steps) {
        return new SlidingWindows(values, channels, source, length, horizons, targets, Check.positive(NAME, "stride", steps), gap);
    }

    /** How many steps after a window are left out before horizon 1: for what is known only late. */
    public SlidingWindows withGap(int steps) {
        return new SlidingWindows(values, channels, source, length, horizons, targets, stride, Check.notNegative(NAME, "gap", steps));
    }

    /** From a window's first step to the one after the last that is asked for. */
    private int span() {
        return length + gap + Arrays.stream(horizons).max().orElseThrow();
    }

    private int steps() {
        return values.length / channels;
    }

    @Override
    public int size() {
        return steps() < span() ? 0 : (steps() - span()) / stride + 1;
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.input("series", DType.FLOAT32, Shape.of(length, channels)),
                Field.target("y", DType.FLOAT32, Shape.of((long) horizons.length * targets.length)));
    }

    @Override
    public void read(int index, Row into) {
        int start = index * stride;
        into.put(0, values, start * channels);
        int last = start + length - 1 + gap;
        float[] wanted = new float[horizons.length * targets.length];
        for (int h = 0; h < horizons.length; h++) {
            for (int k = 0; k < targets.length; k++) {
                wanted[h * targets.length + k] = values[(last + horizons[h]) * channels + targets[k]];
            }
        }
        into.put(1, wanted);
    }

    @Override
    public long begins(int index) {
        return (long) index * stride;
    }

    @Override
    public long ends(int index) {
        return begins(index) + span();
    }

    @Override
    public long origin(int index) {
        return Origin.of(source, index);
    }

    /** As in {@code SlidingWindows[953 windows of 48, channels=3, horizon=[1, 24], targets=[0]]}. */
    @Override
    public String toString() {
        return NAME + "[" + size() + " windows of " + length + ", channels=" + channels + ", horizon=" + Arrays.toString(horizons) + ", targets="
                + Arrays.toString(targets) + (stride == 1 ? "" : ", stride=" + stride) + (gap == 0 ? "" : ", gap=" + gap) + "]";
    }
}
