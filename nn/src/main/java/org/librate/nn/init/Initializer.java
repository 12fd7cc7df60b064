package org.librate.nn.init;

import java.util.stream.DoubleStream;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomStream;

/**
 * How weights start. The last axis of a weight is its outputs, the one before its inputs, further ones (a convolution's height and width) count for
 * both.
 *
 * <pre>{@code
 * Dense.of(64).withWeights(Initializer.heUniform())
 * }</pre>
 */
@FunctionalInterface
public interface Initializer {

    /** Float32 values of the shape, drawn from the stream. */
    Tensor sample(Shape shape, RandomStream stream);

    /** All the same value. */
    static Initializer constant(double value) {
        return new Fixed(value);
    }

    static Initializer zeros() {
        return constant(0);
    }

    static Initializer ones() {
        return constant(1);
    }

    /** Evenly from [low, high). */
    static Initializer uniform(double low, double high) {
        return new Uniform(low, high);
    }

    /** From the normal distribution around 0. */
    static Initializer normal(double deviation) {
        return new Normal(0, deviation);
    }

    static Initializer normal(double mean, double deviation) {
        return new Normal(mean, deviation);
    }

    /** From the normal distribution around 0, without what is further than two deviations away; 0.88 of the deviation is left. */
    static Initializer truncatedNormal(double deviation) {
        return new TruncatedNormal(deviation);
    }

    /** He's uniform for ReLU: ±√(6 / inputs). */
    static Initializer heUniform() {
        return new Scaled(Scaled.Rule.HE, true);
    }

    /** He's normal for ReLU: deviation √(2 / inputs). */
    static Initializer heNormal() {
        return new Scaled(Scaled.Rule.HE, false);
    }

    /** Glorot's uniform for tanh and softmax: ±√(6 / (inputs + outputs)). */
    static Initializer glorotUniform() {
        return new Scaled(Scaled.Rule.GLOROT, true);
    }

    /** Glorot's normal for tanh and softmax: deviation √(2 / (inputs + outputs)). */
    static Initializer glorotNormal() {
        return new Scaled(Scaled.Rule.GLOROT, false);
    }

    /** LeCun's uniform, for SELU too: ±√(3 / inputs). */
    static Initializer leCunUniform() {
        return new Scaled(Scaled.Rule.LE_CUN, true);
    }

    /** LeCun's normal, for SELU too: deviation √(1 / inputs). */
    static Initializer leCunNormal() {
        return new Scaled(Scaled.Rule.LE_CUN, false);
    }

    /**
     * Columns (or rows, where those are fewer) of length 1 at right angles, evenly from all such matrices: lengths stay, which deep and recurrent
     * networks like.
     */
    static Initializer orthogonal() {
        return orthogonal(1);
    }

    /** As {@link #orthogonal()}, with vectors of length {@code gain}. */
    static Initializer orthogonal(double gain) {
        return new Orthogonal(gain);
    }

    /**
     * The logarithm of each class's share, for the bias of a last layer before a softmax: the network starts by answering how frequent classes are,
     * not that all are equally likely.
     *
     * @param counts the rows of each class, all > 0
     */
    static Initializer logFrequencies(double... counts) {
        Check.require(counts.length >= 2, "Initializer.logFrequencies", "needs counts of at least 2 classes", counts.length);
        for (double count : counts) {
            Check.positive("Initializer.logFrequencies", "counts", count);
        }
        double total = DoubleStream.of(counts).sum();
        return new Values("logFrequencies", DoubleStream.of(counts).map(count -> Math.log(count / total)).boxed().toList());
    }

    /**
     * The logarithm of positive over negative rows for each output, for the bias of a last layer before a sigmoid: as {@link #logFrequencies}.
     *
     * @param positives the rows with a yes for each output, between 0 and rows
     */
    static Initializer logOdds(double rows, double... positives) {
        for (double count : positives) {
            Check.require(count > 0 && count < rows, "Initializer.logOdds", "positives must be between 0 and " + rows + " rows", count);
        }
        Check.require(positives.length > 0, "Initializer.logOdds", "needs counts of at least 1 output", 0);
        return new Values("logOdds", DoubleStream.of(positives).map(count -> Math.log(count / (rows - count))).boxed().toList());
    }
}
