package org.librate.core;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who is whose neighbour in a graph: a sparse matrix of which only the entries that are not 0 are kept, row by row. Row r lists the nodes that r
 * hears from: an edge {@code {from, to}} is an entry in row {@code to}, column {@code from}.
 *
 * <pre>{@code
 * Adjacency square = Adjacency.undirected(4, new int[][] {{0, 1}, {1, 2}, {2, 3}, {3, 0}});
 * square.sum(x)                              // each node's neighbours, added up: [4, features]
 * square.withSelfLoops().symmetric().sum(x)  // the same as a graph convolution weighs them
 * }</pre>
 *
 * <p>An immutable value. Its lists are ordinary INT32 tensors, so work along edges can be recorded and replayed like any other.
 */
public final class Adjacency {

    private final int rows;
    private final int columns;
    private final int edges;
    private final Tensor offsets;            // [rows + 1]: where each row's list begins
    private final Tensor neighbours;         // [edges]: columns; negative is padding
    private final Tensor reverseOffsets;     // [columns + 1]: the same, seen from the columns
    private final Tensor reverseNeighbours;  // [edges]: rows
    private final Tensor reverseEdges;       // [edges]: where the edge stands in the rows' lists
    private final @Nullable Tensor weights;  // [edges, 1], absent where all are 1

    private Adjacency(int rows, int columns, Tensor offsets, Tensor neighbours, Tensor reverseOffsets, Tensor reverseNeighbours, Tensor reverseEdges,
            @Nullable Tensor weights) {
        this.rows = rows;
        this.columns = columns;
        this.edges = (int) neighbours.size();
        this.offsets = offsets;
        this.neighbours = neighbours;
        this.reverseOffsets = reverseOffsets;
        this.reverseNeighbours = reverseNeighbours;
        this.reverseEdges = reverseEdges;
        this.weights = weights;
    }

    // ---- making ----

    /** A directed graph: each edge is {@code {from, to}}, and what is at {@code from} flows to {@code to}. An edge given twice counts once. */
    public static Adjacency directed(int nodes, int[][] edges) {
        return of(EdgeList.of("Adjacency", nodes, nodes, edges, null));
    }

    /** A directed graph with a weight for each edge; those of an edge given twice are added up. */
    public static Adjacency directed(int nodes, int[][] edges, float... weights) {
        return of(EdgeList.of("Adjacency", nodes, nodes, edges, weights));
    }

    /** An undirected graph: each edge goes both ways, however often and in whichever direction it is given. */
    public static Adjacency undirected(int nodes, int[][] edges) {
        return of(EdgeList.of("Adjacency", nodes, nodes, EdgeList.bothWays(edges), null));
    }

    /** An undirected graph with a weight for each edge, given once: those of an edge given twice are added up. */
    public static Adjacency undirected(int nodes, int[][] edges, float... weights) {
        return of(EdgeList.of("Adjacency", nodes, nodes, EdgeList.bothWays(edges), EdgeList.bothWays(edges, weights)));
    }

    /** Edges from nodes of one kind, the columns, to nodes of another, the rows. */
    public static Adjacency between(int columns, int rows, int[][] edges) {
        return of(EdgeList.of("Adjacency", columns, rows, edges, null));
    }

    /** Graphs side by side as one: the nodes of the second are numbered after those of the first. */
    public static Adjacency blocks(List<Adjacency> graphs) {
        return of(EdgeList.blocks(graphs.stream().map(Adjacency::list).toList()));
    }

    private static Adjacency of(EdgeList list) {
        EdgeList.Rows rows = list.byRow();
        EdgeList.Rows columns = list.byColumn();
        float[] weights = list.weights();
        return new Adjacency(list.rows(), list.columns(), ints(rows.offsets()), ints(rows.named()), ints(columns.offsets()), ints(columns.named()),
                ints(columns.edges()), weights == null ? null : Tensor.of(Shape.of(weights.length, 1), weights));
    }

    private static Tensor ints(int[] values) {
        return Tensor.of(Shape.of(values.length), values);
    }

    /** An adjacency over lists that were laid out elsewhere and checked. */
    static Adjacency over(int rows, int columns, Tensor offsets, Tensor neighbours, Tensor reverseOffsets, Tensor reverseNeighbours,
            Tensor reverseEdges, @Nullable Tensor weights) {
        return new Adjacency(rows, columns, offsets, neighbours, reverseOffsets, reverseNeighbours, reverseEdges, weights);
    }

    private EdgeList list() {
        return EdgeList.ofRows(columns, offsets.toInts(), neighbours.toInts(), weights == null ? null : weights.toArray());
    }

    // ---- copies that differ ----

    /** With an edge of weight 1 from each node to itself, where there is none. */
    public Adjacency withSelfLoops() {
        checkSquare("withSelfLoops");
        return of(list().withSelfLoops());
    }

    /** Without edges from a node to itself. */
    public Adjacency withoutSelfLoops() {
        checkSquare("withoutSelfLoops");
        return of(list().withoutSelfLoops());
    }

    /** All edges the other way. */
    public Adjacency transposed() {
        return of(list().transposed());
    }

    /**
     * With weights {@code w / √(d_r · d_c)}, where d is the sum of a row's weights: what a graph convolution uses (Kipf and Welling 2017). Usually of
     * a graph with self-loops.
     */
    public Adjacency symmetric() {
        return symmetric(DType.FLOAT32);
    }

    /** The same with weights of the given floating type. */
    public Adjacency symmetric(DType dtype) {
        checkSquare("symmetric");
        return Tensor.withoutGradients(() -> {
            Tensor degrees = degrees(dtype);
            Tensor root = degrees.gt(0).where(degrees.rsqrt(), Tensor.zeros(dtype, Shape.of(1, 1)));
            return weighted(products(root, root, 1));
        });
    }

    /** With weights that sum to 1 in each row that has any: sums become means. */
    public Adjacency byRow() {
        return byRow(DType.FLOAT32);
    }

    /** The same with weights of the given floating type. */
    public Adjacency byRow(DType dtype) {
        return Tensor.withoutGradients(() -> {
            Tensor degrees = degrees(dtype);
            Tensor share = degrees.gt(0).where(degrees.reciprocal(), Tensor.zeros(dtype, Shape.of(1, 1)));
            return weighted(products(share, Tensor.full(dtype, Shape.of(columns, 1), 1), 1));
        });
    }

    private Adjacency weighted(Tensor factors) {
        return new Adjacency(rows, columns, offsets, neighbours, reverseOffsets, reverseNeighbours, reverseEdges,
                weights == null ? factors : factors.mul(weights.cast(factors.dtype())));
    }

    private void checkSquare(String what) {
        Check.require(rows == columns, "Adjacency", what + " needs one kind of nodes, as many rows as columns",
                rows + " rows and " + columns + " columns");
    }

    // ---- looking ----

    /** How many nodes hear. */
    public int rows() {
        return rows;
    }

    /** How many nodes are heard. */
    public int columns() {
        return columns;
    }

    /** How many entries the matrix has: an undirected edge counts twice. In a padded batch of graphs, padding is counted as well. */
    public int edges() {
        return edges;
    }

    /** Whether edges have weights; they count as 1 if not. */
    public boolean isWeighted() {
        return weights != null;
    }

    /** The nodes that a node hears from, ascending. */
    public int[] neighbours(int row) {
        Check.require(row >= 0 && row < rows, "Adjacency", "rows are numbered from 0 to " + (rows - 1), row);
        int[] starts = offsets.toInts();
        return Arrays.stream(neighbours.toInts(), starts[row], starts[row + 1]).filter(column -> column >= 0).toArray();
    }

    /** The weight of each edge {@code [edges]}, row by row in the order of {@link #neighbours}. */
    public Tensor edgeWeights() {
        return weights == null ? Tensor.ones(edges) : weights.reshape(edges);
    }

    /** The sum of each row's weights, {@code [rows, 1]}: without weights, how many neighbours it has. */
    public Tensor degrees() {
        return degrees(DType.FLOAT32);
    }

    private Tensor degrees(DType dtype) {
        return sum(Tensor.full(dtype, Shape.of(columns, 1), 1));
    }

    /** The matrix itself, with zeros where there is no edge: for small graphs and for looking. */
    public Tensor dense() {
        return sum(Tensor.eye(columns));
    }

    // ---- along the edges ----

    /** What each node's neighbours hold, weighted and added up: {@code y = A x}, {@code [columns, f]} to {@code [rows, f]}. */
    public Tensor sum(Tensor x) {
        return AlongEdges.sum(this, x, weights == null ? null : weights.cast(x.dtype().isFloating() ? x.dtype() : DType.FLOAT32));
    }

    /**
     * The same with other weights, which may be learned: {@code [edges]} or {@code [edges, heads]}. The features are cut into as many heads of equal
     * width, each with its own weights.
     */
    public Tensor sum(Tensor x, Tensor weights) {
        return AlongEdges.sum(this, x, weights);
    }

    /** The largest of each feature among a node's neighbours; 0 for a node without any. Weights do not count. */
    public Tensor max(Tensor x) {
        return AlongEdges.max(this, x);
    }

    /**
     * For each edge the product of what lies at its ends, summed over the features of each head: {@code y[edge, h] = Σ a[row]·b[column]}.
     *
     * @param a {@code [rows, f]}
     * @param b {@code [columns, f]}
     * @return {@code [edges, heads]}
     */
    public Tensor products(Tensor a, Tensor b, int heads) {
        return AlongEdges.products(this, a, b, heads);
    }

    /**
     * For each edge the sum of what lies at its ends, {@code y[edge, h] = a[row, h] + b[column, h]}.
     *
     * @param a {@code [rows, heads]}
     * @param b {@code [columns, heads]}
     * @return {@code [edges, heads]}
     */
    public Tensor sumsOfEnds(Tensor a, Tensor b) {
        return AlongEdges.sumsOfEnds(this, a, b);
    }

    /** Softmax of scores {@code [edges, heads]} over the edges of each row: what a node hears, divided among its neighbours. */
    public Tensor softmax(Tensor scores) {
        return AlongEdges.softmax(this, scores);
    }

    Tensor offsets() {
        return offsets;
    }

    Tensor named() {
        return neighbours;
    }

    Tensor reverseOffsets() {
        return reverseOffsets;
    }

    Tensor reverseNeighbours() {
        return reverseNeighbours;
    }

    Tensor reverseEdges() {
        return reverseEdges;
    }

    /** As in {@code Adjacency[2708 nodes, 10556 edges, 3.9 a node]}. */
    @Override
    public String toString() {
        String nodes = rows == columns ? rows + " nodes" : columns + " to " + rows + " nodes";
        return String.format(Locale.ROOT, "Adjacency[%s, %d edges, %.1f a node%s]", nodes, edges, rows == 0 ? 0 : (double) edges / rows,
                weights == null ? "" : ", weighted");
    }
}
