package org.librate.core.neighbor;

import org.jspecify.annotations.Nullable;

/** The ways to search a table's rows, made when they are first needed, and which is the fastest for a question. */
final class Searches {

    /** Two rows and this many pairs are not worth more than measuring. */
    private static final long FEW = 1 << 14;
    private static final int FEW_QUERIES = 8;

    enum Way { PLAIN, PRODUCTS }

    private final Rows rows;
    private final Kind kind;
    private final int queryBlock;
    private final int rowBlock;
    private final @Nullable Way always;
    private @Nullable Embedding embedding;
    private @Nullable ProductSearch products;

    private Searches(Rows rows, Kind kind, int queryBlock, int rowBlock, @Nullable Way always) {
        this.rows = rows;
        this.kind = kind;
        this.queryBlock = queryBlock;
        this.rowBlock = rowBlock;
        this.always = always;
    }

    static Searches of(Rows rows, Kind kind) {
        return new Searches(rows, kind, ProductSearch.QUERY_BLOCK, ProductSearch.ROW_BLOCK, null);
    }

    Searches withBlocks(int queries, int others) {
        return new Searches(rows, kind, queries, others, always);
    }

    Searches always(Way way) {
        return new Searches(rows, kind, queryBlock, rowBlock, way);
    }

    Search best(Search.Question question) {
        int n = question.asked().count;
        boolean few = always == null && (n < FEW_QUERIES || (long) n * rows.count < FEW);
        if (!few && always != Way.PLAIN && hasPoints(question) && embedding().isUsable()) {
            return products();
        }
        return new PlainSearch(rows, kind.measure());
    }

    /** Whether products tell the distances that are asked for: points of categories are only never too far apart, and so are those of zeros for angles. */
    private boolean hasPoints(Search.Question question) {
        return kind.distance() != Distance.MANHATTAN && !(kind instanceof Kind.Tables) && (question.sign() > 0 || kind.distance() == Distance.EUCLIDEAN && kind instanceof Kind.Numbers);
    }

    private synchronized Embedding embedding() {
        if (embedding == null) {
            embedding = kind.distance() == Distance.COSINE ? Embedding.angle(rows)
                    : Embedding.straight(rows, kind instanceof Kind.Mixed mixed ? mixed.measure().penalties() : new double[0]);
        }
        return embedding;
    }

    private synchronized ProductSearch products() {
        if (products == null) {
            products = new ProductSearch(rows, kind.measure(), embedding(), rowBlock, queryBlock);
        }
        return products;
    }
}
