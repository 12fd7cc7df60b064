package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.Adjacency;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.GraphDataset;
import org.librate.core.data.KarateClub;
import org.librate.core.metric.Accuracy;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.GraphNet;
import org.librate.nn.Network;
import org.librate.nn.Pass;
import org.librate.nn.Sequential;
import org.librate.nn.init.Initializer;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Dropout;
import org.librate.nn.layer.Gat;
import org.librate.nn.layer.Gcn;
import org.librate.nn.layer.GraphReadout;
import org.librate.nn.layer.GraphSage;
import org.librate.nn.layer.Relu;
import org.librate.nn.optim.Adam;

class GraphTrainingTest {

    private static Trainer<Classifier> club(int epochs) {
        return Trainer.nodeClassifier(GraphNet.of(Gcn.of(8), Relu.create(), Dropout.of(0.2), Gcn.of(2)))
                .optimizer(Adam.of(0.02)).epochs(epochs).seed(1).display(Display.SILENT);
    }

    @Test
    void nodes_without_labels_are_neither_learned_from_nor_counted() {
        GraphDataset all = KarateClub.dataset();
        GraphDataset leaders = all.onlyNodes(KarateClub.INSTRUCTOR, KarateClub.PRESIDENT);
        Classifier model = club(60).fit(leaders, all);
        assertThat(model.history().last().metrics().get("accuracy")).isGreaterThan(0.9);
        assertThat(model.predict(all.inputs()).shape()).isEqualTo(Shape.of(1, 34));
        assertThat(model.predictProbabilities(all.inputs()).sum(-1).sub(1).abs().max().item()).isLessThan(1e-5);
    }

    @Test
    void the_same_seed_gives_the_same_bits_and_a_resumed_run_too(@TempDir Path folder) {
        GraphDataset all = KarateClub.dataset();
        float[] whole = club(6).fit(all, all).outputs(all.inputs()).toArray();
        assertThat(club(6).fit(all, all).outputs(all.inputs()).toArray()).containsExactly(whole);
        club(6).callbacks(Checkpoints.in(folder), stopAfter(3)).fit(all, all);
        assertThat(club(6).callbacks(Checkpoints.in(folder), stopAfter(99)).resumeFrom(folder).fit(all, all).outputs(all.inputs()).toArray())
                .containsExactly(whole);
    }

    private static TrainingCallback stopAfter(int epochs) {
        return new TrainingCallback() {
            @Override
            public void onEpoch(Progress progress) {
                if (progress.epoch() == epochs) {
                    progress.stop("enough");
                }
            }
        };
    }

    /** Rings and paths of 3 to 9 nodes: the ends of a path have one neighbour. */
    private static GraphDataset ringsAndPaths(int from, int to) {
        List<Adjacency> graphs = new ArrayList<>();
        List<Tensor> features = new ArrayList<>();
        int[] labels = new int[2 * (to - from)];
        for (int i = 0; i < labels.length; i++) {
            int nodes = 3 + (from + i / 2) % 7;
            boolean ring = i % 2 == 0;
            int[][] edges = new int[ring ? nodes : nodes - 1][];
            Arrays.setAll(edges, k -> new int[] {k, (k + 1) % nodes});
            graphs.add(Adjacency.undirected(nodes, edges));
            features.add(Tensor.ones(nodes, 1));
            labels[i] = ring ? 1 : 0;
        }
        return GraphDataset.of(graphs, features, labels);
    }

    @Test
    void batches_of_graphs_are_told_apart() {
        Classifier model = Trainer.classifier(GraphNet.of(GraphSage.of(8).withAggregation(GraphSage.Aggregation.SUM), Relu.create(),
                GraphReadout.mean(), Dense.of(2))).optimizer(Adam.of(0.03)).epochs(60).batchSize(4).seed(2).display(Display.SILENT)
                .metrics(Accuracy.metric()).fit(ringsAndPaths(0, 7), ringsAndPaths(0, 7));
        assertThat(model.history().last().metrics().get("accuracy")).isEqualTo(1);
    }

    @Test
    void a_batch_with_padding_equals_its_graphs_alone() {
        GraphDataset all = ringsAndPaths(0, 4);
        for (GraphReadout.Spec readout : List.of(GraphReadout.mean(), GraphReadout.sum(), GraphReadout.max())) {
            GraphNet net = GraphNet.of(Gcn.of(4), Gat.of(3).withHeads(2), Relu.create(), GraphSage.of(4).withAggregation(GraphSage.Aggregation.MAX),
                    GraphSage.of(3), readout, Dense.of(2));
            Network network = Network.build(net, shapes(all), RandomSource.of(5), DType.FLOAT32);
            float[] together = network.forward(List.of(all.inputs()), Pass.inference()).get(0).toArray();
            for (int i = 0; i < all.size(); i++) {
                Adjacency graph = all.graph(i);
                Tensor[] alone = GraphDataset.of(List.of(graph), List.of(Tensor.ones(graph.rows(), 1)), 0).inputs();
                Network small = Network.build(net, List.of(sample(alone[0]), sample(alone[1])), RandomSource.of(5), DType.FLOAT32);
                float[] own = small.forward(List.of(alone), Pass.inference()).get(0).toArray();
                assertThat(own).containsExactly(Arrays.copyOfRange(together, 2 * i, 2 * i + 2), within(1e-6f));
            }
        }
    }

    @Test
    void batch_norm_does_not_see_nodes_that_are_padding() {
        GraphDataset tight = ringsAndPaths(0, 4);
        GraphDataset roomy = tight.withRoomFor(12, 60);
        GraphNet net = GraphNet.of(Gcn.of(4), BatchNorm.create(), Relu.create(), GraphReadout.sum(), Dense.of(2));
        Network a = Network.build(net, shapes(tight), RandomSource.of(5), DType.FLOAT32);
        Network b = Network.build(net, shapes(roomy), RandomSource.of(5), DType.FLOAT32);
        float[] expected = a.forward(List.of(tight.inputs()), Pass.training()).get(0).toArray();
        assertThat(b.forward(List.of(roomy.inputs()), Pass.training()).get(0).toArray()).containsExactly(expected, within(1e-5f));
        assertThat(a.states()).isNotEmpty();
        a.states().forEach((name, state) -> assertThat(b.states().get(name).toArray()).as(name).containsExactly(state.toArray(), within(1e-6f)));
    }

    private static List<Shape> shapes(GraphDataset data) {
        return Arrays.stream(data.inputs()).map(GraphTrainingTest::sample).toList();
    }

    private static Shape sample(Tensor batch) {
        return batch.shape().slice(1, batch.rank());
    }

    @Test
    void weights_of_edges_come_along() {
        Adjacency weighted = Adjacency.undirected(3, new int[][] {{0, 1}, {1, 2}}, 2, 5);
        GraphDataset data = GraphDataset.of(List.of(weighted, Adjacency.undirected(2, new int[][] {{0, 1}}, 3)),
                List.of(Tensor.ones(3, 1), Tensor.ones(2, 1)), 0, 1);
        GraphNet net = GraphNet.of(GraphSage.of(1).withAggregation(GraphSage.Aggregation.SUM).withWeights(Initializer.ones()));
        Tensor y = Network.build(net, shapes(data), RandomSource.of(0), DType.FLOAT32).forward(List.of(data.inputs()), Pass.inference()).get(0);
        assertThat(y.toArray()).startsWith(1 + 2, 1 + 7, 1 + 5, 1 + 3, 1 + 3);
    }

    @Test
    void what_does_not_fit_is_said_in_words() {
        GraphDataset club = KarateClub.dataset();
        assertThatThrownBy(() -> Trainer.nodeClassifier(Sequential.of(Gcn.of(2))).fit(club)).hasMessageContaining("takes one input");
        assertThatThrownBy(() -> Trainer.nodeClassifier(GraphNet.of(Gcn.of(4), GraphReadout.mean())).fit(club))
                .hasMessageContaining("[nodes, classes]");
        assertThatThrownBy(() -> club(1).classWeights(1, 2).fit(club)).hasMessageContaining("one class for each row, got NODES");
        assertThatThrownBy(() -> Gcn.of(2).build(Shape.of(3, 1), Build.of(RandomSource.of(0))).forward(Tensor.ones(1, 3, 1), Pass.inference()))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("Gcn[units=2]: needs a graph")
                .hasMessageContaining("GraphNet.of(..)");
        assertThat(GraphNet.of(Gcn.of(4), Relu.create())).hasToString("GraphNet[Gcn[units=4], Relu]");
    }
}
