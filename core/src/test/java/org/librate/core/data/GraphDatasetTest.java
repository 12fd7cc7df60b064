package org.librate.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.Adjacency;
import org.librate.core.Tensor;

class GraphDatasetTest {

    private static final Adjacency PAIR = Adjacency.undirected(2, new int[][] {{0, 1}});
    private static final Adjacency PATH = Adjacency.undirected(3, new int[][] {{0, 1}, {1, 2}});

    /** Facts that anyone may look up: 34 members, 78 friendships, the leaders' friends, and two clubs of 17. */
    @Test
    void the_karate_club_is_zachary_s() {
        Adjacency friends = KarateClub.friendships();
        assertThat(friends.rows()).isEqualTo(34);
        assertThat(friends.edges()).isEqualTo(2 * 78);
        assertThat(friends.neighbours(KarateClub.INSTRUCTOR)).hasSize(16);
        assertThat(friends.neighbours(KarateClub.PRESIDENT)).hasSize(17);
        assertThat(friends.neighbours(32)).hasSize(12);
        assertThat(friends.neighbours(11)).containsExactly(0);
        assertThat(KarateClub.followed()).hasSize(34);
        assertThat(Arrays.stream(KarateClub.followed()).sum()).isEqualTo(17);
    }

    @Test
    void rows_are_graphs_with_room_for_the_largest() {
        GraphDataset data = GraphDataset.of(List.of(PAIR, PATH),
                List.of(Tensor.of(new float[][] {{1}, {2}}), Tensor.of(new float[][] {{3}, {4}, {5}})), 1, 0);
        assertThat(data.inputs()[0].toArray()).containsExactly(1, 2, 0, 3, 4, 5);
        assertThat(data.size()).isEqualTo(2);
        assertThat(data.labels()).containsExactly(1, 0);
        assertThat(data.classCounts()).containsExactly(1, 1);
        assertThat(data).hasToString("GraphDataset[2 graphs, up to 3 nodes and 4 edges, 1 features, 2 labels]");
        assertThat(data.withRoomFor(5, 9).inputs()[0].dim(1)).isEqualTo(5);
        try (Batches batches = Loader.of(data).withBatchSize(2).open(0)) {
            Batch batch = batches.next();
            assertThat(batch.inputs().get(1).toInts()).containsExactly(data.inputs()[1].toInts());
            assertThat(batch.y().toInts()).containsExactly(1, 0);
        }
    }

    @Test
    void nodes_may_lose_their_labels() {
        GraphDataset data = GraphDataset.ofNodes(PATH, Tensor.ones(3, 2), 2, 0, 1);
        assertThat(data.onlyNodes(0, 2).labels()).containsExactly(2, -1, 1);
        assertThat(data.onlyNodes(1).fingerprint()).isNotEqualTo(data.onlyNodes(2).fingerprint());
        assertThat(data.onlyNodes(1)).hasToString("GraphDataset[1 graph, Adjacency[3 nodes, 4 edges, 1.3 a node], 2 features, 1 labels]");
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThatThrownBy(() -> GraphDataset.ofNodes(PATH, Tensor.ones(3, 2), 0, 1))
                .hasMessage("GraphDataset: needs a label for each of 3 nodes, got 2.");
        assertThatThrownBy(() -> GraphDataset.ofNodes(PATH, Tensor.ones(4, 2), 0, 1, 0)).hasMessageContaining("[nodes, features]")
                .hasMessageContaining("[4, 2]");
        assertThatThrownBy(() -> GraphDataset.of(List.of(PATH), List.of(Tensor.ones(3, 2)), 1).onlyNodes(0)).hasMessageContaining("subset");
        assertThatThrownBy(() -> GraphDataset.ofNodes(PATH, Tensor.ones(3, 2), 0, 1, 0).onlyNodes(3)).hasMessageContaining("from 0 to 2");
        assertThatThrownBy(() -> GraphDataset.of(List.of(PAIR, PATH), List.of(Tensor.ones(2, 1), Tensor.ones(3, 1)), 0, 1).withRoomFor(2, 9))
                .hasMessageContaining("up to 2 nodes and 9 edges");
    }
}
