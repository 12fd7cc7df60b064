package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.librate.core.Adjacency;
import org.librate.core.DType;
import org.librate.core.Gradients;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.GoldenFile;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/** Graph layers give the numbers of PyTorch Geometric, forwards and backwards, in both types. */
class GraphGoldensTest {

    private static final Map<String, LayerSpec> LAYERS = Map.of(
            "Gcn", Gcn.of(4),
            "GraphSage", GraphSage.of(4),
            "GraphSage_max", GraphSage.of(4).withAggregation(GraphSage.Aggregation.MAX),
            "GraphSage_sum", GraphSage.of(4).withAggregation(GraphSage.Aggregation.SUM),
            "Gat", Gat.of(4).withHeads(2),
            "Gat_mean", Gat.of(4).withHeads(2).withMeanOfHeads(true));

    @TestFactory
    Stream<DynamicTest> numbers_are_those_of_the_reference() {
        Map<String, Map<String, GoldenFile.Values>> cases = GoldenFile.read("graph-goldens.txt");
        assertThat(cases.keySet()).isEqualTo(LAYERS.keySet());
        return cases.entrySet().stream().map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
            check(LAYERS.get(one.getKey()), one.getValue(), DType.FLOAT64, 1e-12);
            check(LAYERS.get(one.getKey()), one.getValue(), DType.FLOAT32, 1e-5);
        }));
    }

    private static void check(LayerSpec spec, Map<String, GoldenFile.Values> golden, DType dtype, double tolerance) {
        Build build = Build.of(RandomSource.of(0), dtype);
        Layer layer = spec.build(Shape.of(5, 3), build);
        build.learned().forEach(one -> one.parameter().tensor().assign(golden.get("in." + one.parameter().name()).tensor(dtype)));
        Tensor x = golden.get("in.x").tensor(dtype).tracked();
        Tensor y = layer.forward(x.expandDims(0), Pass.inference().withGraph(graph(golden.get("in.edges").values())));
        golden.get("out.y").isCloseTo(spec + " y", y.toDoubles(), tolerance);
        Gradients gradients = Gradients.of(y, golden.get("seed").tensor(dtype).reshape(y.shape()));
        golden.get("grad.x").isCloseTo(spec + " dx", gradients.get(x).toDoubles(), tolerance);
        build.learned().forEach(one -> golden.get("grad." + one.parameter().name())
                .isCloseTo(spec + " d" + one.parameter().name(), gradients.get(one.parameter().tensor()).toDoubles(), tolerance));
    }

    private static Adjacency graph(double[] ends) {
        int[][] edges = new int[ends.length / 2][];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = new int[] {(int) ends[2 * i], (int) ends[2 * i + 1]};
        }
        return Adjacency.directed(5, edges);
    }
}
