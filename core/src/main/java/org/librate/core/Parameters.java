package org.librate.core;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.librate.core.kernel.Execution;
import org.librate.core.kernel.NativeArray;

/**
 * The parameters of a model, laid one after another into one flat buffer, and their gradients into another: an optimizer, a norm, an
 * average or a file is one pass over either.
 *
 * <pre>{@code
 * Parameters net = Parameters.of(w1, b1, w2, b2);
 * net.backward(loss);                                   // writes every gradient
 * Updates.sgd(net.values(), net.gradients(), rate);     // changes every parameter
 * }</pre>
 *
 * <p>Each parameter starts at a multiple of 64 bytes; the gaps between are zero and stay zero.
 */
public final class Parameters implements Iterable<Parameter> {

    private static final int ALIGNMENT = 64;

    private final List<Parameter> parameters;
    private final Map<String, Parameter> byName = new HashMap<>();
    private final Tensor values;
    private final Tensor gradients;

    private Parameters(List<Parameter> parameters) {
        this.parameters = List.copyOf(parameters);
        Check.require(!parameters.isEmpty(), "Parameters", "needs at least one parameter", "none");
        DType dtype = parameters.get(0).tensor().dtype();
        long[] starts = new long[parameters.size()];
        long end = 0;
        long step = ALIGNMENT / dtype.bytes();
        for (int i = 0; i < starts.length; i++) {
            Parameter parameter = parameters.get(i);
            Check.require(parameter.tensor().dtype() == dtype, "Parameters", "all must have one type", dtype + " and " + parameter.tensor().dtype());
            Check.require(byName.put(parameter.name(), parameter) == null, "Parameters", "names must be unique", parameter.name());
            if (parameter.isPlaced()) {
                throw new IllegalStateException("Parameters: " + parameter + " already belongs to other Parameters. A parameter has one place.");
            }
            starts[i] = end;
            end += (parameter.shape().size() + step - 1) / step * step;
        }
        Shape flat = Shape.of(end);
        this.values = outside(dtype, flat, "values");
        this.gradients = outside(dtype, flat, "gradients");
        for (int i = 0; i < starts.length; i++) {
            Parameter parameter = parameters.get(i);
            parameter.place(part(values, starts[i], parameter), part(gradients, starts[i], parameter));
        }
    }

    private static Tensor outside(DType dtype, Shape flat, String name) {
        return Execution.current().outsideStep(() -> Tensor.zeros(dtype, flat).named(name));
    }

    private static Tensor part(Tensor flat, long start, Parameter parameter) {
        NativeArray array = flat.array().slice(start, parameter.shape());
        return new Tensor(array, null, parameter.name());
    }

    public static Parameters of(Parameter... parameters) {
        return new Parameters(List.of(parameters));
    }

    public static Parameters of(List<Parameter> parameters) {
        return new Parameters(parameters);
    }

    /** All values, flat. */
    public Tensor values() {
        return values;
    }

    /** All gradients, flat, as {@link #backward} wrote them last. */
    public Tensor gradients() {
        return gradients;
    }

    /**
     * Computes the gradient of a loss by every parameter and writes it into its place; zero where the loss does not depend on one. The places of
     * frozen ones are left alone.
     */
    public void backward(Tensor loss) {
        write(Gradients.of(loss), false);
    }

    /** As {@link #backward}, but adds to what is there: for batches too large to go through at once. */
    public void accumulate(Tensor loss) {
        write(Gradients.of(loss), true);
    }

    private void write(Gradients found, boolean accumulate) {
        found.checkParametersAreCurrent();
        for (Parameter parameter : parameters) {
            if (!parameter.isFrozen()) {
                found.writeInto(parameter.gradient(), parameter.leaf(), accumulate);
            }
        }
    }

    /** The parameter of that name. */
    public Parameter get(String name) {
        Parameter parameter = byName.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("Parameters: there is no \"" + name + "\". There are "
                    + parameters.stream().map(Parameter::name).toList() + ".");
        }
        return parameter;
    }

    /** How many numbers training changes. */
    public long count() {
        return parameters.stream().mapToLong(parameter -> parameter.shape().size()).sum();
    }

    @Override
    public Iterator<Parameter> iterator() {
        return parameters.iterator();
    }

    @Override
    public String toString() {
        return "Parameters" + parameters + ", " + count() + " numbers";
    }
}
