package org.librate.nn.layer;

import org.librate.core.Parameter;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/**
 * An embedding whose table is also the last layer: {@code y = body(W[x]) · Wᵀ}, so that what a token means and how it is told are one thing (Press
 * and Wolf 2017). {@code [time]} to {@code [time, rows]}; the body must give the table's width.
 *
 * <pre>{@code
 * TiedEmbedding.around(Embedding.of(vocabulary.size(), 384), body)
 * }</pre>
 */
public final class TiedEmbedding implements Layer {

    /** What the user writes. */
    public record Spec(Embedding.Spec embedding, LayerSpec body) implements LayerSpec {

        @Override
        public Shape outputShape(Shape input) {
            Shape inner = body.outputShape(embedding.outputShape(input));
            if (inner.rank() == 0 || inner.last() != embedding.width()) {
                throw new ShapeException("TiedEmbedding", "the body must give " + embedding.width() + " features", "", inner);
            }
            return inner.withLast(embedding.rows());
        }

        @Override
        public TiedEmbedding build(Shape input, Build build) {
            outputShape(input);
            Build place = build.inside("embedding");
            Embedding rows = embedding.build(input, place);
            return new TiedEmbedding(rows, rows.weight(), build.layer("body", body, embedding.outputShape(input)));
        }

        @Override
        public long multiplyAdds(Shape input) {
            return outputShape(input).size() * embedding.width();
        }

        @Override
        public String toString() {
            return "TiedEmbedding[" + embedding + ", " + body + "]";
        }
    }

    private final Embedding embedding;
    private final Parameter table;      // [rows, width]
    private final Layer body;

    private TiedEmbedding(Embedding embedding, Parameter table, Layer body) {
        this.embedding = embedding;
        this.table = table;
        this.body = body;
    }

    public static Spec around(Embedding.Spec embedding, LayerSpec body) {
        return new Spec(embedding, body);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Tensor rows = embedding.forward(x, pass);
        Pass inner = pass.lengths(x).map(lengths -> pass.withLengths(rows, lengths)).orElse(pass);
        return body.forward(rows, inner).matmul(table.tensor().transpose());
    }
}
