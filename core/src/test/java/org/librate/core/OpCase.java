package org.librate.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** One op as the contract sees it: how it is called, on which shapes and values, what it must refuse. */
final class OpCase {

    final String name;
    final Function<List<Tensor>, Tensor> op;
    final List<List<Shape>> shapes = new ArrayList<>();
    final List<List<Shape>> rejected = new ArrayList<>();
    final List<List<Shape>> rejectedEmpty = new ArrayList<>();
    double low = -2;
    double high = 2;
    double tolerance = 2e-5;
    boolean differentiable = true;
    boolean elementwise;
    boolean integersToo;
    boolean onlyFirst;
    double[] kinks = {};

    private OpCase(String name, Function<List<Tensor>, Tensor> op) {
        this.name = name;
        this.op = op;
    }

    /** An elementwise function of one argument: tried from no element to many. */
    static OpCase unary(String name, UnaryOperator<Tensor> fn) {
        OpCase c = new OpCase(name, in -> fn.apply(in.get(0))).on(Shape.scalar()).on(s(1)).on(s(7)).on(s(3, 5)).on(s(0)).on(s(2, 0, 3))
                .on(s(2, 3, 4, 5)).on(s(130, 257));
        c.elementwise = true;
        return c;
    }

    /** An elementwise function of two arguments: tried with every way to broadcast. */
    static OpCase binary(String name, BinaryOperator<Tensor> fn) {
        OpCase c = new OpCase(name, in -> fn.apply(in.get(0), in.get(1)))
                .on(Shape.scalar(), Shape.scalar()).on(s(1), s(1)).on(s(5), s(5)).on(s(3, 4), s(4)).on(s(4), s(3, 4)).on(s(3, 4), s(3, 1))
                .on(s(3, 1), s(1, 4))
                .on(s(2, 1, 4), s(3, 1)).on(s(3, 4), Shape.scalar()).on(Shape.scalar(), s(3, 4)).on(s(0), s(1)).on(s(0, 3), s(3))
                .on(s(2, 3, 4, 5), s(3, 1, 5))
                .on(s(130, 257), s(130, 257)).on(s(130, 257), s(257)).on(s(130, 257), s(130, 1)).on(s(257), s(130, 257)).on(s(130, 257), s(1))
                .rejects(s(3), s(4)).rejects(s(2, 3), s(3, 2));
        c.elementwise = true;
        return c;
    }

    /** Any other op; give it shapes with {@link #on}. */
    static OpCase of(String name, Function<List<Tensor>, Tensor> op) {
        return new OpCase(name, op);
    }

    static Shape s(long... dims) {
        return Shape.of(dims);
    }

    OpCase on(Shape... inputs) {
        shapes.add(List.of(inputs));
        return this;
    }

    OpCase rejects(Shape... inputs) {
        rejected.add(List.of(inputs));
        return this;
    }

    /** Values are drawn from here. */
    OpCase between(double low, double high) {
        this.low = low;
        this.high = high;
        return this;
    }

    /** How far float32 results of the two kernel sets may lie apart, relative to 1 + |value|. */
    OpCase within(double tolerance) {
        this.tolerance = tolerance;
        return this;
    }

    /** Has no gradient. */
    OpCase flat() {
        differentiable = false;
        return this;
    }

    /** Points without a slope: values keep a distance from them. */
    OpCase kinks(double... kinks) {
        this.kinks = kinks;
        return this;
    }

    /** Values are integers as well. */
    OpCase integersToo() {
        integersToo = true;
        return this;
    }

    /** The other inputs are targets: no gradient flows to them. */
    OpCase onlyFirst() {
        onlyFirst = true;
        return this;
    }

    /** Reproducible values for the inputs, well apart from each other and from kinks. */
    List<Tensor> inputs(List<Shape> shapes, DType dtype) {
        List<Tensor> inputs = new ArrayList<>();
        long state = 0x9E3779B97F4A7C15L ^ name.hashCode();
        for (Shape shape : shapes) {
            double[] values = new double[(int) shape.size()];
            for (int i = 0; i < values.length; i++) {
                state = state * 6364136223846793005L + 1442695040888963407L;
                double unit = (state >>> 11) * 0x1p-53;
                double value = low + (high - low) * unit;
                if (dtype.isInteger()) {
                    value = Math.rint(value);
                }
                for (double kink : kinks) {
                    if (Math.abs(value - kink) < 0.01) {
                        value = kink + 0.02;
                    }
                }
                values[i] = value;
            }
            inputs.add(tensor(shape, dtype, values));
        }
        return inputs;
    }

    static Tensor tensor(Shape shape, DType dtype, double[] values) {
        Tensor x = Tensor.of(shape, values);
        if (dtype == DType.FLOAT32) {
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            return Tensor.of(shape, floats);
        }
        if (dtype == DType.INT32) {
            return Tensor.of(shape, Arrays.stream(values).mapToInt(v -> (int) v).toArray());
        }
        return x;
    }

    @Override
    public String toString() {
        return name;
    }
}
