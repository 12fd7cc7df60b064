package org.librate.core.data;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Adjacency;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.PackedGraphs;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/**
 * Rows that are graphs: the features of their nodes, who is whose neighbour, and a label for each graph, or for each node.
 *
 * <pre>{@code
 * GraphDataset papers = GraphDataset.ofNodes(adjacency, words, topics);    // a single graph, all at once
 * papers.onlyNodes(training)                                               // the same, where only these nodes have a label
 *
 * GraphDataset molecules = GraphDataset.of(adjacencies, atoms, poisonous); // many graphs, in batches
 * }</pre>
 *
 * <p>Every row has room for the largest graph; what a smaller one leaves free is padding, which no graph layer sees.
 */
public final class GraphDataset implements Dataset {

    private final List<Adjacency> graphs;
    private final List<Tensor> features;
    private final int[] labels; // of the graphs, or of all nodes of the only one
    private final boolean ofNodes;
    private final int nodes; // that there is room for
    private final int edges;
    private final List<String> classNames;
    private final Tensor[] inputs;
    private final TensorDataset rows;

    private GraphDataset(List<Adjacency> graphs, List<Tensor> features, int[] labels, boolean ofNodes, int nodes, int edges,
            List<String> classNames) {
        this.graphs = List.copyOf(graphs);
        this.features = List.copyOf(features);
        this.labels = labels.clone();
        this.ofNodes = ofNodes;
        this.nodes = nodes;
        this.edges = edges;
        this.classNames = List.copyOf(classNames);
        check();
        this.inputs = padded();
        TensorDataset data = TensorDataset.of(inputs[0]).withInput("graph", inputs[1]);
        if (inputs.length > 2) {
            data = data.withInput("edge weights", inputs[2]);
        }
        this.rows = data.withTarget("label", target()).withClassNames(classNames);
    }

    /**
     * A single graph, whose nodes have labels.
     *
     * @param features FLOAT32 {@code [nodes, features]}
     * @param labels a class number for each node; negative where it is not known
     */
    public static GraphDataset ofNodes(Adjacency graph, Tensor features, int... labels) {
        return new GraphDataset(List.of(graph), List.of(features), labels, true, graph.rows(), graph.edges(), List.of());
    }

    /**
     * Several graphs with a label each.
     *
     * @param features of each graph's nodes, FLOAT32 {@code [nodes, features]}
     * @param labels a class number for each graph
     */
    public static GraphDataset of(List<Adjacency> graphs, List<Tensor> features, int... labels) {
        Check.require(!graphs.isEmpty(), "GraphDataset", "needs at least one graph", "none");
        int nodes = graphs.stream().mapToInt(Adjacency::rows).max().getAsInt();
        int edges = graphs.stream().mapToInt(Adjacency::edges).max().getAsInt();
        return new GraphDataset(graphs, features, labels, false, nodes, edges, List.of());
    }

    /** With room in each row for larger graphs: a network takes graphs of the size that it was trained with. */
    public GraphDataset withRoomFor(int nodes, int edges) {
        return new GraphDataset(graphs, features, labels, ofNodes, nodes, edges, classNames);
    }

    /** Names for the classes, in the order of their numbers. */
    public GraphDataset withClassNames(List<String> names) {
        return new GraphDataset(graphs, features, labels, ofNodes, nodes, edges, names);
    }

    /** The same graph, where only these nodes have their label: the others are seen, but neither learned from nor counted. */
    public GraphDataset onlyNodes(int... some) {
        Check.require(ofNodes, "GraphDataset", "onlyNodes is for a graph whose nodes have labels", toString(), "Use subset(..) to choose graphs.");
        int[] kept = new int[labels.length];
        Arrays.fill(kept, -1);
        for (int node : some) {
            Check.require(node >= 0 && node < kept.length, "GraphDataset", "nodes are numbered from 0 to " + (kept.length - 1), node);
            kept[node] = labels[node];
        }
        return new GraphDataset(graphs, features, kept, true, nodes, edges, classNames);
    }

    private void check() {
        Check.require(features.size() == graphs.size(), "GraphDataset", "needs features for each of " + graphs.size() + " graphs", features.size());
        int wanted = ofNodes ? graphs.get(0).rows() : graphs.size();
        Check.require(labels.length == wanted, "GraphDataset", "needs a label for each of " + wanted + (ofNodes ? " nodes" : " graphs"),
                labels.length);
        for (int i = 0; i < graphs.size(); i++) {
            Adjacency graph = graphs.get(i);
            Tensor x = features.get(i);
            Check.require(graph.isWeighted() == graphs.get(0).isWeighted(), "GraphDataset", "all graphs must have weights, or none",
                    graph + " as graph " + i);
            if (x.dtype() != DType.FLOAT32 || x.rank() != 2 || x.dim(0) != graph.rows() || x.dim(1) != features.get(0).dim(-1)) {
                throw new ShapeException("GraphDataset", "needs FLOAT32 features [nodes, features] for " + graph,
                        "got " + x.dtype() + " for graph " + i, x.shape());
            }
        }
    }

    private Tensor[] padded() {
        int n = graphs.size();
        int[] packed = new int[Math.multiplyExact(n, PackedGraphs.length(nodes, edges))];
        float[] weights = new float[graphs.get(0).isWeighted() ? Math.multiplyExact(n, edges) : 0];
        Tensor[] wide = new Tensor[n];
        for (int i = 0; i < n; i++) {
            int[] one = PackedGraphs.pack(graphs.get(i), nodes, edges);
            System.arraycopy(one, 0, packed, i * one.length, one.length);
            if (weights.length > 0) {
                float[] own = graphs.get(i).edgeWeights().toArray();
                System.arraycopy(own, 0, weights, i * edges, own.length);
            }
            Tensor x = features.get(i);
            wide[i] = x.dim(0) == nodes ? x : x.pad(0, 0, nodes - x.dim(0), 0);
        }
        Tensor x = n == 1 ? wide[0].expandDims(0) : Tensor.stack(0, wide);
        Tensor graph = Tensor.of(Shape.of(n, packed.length / n), packed);
        return weights.length == 0 ? new Tensor[] {x, graph} : new Tensor[] {x, graph, Tensor.of(Shape.of(n, edges), weights)};
    }

    private Tensor target() {
        if (!ofNodes) {
            return Tensor.of(labels);
        }
        int[] all = Arrays.copyOf(labels, nodes);
        Arrays.fill(all, labels.length, nodes, -1);
        return Tensor.of(Shape.of(1, nodes), all);
    }

    /** All graphs as a network takes them: {@code model.predict(papers.inputs())}. */
    public Tensor[] inputs() {
        return inputs.clone();
    }

    /** Who is whose neighbour in a row's graph. */
    public Adjacency graph(int row) {
        return graphs.get(row);
    }

    /** A class number for each graph, or for each node of a single graph; negative where it is not known. */
    @Override
    public int[] labels() {
        return labels.clone();
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public List<Field> fields() {
        return rows.fields();
    }

    @Override
    public void read(int index, Row into) {
        rows.read(index, into);
    }

    @Override
    public long origin(int index) {
        return rows.origin(index);
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    /** As in {@code GraphDataset[1 graph, Adjacency[..], 1433 features, 140 labels]}. */
    @Override
    public String toString() {
        String what = graphs.size() == 1 ? "1 graph, " + graphs.get(0) : graphs.size() + " graphs, up to " + nodes + " nodes and " + edges + " edges";
        return "GraphDataset[" + what + ", " + features.get(0).dim(1) + " features, " + Arrays.stream(labels).filter(label -> label >= 0).count()
                + " labels]";
    }
}
