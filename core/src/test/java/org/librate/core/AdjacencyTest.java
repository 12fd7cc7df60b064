package org.librate.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.librate.core.kernel.Width;

class AdjacencyTest {

    private static final int[][] PATH = {{0, 1}, {1, 2}};

    private final int width = Width.limit();

    @AfterEach
    void restoreWidth() {
        Width.limit(width);
    }

    @Test
    void what_is_at_one_end_flows_to_the_other() {
        Adjacency graph = Adjacency.directed(3, new int[][] {{0, 1}, {2, 1}, {0, 2}});
        assertThat(graph.neighbours(1)).containsExactly(0, 2);
        assertThat(graph.neighbours(0)).isEmpty();
        assertThat(graph.sum(Tensor.of(new float[][] {{1, 10}, {2, 20}, {4, 40}})).toArray()).containsExactly(0, 0, 5, 50, 1, 10);
        assertThat(graph.transposed().dense().toArray()).containsExactly(graph.dense().transpose().toArray());
        assertThat(graph).hasToString("Adjacency[3 nodes, 3 edges, 1.0 a node]");
    }

    @Test
    void an_edge_given_again_counts_once() {
        assertThat(Adjacency.directed(2, new int[][] {{0, 1}, {0, 1}}).edges()).isEqualTo(1);
        assertThat(Adjacency.undirected(3, new int[][] {{0, 1}, {1, 0}, {2, 2}}).dense().toArray()).containsExactly(0, 1, 0, 1, 0, 0, 0, 0, 1);
        assertThat(Adjacency.directed(2, new int[][] {{0, 1}, {0, 1}}, 2, 3).dense().toArray()).containsExactly(0, 0, 5, 0);
        assertThat(Adjacency.undirected(2, new int[][] {{0, 1}}, 3).dense().toArray()).containsExactly(0, 3, 3, 0);
    }

    @Test
    void self_loops_come_and_go() {
        Adjacency graph = Adjacency.directed(2, new int[][] {{0, 0}, {0, 1}}, 5, 7);
        assertThat(graph.withSelfLoops().dense().toArray()).containsExactly(5, 0, 7, 1);
        assertThat(graph.withoutSelfLoops().dense().toArray()).containsExactly(0, 0, 7, 0);
    }

    /** Degrees with loops 2, 3, 2. */
    @Test
    void weights_are_shared_by_degrees_or_by_rows() {
        Adjacency graph = Adjacency.undirected(3, PATH).withSelfLoops();
        float side = (float) (1 / Math.sqrt(6));
        assertThat(graph.symmetric().dense().toArray())
                .containsExactly(new float[] {1 / 2f, side, 0, side, 1 / 3f, side, 0, side, 1 / 2f}, within(1e-6f));
        assertThat(graph.byRow().dense().toArray()).containsExactly(new float[] {1 / 2f, 1 / 2f, 0, 1 / 3f, 1 / 3f, 1 / 3f, 0, 1 / 2f, 1 / 2f},
                within(1e-6f));
        assertThat(Adjacency.directed(2, new int[][] {{0, 1}}).symmetric().dense().toArray()).as("a node without neighbours")
                .containsExactly(0, 0, 0, 0);
    }

    @Test
    void graphs_stand_side_by_side() {
        Adjacency both = Adjacency.blocks(List.of(Adjacency.undirected(2, new int[][] {{0, 1}}), Adjacency.directed(3, PATH)));
        assertThat(both.rows()).isEqualTo(5);
        assertThat(both.neighbours(1)).containsExactly(0);
        assertThat(both.neighbours(4)).containsExactly(3);
        assertThat(both.edges()).isEqualTo(4);
    }

    @Test
    void the_largest_neighbour_counts_and_only_it_gets_the_gradient() {
        Adjacency graph = Adjacency.directed(3, new int[][] {{0, 2}, {1, 2}});
        Tensor x = Tensor.of(new float[][] {{3}, {5}, {9}}).tracked();
        Tensor y = graph.max(x);
        assertThat(y.toArray()).containsExactly(0, 0, 5);
        assertThat(Gradients.of(y.sum()).get(x).toArray()).containsExactly(0, 1, 0);
    }

    @Test
    void attention_is_divided_among_each_node_s_neighbours() {
        Adjacency graph = Adjacency.directed(3, new int[][] {{0, 2}, {1, 2}, {1, 0}});
        Tensor scores = graph.sumsOfEnds(Tensor.of(new float[][] {{0}, {0}, {7}}), Tensor.of(new float[][] {{0}, {(float) Math.log(3)}, {0}}));
        assertThat(graph.softmax(scores).toArray()).containsExactly(new float[] {1, 0.25f, 0.75f}, within(1e-6f));
    }

    @Test
    void the_bits_are_the_same_for_any_number_of_threads() {
        int[][] edges = new int[20000][];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = new int[] {i * 37 % 2000, (int) ((long) i * i % 1999)};
        }
        Adjacency graph = Adjacency.directed(2000, edges).symmetric();
        Tensor x = Tensor.linspace(-1, 1, 2000 * 64).reshape(2000, 64).sin();
        Width.limit(1);
        float[] one = graph.sum(x).toArray();
        float[] most = graph.max(x).toArray();
        Width.limit(4);
        assertThat(graph.sum(x).toArray()).containsExactly(one);
        assertThat(graph.max(x).toArray()).containsExactly(most);
    }

    @Test
    void a_graph_without_edges_gives_zeros() {
        Adjacency none = Adjacency.directed(2, new int[0][]);
        Tensor x = Tensor.ones(2, 3).tracked();
        Tensor y = none.sum(x).add(none.max(x)).add(none.byRow().sum(x));
        assertThat(y.toArray()).containsOnly(0);
        assertThat(Gradients.of(y.sum()).get(x).toArray()).containsOnly(0);
        assertThat(none.edgeWeights().size()).isZero();
    }

    /** The second graph has a node and two edges fewer than there is room for. */
    @Test
    void packed_graphs_come_out_as_one_with_padding() {
        Adjacency first = Adjacency.undirected(3, PATH);
        Adjacency second = Adjacency.undirected(2, new int[][] {{0, 1}});
        int[] packed = new int[2 * PackedGraphs.length(3, 4)];
        System.arraycopy(PackedGraphs.pack(first, 3, 4), 0, packed, 0, packed.length / 2);
        System.arraycopy(PackedGraphs.pack(second, 3, 4), 0, packed, packed.length / 2, packed.length / 2);
        PackedGraphs.Unpacked all = PackedGraphs.unpack(Tensor.of(Shape.of(2, packed.length / 2), packed), null, 3);
        assertThat(all.counts().toInts()).containsExactly(3, 2);
        assertThat(all.graph().edges()).isEqualTo(8);
        assertThat(all.graph().dense().toArray()).containsExactly(Adjacency.blocks(List.of(first, Adjacency.undirected(3, new int[][] {{0, 1}})))
                .dense().toArray());
        Tensor x = Tensor.linspace(1, 2, 6).reshape(6, 1).tracked();
        Tensor back = Gradients.of(all.graph().symmetric().sum(x).add(all.graph().max(x)).sum()).get(x);
        Tensor plain = Tensor.linspace(1, 2, 6).reshape(6, 1).tracked();
        Adjacency blocks = Adjacency.blocks(List.of(first, Adjacency.undirected(3, new int[][] {{0, 1}})));
        assertThat(back.toArray()).containsExactly(Gradients.of(blocks.symmetric().sum(plain).add(blocks.max(plain)).sum()).get(plain).toArray());
    }

    @Test
    void lists_that_would_reach_beyond_memory_are_refused() {
        int[] packed = PackedGraphs.pack(Adjacency.undirected(3, PATH), 3, 4);
        for (int i = 0; i < packed.length; i++) {
            int[] wrong = packed.clone();
            wrong[i] = 1000;
            assertThatThrownBy(() -> PackedGraphs.unpack(Tensor.of(Shape.of(1, wrong.length), wrong), null, 3)).as("place " + i)
                    .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("PackedGraphs: ");
        }
    }

    @Test
    void what_cannot_be_is_refused() {
        assertThatThrownBy(() -> Adjacency.directed(3, new int[][] {{0, 3}}))
                .hasMessage("Adjacency: nodes are numbered from 0 to 2, got [0, 3] at edge 0.");
        assertThatThrownBy(() -> Adjacency.undirected(3, new int[][] {{0, 1, 2}})).hasMessageContaining("{from, to}");
        assertThatThrownBy(() -> Adjacency.directed(3, PATH, 1)).hasMessageContaining("a weight for each of 2 edges");
        assertThatThrownBy(() -> Adjacency.between(2, 3, PATH).symmetric()).hasMessageContaining("as many rows as columns");
        assertThatThrownBy(() -> Adjacency.directed(3, PATH).neighbours(3)).hasMessageContaining("from 0 to 2");
    }
}
