package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Sequential;

class TiedEmbeddingTest extends OneLineContract {

    TiedEmbeddingTest() {
        super(TiedEmbedding.around(Embedding.of(5, 3), Sequential.of(Dense.of(3), Tanh.create())), Shape.of(4), null);
    }

    @Override
    protected Tensor batch(DType dtype) {
        return Tensor.of(0, 4, 2, 2, 1, 3, 3, 0, 4, 2, 1, 0).reshape(3, 4);
    }

    @Test
    void the_body_must_give_the_table_s_width() {
        assertThatThrownBy(() -> TiedEmbedding.around(Embedding.of(5, 3), Dense.of(4)).outputShape(Shape.of(2)))
                .hasMessage("TiedEmbedding: the body must give 3 features. Shape [2, 4].");
    }
}
