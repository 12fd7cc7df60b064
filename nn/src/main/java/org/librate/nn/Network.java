package org.librate.nn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Parameter;
import org.librate.core.Parameters;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

/**
 * A network with weights, and everything that belongs to it by name: parameters in one flat buffer, remembered state, random keys.
 *
 * <pre>{@code
 * Network network = Network.build(net, Shape.of(28, 28, 1), RandomSource.of(42));
 * Tensor logits = network.forward(images, Pass.inference());
 * }</pre>
 */
public final class Network {

    private final Net net;
    private final Module module;
    private final List<Shape> inputs;
    private final List<Shape> outputs;
    private final Parameters parameters;
    private final List<Build.Learned> learned;
    private final Map<String, Tensor> states = new LinkedHashMap<>();
    private final List<Build.Key> keys;
    private final List<Build.Built> layers;
    private final RandomSource random;

    private Network(Net net, List<Shape> inputs, Build build) {
        this.net = net instanceof Pretrained pretrained ? pretrained.net() : net;
        this.inputs = List.copyOf(inputs);
        this.outputs = net.outputShapes(inputs);
        this.module = net instanceof LayerSpec layer && inputs.size() == 1 ? layer.build(inputs.get(0), build) : net.build(inputs, build);
        // weights first, so that what decays is one stretch of the flat buffer
        List<Build.Learned> ordered = new ArrayList<>(build.learned());
        ordered.sort(Comparator.comparing(one -> one.role() == Role.WEIGHT ? 0 : 1));
        this.learned = List.copyOf(ordered);
        Check.require(!ordered.isEmpty(), "Network", "must have something to learn", net);
        this.parameters = Parameters.of(ordered.stream().map(Build.Learned::parameter).toList());
        build.states().forEach(state -> states.put(state.name(), state.tensor()));
        this.keys = build.keys();
        this.layers = build.built();
        this.random = build.random();
    }

    /** Gives a network weights, for samples of one shape. */
    public static Network build(Net net, Shape input, RandomSource random) {
        return build(net, List.of(input), random, DType.FLOAT32);
    }

    /** Gives a network weights, for samples of the given shapes and in the given type. */
    public static Network build(Net net, List<Shape> inputs, RandomSource random, DType dtype) {
        return new Network(net, inputs, Build.of(random, dtype));
    }

    /** A batch through a network with one input and one output. */
    public Tensor forward(Tensor x, Pass pass) {
        List<Tensor> all = forward(List.of(x), pass);
        Check.require(all.size() == 1, "Network", "forward(x) is for networks with one output", all.size() + " outputs", "Use forward(List.of(..)).");
        return all.get(0);
    }

    /**
     * A batch through the network. Samples may be longer or shorter than those it was built for where its layers allow it: tokens along every axis,
     * samples {@code [time, .., features]} along all but the last.
     */
    public List<Tensor> forward(List<Tensor> batch, Pass pass) {
        Check.require(batch.size() == inputs.size(), "Network", "takes " + inputs.size() + " inputs", batch.size());
        boolean asBuilt = true;
        for (int i = 0; i < batch.size(); i++) {
            Shape sample = batch.get(i).rank() == 0 ? Shape.scalar() : batch.get(i).shape().slice(1, batch.get(i).rank());
            // as many steps as there are to add
            boolean goesOn = pass.cache().isPresent() && sample.rank() > 0 && sample.rank() == inputs.get(i).rank();
            if (!takes(i, batch.get(i)) && !(goesOn && sample.equals(inputs.get(i).with(0, sample.dim(0))))) {
                throw new ShapeException("Network", "built for batches of samples " + inputs.get(i), "input " + i, batch.get(i).shape());
            }
            asBuilt &= batch.get(i).shape().slice(1, batch.get(i).rank()).equals(inputs.get(i));
        }
        List<Tensor> clean = pass.masked(batch);
        if (asBuilt) {
            return module.forward(clean, pass);
        }
        try {
            return module.forward(clean, pass);
        } catch (ShapeException e) {
            ShapeException told = new ShapeException("Network", "built for samples " + inputs + ", and one of its layers takes no others",
                    String.valueOf(e.getMessage()), batch.stream().map(Tensor::shape).toArray(Shape[]::new));
            told.initCause(e);
            throw told;
        }
    }

    /** Whether a batch is of the samples that an input was built for, or differs only in lengths that layers may leave open. */
    public boolean takes(int input, Tensor batch) {
        if (batch.rank() != inputs.get(input).rank() + 1) {
            return false;
        }
        Shape sample = batch.shape().slice(1, batch.rank());
        boolean tokens = batch.dtype() == DType.INT32 || batch.dtype() == DType.INT64;
        return sample.equals(inputs.get(input)) || tokens || sample.rank() > 1 && sample.last() == inputs.get(input).last();
    }

    /** The layers themselves, which take sequences of any length. */
    Module module() {
        return module;
    }

    /** Puts a new draw into every random key: before each training step, with its number. */
    public void draw(long step) {
        for (Build.Key key : keys) {
            RandomStream stream = random.stream(key.name()).at(step);
            key.tensor().assign(stream.key(), stream.draw());
        }
    }

    public Parameters parameters() {
        return parameters;
    }

    /** The parameters with what they are for, in the order of the flat buffer. */
    public List<Build.Learned> learned() {
        return learned;
    }

    /** What layers remember, by name: running means and the like. */
    public Map<String, Tensor> states() {
        return Map.copyOf(states);
    }

    /** The network as it was written. */
    public Net net() {
        return net;
    }

    /** Layers, shapes, parameters, multiply-adds and memory as a table. */
    public Summary summary() {
        return Summary.of(this);
    }

    public List<Shape> inputs() {
        return inputs;
    }

    public List<Shape> outputs() {
        return outputs;
    }

    /** Every layer, outer before inner. */
    public List<Build.Built> layers() {
        return layers;
    }

    @Override
    public String toString() {
        return "Network[" + layers.size() + " layers, " + parameters.count() + " parameters, " + inputs + " to " + outputs + "]";
    }

    /** The parameter of that name. */
    public Parameter parameter(String name) {
        return parameters.get(name);
    }
}
