package org.librate.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Parameter;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.init.Initializer;

/**
 * The place where a layer is being built: it names what the layer asks for after the layer's path ({@code conv2d_2.weight}), draws its start
 * from a random stream of that name, and keeps the list of all of it.
 *
 * <p>Because streams go by name, adding a layer elsewhere leaves every other start as it was.
 */
public final class Build {

    /** A parameter and what it is for. */
    public record Learned(Parameter parameter, Role role) {
    }

    /** A tensor that a layer remembers but does not learn, such as a running mean. */
    public record State(String name, Tensor tensor) {
    }

    /** A random key that a layer draws by; a new draw is assigned before each training step. */
    public record Key(String name, Tensor tensor) {
    }

    /** A layer that was built, for summaries. Its multiply-adds, for one sample, are its own, without those of layers inside it. */
    public record Built(String path, String spec, List<Shape> inputs, List<Shape> outputs, long multiplyAdds) {

        /** The first input. */
        public Shape input() {
            return inputs.get(0);
        }

        /** The first output. */
        public Shape output() {
            return outputs.get(0);
        }
    }

    /** A parameter's size: what is known of it without memory for it. */
    public record Size(String name, Shape shape, Role role) {
    }

    /** All that was asked for, shared by a whole network. */
    private static final class Registry {
        final boolean counting;
        final List<Size> sizes = new ArrayList<>();
        final List<Learned> learned = new ArrayList<>();
        final List<State> states = new ArrayList<>();
        final Map<String, Shape> stateShapes = new LinkedHashMap<>();
        final List<Key> keys = new ArrayList<>();
        final List<Built> built = new ArrayList<>();

        Registry(boolean counting) {
            this.counting = counting;
        }
    }

    private final Registry registry;
    private final String path;
    private final RandomSource random;
    private final DType dtype;
    private final @Nullable Starts starts;
    private final Set<String> names = new HashSet<>();

    private Build(Registry registry, String path, RandomSource random, DType dtype, @Nullable Starts starts) {
        this.starts = starts;
        this.registry = registry;
        this.path = path;
        this.random = random;
        this.dtype = dtype;
    }

    /** The top of a network in float32. */
    public static Build of(RandomSource random) {
        return of(random, DType.FLOAT32);
    }

    /** The top of a network; float64 is for checking gradients. */
    public static Build of(RandomSource random, DType dtype) {
        Check.require(dtype.isFloating(), "Build", "parameters must be of a floating type", dtype);
        return new Build(new Registry(false), "", random, dtype, null);
    }

    /**
     * The top of a network that is only to be measured: layers are built on empty memory and must not be run, and what they asked for is known by
     * {@link #sizes}. So the parameters of a network that would not fit into memory can be counted.
     */
    public static Build counting() {
        return new Build(new Registry(true), "", RandomSource.of(0), DType.FLOAT32, null);
    }

    /** Builds a layer inside this one, under its default name, with a number if that is taken. */
    public Layer layer(LayerSpec spec, Shape input) {
        return layer(spec.defaultName(), spec, input);
    }

    /** Builds a layer inside this one under the given name, with a number if that is taken. */
    public Layer layer(String name, LayerSpec spec, Shape input) {
        Build inside = inside(name);
        Shape output = spec.outputShape(input);
        int at = registry.built.size();
        Layer layer = spec.build(input, inside);
        registry.built.add(at, new Built(inside.path, spec.toString(), List.of(input), List.of(output), spec.multiplyAdds(input)));
        return new Watched(inside.path, layer);
    }

    /** Builds a net of any number of inputs inside this one under the given name, with a number if that is taken. */
    public Module net(String name, Net net, List<Shape> inputs) {
        if (net instanceof LayerSpec spec && inputs.size() == 1) {
            return layer(name, spec, inputs.get(0));
        }
        Build inside = inside(name);
        List<Shape> outputs = net.outputShapes(inputs);
        int at = registry.built.size();
        Module module = net.build(inputs, inside);
        registry.built.add(at, new Built(inside.path, net.toString(), inputs, outputs, net.multiplyAdds(inputs)));
        return (batch, pass) -> {
            List<Tensor> results = module.forward(batch, pass);
            for (int i = 0; i < results.size(); i++) {
                pass.follow(net, batch, i, pass.show(inside.path, results.get(i)));
            }
            return results;
        };
    }

    /** A place inside this one, for parts of a layer: {@code build.inside("attention")}. */
    public Build inside(String name) {
        Check.require(name.matches("[A-Za-z0-9_]+"), "Build", "names are of letters, digits and _", "\"" + name + "\"");
        String unique = name;
        for (int i = 2; !names.add(unique); i++) {
            unique = name + "_" + i;
        }
        return new Build(registry, path.isEmpty() ? unique : path + "." + unique, random, dtype, starts);
    }

    /** The same place, where what is named in {@code values} (from here on) starts as these are, not as layers would have it. */
    Build startingFrom(Map<String, Tensor> values) {
        return new Build(registry, path, random, dtype, new Starts(path, values, starts));
    }

    /** A parameter of this layer. */
    public Parameter parameter(String name, Shape shape, Initializer start, Role role) {
        String full = path.isEmpty() ? name : path + "." + name;
        registry.sizes.add(new Size(full, shape, role));
        if (registry.counting) {
            return Parameter.of(full, Tensor.zeros(dtype, Shape.of(0)));
        }
        Tensor given = starts == null ? null : starts.of(full, shape);
        Tensor values = (given == null ? start.sample(shape, random.stream(full).at(0)) : given).cast(dtype);
        Parameter parameter = Parameter.of(full, values);
        registry.learned.add(new Learned(parameter, role));
        return parameter;
    }

    public Parameter weight(String name, Shape shape, Initializer start) {
        return parameter(name, shape, start, Role.WEIGHT);
    }

    public Parameter bias(String name, Shape shape, Initializer start) {
        return parameter(name, shape, start, Role.BIAS);
    }

    public Parameter scale(String name, Shape shape, Initializer start) {
        return parameter(name, shape, start, Role.SCALE);
    }

    /** A tensor that the layer remembers from step to step and writes with {@link Tensor#assign}. */
    public Tensor state(String name, Shape shape, double start) {
        String full = path.isEmpty() ? name : path + "." + name;
        Tensor tensor = Tensor.full(dtype, registry.counting ? Shape.of(0) : shape, start).named(full);
        Tensor given = starts == null || registry.counting ? null : starts.of(full, shape);
        if (given != null) {
            tensor.assign(given.cast(dtype));
        }
        registry.states.add(new State(full, tensor));
        registry.stateShapes.put(full, shape);
        return tensor;
    }

    /** A key to draw by, as {@link Tensor#dropout} takes it. */
    public Tensor key(String name) {
        String full = path.isEmpty() ? name : path + "." + name;
        Tensor tensor = Tensor.key(random.stream(full).at(0)).named(full);
        registry.keys.add(new Key(full, tensor));
        return tensor;
    }

    /** The layer's path, such as {@code block_2.conv2d}; empty at the top. */
    public String path() {
        return path;
    }

    /** The type of the parameters. */
    public DType dtype() {
        return dtype;
    }

    /** The sizes of what the whole network learns, in the order it was asked for. */
    public List<Size> sizes() {
        return List.copyOf(registry.sizes);
    }

    /** What the whole network learns, in the order it was asked for. */
    public List<Learned> learned() {
        return List.copyOf(registry.learned);
    }

    /** What the whole network remembers. */
    public List<State> states() {
        return List.copyOf(registry.states);
    }

    /** The shapes of what the whole network remembers, by name; known without memory for it. */
    public Map<String, Shape> stateShapes() {
        return Collections.unmodifiableMap(registry.stateShapes);
    }

    /** What the whole network draws by. */
    public List<Key> keys() {
        return List.copyOf(registry.keys);
    }

    /** Every layer built so far, outer before inner. */
    public List<Built> built() {
        return List.copyOf(registry.built);
    }

    /** The source of all randomness here: keys draw from {@code stream(key's name).at(step)}. */
    public RandomSource random() {
        return random;
    }
}
