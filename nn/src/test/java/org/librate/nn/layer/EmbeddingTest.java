package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Gradients;
import org.librate.core.Parameters;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.Pass;
import org.librate.nn.init.Initializer;

class EmbeddingTest extends OneLineContract {

    EmbeddingTest() {
        super(Embedding.of(4, 3), Shape.of(2), null);
    }

    @Override
    protected Tensor batch(DType dtype) {
        return Tensor.of(Shape.of(3, 2), 0, 3, 1, 2, 3, 3);
    }

    @Test
    void picks_rows() {
        Initializer counting = (shape, stream) -> Tensor.of(shape, 1f, 2f, 3f, 4f, 5f, 6f);
        Layer embedding = Embedding.of(3, 2).withWeights(counting).build(Shape.of(2), Build.of(RandomSource.of(0)));
        Tensor y = embedding.forward(Tensor.of(Shape.of(2, 2), 2, 0, -1, 1), Pass.inference());
        assertThat(y.shape()).isEqualTo(Shape.of(2, 2, 2));
        assertThat(y.toArray()).containsExactly(5, 6, 1, 2, 0, 0, 3, 4); // a negative one is padding
        assertThat(embedding.forward(Tensor.of(Shape.of(1, 2), (byte) 1, (byte) 2), Pass.inference()).toArray()).containsExactly(3, 4, 5, 6);
    }

    @Test
    void keeps_its_gradient_as_rows() {
        Build build = Build.of(RandomSource.of(0));
        Layer embedding = Embedding.of(100, 2).build(Shape.of(3), build);
        Parameters all = Parameters.of(build.learned().get(0).parameter());
        Tensor table = build.learned().get(0).parameter().tensor();
        Tensor loss = embedding.forward(Tensor.of(Shape.of(1, 3), 7, 9, 7), Pass.training()).sum();
        assertThat(Gradients.of(loss).rows(table)).hasValueSatisfying(rows -> assertThat(rows.index().toInts()).containsExactly(7, 9, 7));
        all.backward(loss);
        float[] gradient = all.get("weight").gradient().toArray();
        assertThat(new float[] {gradient[14], gradient[18], gradient[0]}).containsExactly(2, 1, 0);
    }

    @Test
    void rows_start_near_length_one() {
        Build build = Build.of(RandomSource.of(0));
        Embedding.of(200, 64).build(Shape.of(1), build);
        assertThat(build.learned().get(0).parameter().tensor().norm(1).mean().item()).isCloseTo(1, offset(0.05));
    }

    @Test
    void says_what_it_takes() {
        Layer embedding = Embedding.of(4, 3).build(Shape.of(2), Build.of(RandomSource.of(0)));
        assertThatThrownBy(() -> embedding.forward(Tensor.zeros(3, 2), Pass.inference()))
                .hasMessage("Embedding[rows=4, width=3]: takes integers, got FLOAT32 [3, 2]. Use cast(DType.INT32).");
        assertThatThrownBy(() -> embedding.forward(Tensor.of(Shape.of(1, 2), 0, 4), Pass.inference())).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("below 4, got 4");
        assertThatThrownBy(() -> Embedding.of(0, 3)).hasMessage("Embedding: rows must be > 0, got 0.");
    }
}
