package org.librate.nn;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/**
 * A network of any shape: several inputs, several outputs, values used more than once, layers shared between places.
 *
 * <pre>{@code
 * Graph.Builder g = Graph.builder();
 * Graph.Node image = g.input("image");
 * Graph.Node details = g.input("details");
 * Graph.Node features = image.then(Flatten.create()).then(Dense.of(32)).then(Relu.create());
 * Graph.Node both = g.join(Concat.create(), features, details);
 * Graph net = g.outputs(both.then("kind", Dense.of(10)), both.then("price", Dense.of(1)));
 * }</pre>
 *
 * <p>A node can only be made from nodes that are there, so a graph has no cycles. Parameters are named after their node.
 */
public final class Graph implements Net {

    /** Output {@code output} of step {@code step}. */
    private record Value(int step, int output) {
    }

    /** An input ({@code net} absent), or a net with what goes into it. Steps that share a layer carry the same {@code shared}. */
    private record Step(String name, @Nullable Net net, List<Value> from, @Nullable Shape declared, @Nullable Shared shared) {
    }

    /** A layer that several nodes use with the same weights. */
    public static final class Shared {

        private final String name;
        private final LayerSpec spec;

        private Shared(String name, LayerSpec spec) {
            this.name = name;
            this.spec = spec;
        }
    }

    /** A value in a graph: an input, or what a net makes of others. */
    public static final class Node {

        private final Builder graph;
        private final Value value;

        private Node(Builder graph, Value value) {
            this.graph = graph;
            this.value = value;
        }

        /** What a layer makes of this. */
        public Node then(LayerSpec layer) {
            return then(layer.defaultName(), layer);
        }

        /** What a layer makes of this, under a name of its own. */
        public Node then(String name, LayerSpec layer) {
            return graph.join(name, layer, this);
        }

        /** What a shared layer makes of this. */
        public Node then(Shared layer) {
            return graph.add(layer.name, layer.spec, layer, this);
        }

        /** Another output of the same net, where it has several; the node itself is the first, number 0. */
        public Node output(int number) {
            return new Node(graph, new Value(value.step(), Check.notNegative("Graph", "output", number)));
        }

        public String name() {
            String name = graph.steps.get(value.step()).name();
            return value.output() == 0 ? name : name + ":" + value.output();
        }

        @Override
        public String toString() {
            return "Node[" + name() + "]";
        }
    }

    /** A graph being written. */
    public static final class Builder {

        private final List<Step> steps = new ArrayList<>();
        private final Set<String> names = new HashSet<>();

        private Builder() {
        }

        /** An input of any shape that its layers take. Inputs keep the order they are made in. */
        public Node input(String name) {
            return addInput(name, null);
        }

        /** An input of one shape, for one sample. */
        public Node input(String name, Shape sample) {
            return addInput(name, sample);
        }

        private Node addInput(String name, @Nullable Shape declared) {
            Check.require(names.add(name), "Graph", "names must be unique", "\"" + name + "\" again");
            steps.add(new Step(name, null, List.of(), declared, null));
            return new Node(this, new Value(steps.size() - 1, 0));
        }

        /** What a net makes of several nodes. */
        public Node join(Net net, Node... nodes) {
            return join(net.defaultName(), net, nodes);
        }

        /** What a net makes of several nodes, under a name of its own. */
        public Node join(String name, Net net, Node... nodes) {
            return add(name, net, null, nodes);
        }

        /** A layer to be used in several places with the same weights: {@code left.then(tower)}, {@code right.then(tower)}. */
        public Shared shared(String name, LayerSpec layer) {
            return new Shared(name, layer);
        }

        private Node add(String name, Net net, @Nullable Shared shared, Node... nodes) {
            Check.require(nodes.length > 0, "Graph", net + " needs something to work on", "no nodes");
            List<Value> from = new ArrayList<>();
            for (Node node : nodes) {
                from.add(own(node).value);
            }
            String unique = name;
            for (int i = 2; !names.add(unique); i++) {
                unique = name + "_" + i;
            }
            steps.add(new Step(unique, net, List.copyOf(from), null, shared));
            return new Node(this, new Value(steps.size() - 1, 0));
        }

        private Node[] nodes(List<SavedGraph.Value> values) {
            return values.stream().map(value -> {
                Check.require(value.step() >= 0 && value.step() < steps.size(), "Graph", "a step uses only those before it",
                        "step " + value.step() + " of " + steps.size());
                return new Node(this, new Value(value.step(), Check.notNegative("Graph", "output", value.output())));
            }).toArray(Node[]::new);
        }

        private Node own(Node node) {
            Check.require(node.graph == this, "Graph", "nodes must come from this builder", node + " of another one");
            return node;
        }

        /** The finished graph. Its outputs are in this order and named after their nodes; everything made before must lead to one of them. */
        public Graph outputs(Node... outputs) {
            Check.require(outputs.length > 0, "Graph", "needs at least one output", "none");
            List<Value> values = new ArrayList<>();
            for (Node node : outputs) {
                values.add(own(node).value);
            }
            checkUsed(values);
            return new Graph(steps, values);
        }

        private void checkUsed(List<Value> outputs) {
            Set<Integer> used = new TreeSet<>();
            outputs.forEach(value -> used.add(value.step()));
            for (int i = steps.size() - 1; i >= 0; i--) { // a step only uses earlier ones
                if (used.contains(i)) {
                    steps.get(i).from().forEach(value -> used.add(value.step()));
                }
            }
            List<String> unused = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                if (!used.contains(i)) {
                    unused.add(steps.get(i).name());
                }
            }
            Check.require(unused.isEmpty(), "Graph", "every input and layer must lead to an output", unused + " that do not",
                    "Use them, or leave them out.");
        }
    }

    private final List<Step> steps;
    private final List<Value> outputs;

    private Graph(List<Step> steps, List<Value> outputs) {
        this.steps = List.copyOf(steps);
        this.outputs = List.copyOf(outputs);
    }

    public static Builder builder() {
        return new Builder();
    }

    SavedGraph saved() {
        List<Shared> groups = steps.stream().map(Step::shared).filter(Objects::nonNull).distinct().toList();
        List<SavedGraph.Step> saved = new ArrayList<>();
        for (Step step : steps) {
            saved.add(new SavedGraph.Step(step.name(), Optional.ofNullable(step.net()), saved(step.from()), Optional.ofNullable(step.declared()),
                    Optional.ofNullable(step.shared()).map(shared -> new SavedGraph.Shared(groups.indexOf(shared), shared.name))));
        }
        return new SavedGraph(saved, saved(outputs));
    }

    private static List<SavedGraph.Value> saved(List<Value> values) {
        return values.stream().map(value -> new SavedGraph.Value(value.step(), value.output())).toList();
    }

    /** A graph from what a file kept of it: whatever the file says, it is one that a builder could have made. */
    static Graph of(SavedGraph saved) {
        Builder builder = new Builder();
        Map<Integer, Shared> groups = new LinkedHashMap<>();
        for (SavedGraph.Step step : saved.steps()) {
            if (step.net().isEmpty()) {
                Check.require(step.from().isEmpty() && step.shared().isEmpty(), "Graph", "an input uses nothing and shares nothing",
                        "\"" + step.name() + "\"");
                builder.addInput(step.name(), step.shape().orElse(null));
                continue;
            }
            Check.require(step.shape().isEmpty(), "Graph", "only an input has a shape of its own", "\"" + step.name() + "\"");
            Net net = step.net().get();
            Shared shared = null;
            if (step.shared().isPresent()) {
                Check.require(net instanceof LayerSpec, "Graph", "only layers are shared", net);
                SavedGraph.Shared group = step.shared().get();
                shared = groups.computeIfAbsent(group.number(), any -> new Shared(group.name(), (LayerSpec) net));
            }
            builder.add(step.name(), shared == null ? net : shared.spec, shared, builder.nodes(step.from()));
            Check.require(builder.steps.get(builder.steps.size() - 1).name().equals(step.name()), "Graph", "names must be unique",
                    "\"" + step.name() + "\" again");
        }
        return builder.outputs(builder.nodes(saved.outputs()));
    }

    public List<String> inputNames() {
        return steps.stream().filter(step -> step.net() == null).map(Step::name).toList();
    }

    public List<String> outputNames() {
        return outputs.stream().map(value -> steps.get(value.step()).name() + (value.output() == 0 ? "" : ":" + value.output())).toList();
    }

    /** The names of its nets, in the order they were put in. */
    public List<String> names() {
        return steps.stream().filter(step -> step.net() != null).map(Step::name).toList();
    }

    /** The same with another net in the place of the one of this name. */
    public Graph replace(String name, Net net) {
        Check.require(names().contains(name), "Graph", "must have a net of the name asked for", "\"" + name + "\"", "There are " + names() + ".");
        List<Step> changed = new ArrayList<>();
        for (Step step : steps) {
            boolean here = step.name().equals(name);
            Check.require(!here || step.shared() == null, "Graph", "a shared layer cannot be replaced in one place", "\"" + name + "\"");
            changed.add(here ? new Step(name, net, step.from(), null, null) : step);
        }
        return new Graph(changed, outputs);
    }

    /** This graph, of one input and one output, as a layer in other networks. */
    public LayerSpec asLayer() {
        Check.require(inputNames().size() == 1 && outputs.size() == 1, "Graph", "a layer has one input and one output",
                inputNames() + " and " + outputNames());
        return new AsLayer(this);
    }

    @Override
    public long layerCount() {
        return 1 + steps.stream().map(Step::net).filter(Objects::nonNull).mapToLong(Net::layerCount).sum();
    }

    /** Each of its nets has said it of its own outputs. */
    @Override
    public boolean stepsAlong(int input, int output) {
        return false;
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
        List<List<Shape>> shapes = shapes(inputs);
        return outputs.stream().map(value -> pick(shapes, value)).toList();
    }

    /** The shapes of every step's outputs. */
    private List<List<Shape>> shapes(List<Shape> inputs) {
        List<String> names = inputNames();
        Check.require(inputs.size() == names.size(), "Graph", "takes the inputs " + names, inputs.size() + " inputs " + inputs);
        List<List<Shape>> shapes = new ArrayList<>();
        Map<Shared, Shape> seen = new LinkedHashMap<>();
        int next = 0;
        for (Step step : steps) {
            Net net = step.net();
            if (net == null) {
                Shape input = inputs.get(next++);
                if (step.declared() != null && !step.declared().equals(input)) {
                    throw new ShapeException("Graph", "input \"" + step.name() + "\" takes samples " + step.declared(), "", input);
                }
                shapes.add(List.of(input));
                continue;
            }
            List<Shape> from = step.from().stream().map(value -> pick(shapes, value)).toList();
            if (step.shared() != null) {
                Shape first = seen.putIfAbsent(step.shared(), from.get(0));
                if (first != null && !first.equals(from.get(0))) {
                    throw new ShapeException("Graph", "the shared layer \"" + step.shared().name + "\" must see one shape everywhere", "", first,
                            from.get(0));
                }
            }
            shapes.add(net.outputShapes(from));
        }
        return shapes;
    }

    private Shape pick(List<List<Shape>> shapes, Value value) {
        List<Shape> all = shapes.get(value.step());
        Check.require(value.output() < all.size(), "Graph",
                "\"" + steps.get(value.step()).name() + "\" has " + all.size() + " outputs, counted from 0", "output " + value.output());
        return all.get(value.output());
    }

    @Override
    public Module build(List<Shape> inputs, Build build) {
        List<List<Shape>> shapes = shapes(inputs);
        Map<Shared, Module> shared = new LinkedHashMap<>();
        List<Optional<Module>> modules = new ArrayList<>();
        for (Step step : steps) {
            Net net = step.net();
            if (net == null) {
                modules.add(Optional.empty());
                continue;
            }
            Module module = step.shared() == null ? null : shared.get(step.shared());
            if (module == null) {
                module = build.net(step.name(), net, step.from().stream().map(value -> pick(shapes, value)).toList());
            }
            if (step.shared() != null) {
                shared.put(step.shared(), module);
            }
            modules.add(Optional.of(module));
        }
        return new Built(steps, modules, outputs);
    }

    private record Built(List<Step> steps, List<Optional<Module>> modules, List<Value> outputs) implements Module {
        @Override
        public List<Tensor> forward(List<Tensor> inputs, Pass pass) {
            KeyValueCache cache = pass.cache().orElse(null);
            Pass inside = cache == null ? pass : pass.withCache(cache.withFixedInputs(0)); // the inputs of graphs in here are others
            List<List<Tensor>> values = new ArrayList<>();
            Set<Integer> fixed = new HashSet<>();
            int input = 0;
            for (int i = 0; i < steps.size(); i++) {
                if (modules.get(i).isEmpty()) {
                    if (cache != null && input < cache.fixedInputs()) {
                        fixed.add(i);
                    }
                    values.add(List.of(inputs.get(input++)));
                    continue;
                }
                Module module = modules.get(i).get();
                List<Tensor> from = steps.get(i).from().stream().map(value -> pick(values, value)).toList();
                if (cache != null && steps.get(i).from().stream().allMatch(value -> fixed.contains(value.step()))) {
                    fixed.add(i);
                    values.add(once(cache, "fixed " + steps.get(i).name(), () -> module.forward(from, pass.withoutCache()), pass));
                } else {
                    values.add(module.forward(from, inside));
                }
            }
            return outputs.stream().map(value -> pick(values, value)).toList();
        }

        /** What a net gave in the first pass, and its lengths with it. */
        private static List<Tensor> once(KeyValueCache cache, String name, Supplier<List<Tensor>> compute, Pass pass) {
            List<Tensor> results = cache.state(name);
            if (results.isEmpty()) {
                results = compute.get();
                cache.keepState(name, results);
                for (int i = 0; i < results.size(); i++) {
                    Tensor result = results.get(i);
                    String lengths = name + " " + i;
                    pass.lengths(result).ifPresent(real -> cache.once(lengths, () -> real));
                }
                results = cache.state(name);
            }
            for (int i = 0; i < results.size(); i++) {
                Tensor result = results.get(i);
                cache.found(name + " " + i).ifPresent(real -> pass.remember(result, real));
            }
            return results;
        }

        private static Tensor pick(List<List<Tensor>> values, Value value) {
            return values.get(value.step()).get(value.output());
        }
    }

    record AsLayer(Graph graph) implements LayerSpec {
        @Override
        public long layerCount() {
            return graph.layerCount();
        }

        @Override
        public Shape outputShape(Shape input) {
            return graph.outputShapes(List.of(input)).get(0);
        }

        @Override
        public Layer build(Shape input, Build build) {
            Module module = graph.build(List.of(input), build);
            return (x, pass) -> module.forward(List.of(x), pass).get(0);
        }

        @Override
        public String defaultName() {
            return graph.defaultName();
        }

        @Override
        public String toString() {
            return graph.toString();
        }
    }

    @Override
    public String toString() {
        return steps.stream().filter(step -> step.net() != null)
                .map(step -> step.name() + " = " + step.net() + step.from().stream().map(value -> steps.get(value.step()).name()).toList())
                .collect(Collectors.joining(", ", "Graph[" + inputNames() + " to " + outputNames() + ": ", "]"));
    }
}
