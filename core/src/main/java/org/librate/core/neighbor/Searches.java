package org.librate.core.neighbor;

import org.jspecify.annotations.Nullable;

/** The ways to search a table's rows, made when they are first needed, and which is the fastest for a question. */
final class Searches {

    /** Fewer pairs or queries than these are not worth more than measuring. */
    private static final long FEW = 1 << 14;
    private static final int FEW_QUERIES = 8;
    /**
     * Up to so many numbers a tree is faster than products (100,000 rows of 5 normal numbers, 5 nearest of each, one core: 1.1 against 2.9 s, of 6
     * 2.2 against 3.6, of 8 7.4 against
     * 3.8), and in small tables up to one fewer.
     */
    private static final int NARROW = 6;
    private static final int SMALL_TABLE = 50_000;

    /** What a search may take unless told otherwise: points of 2 million rows of 30 numbers. */
    static final long MEMORY = 1L << 28;

    enum Way { PLAIN, TREE, COLUMNS, PRODUCTS }

    private final Rows rows;
    private final Kind kind;
    private final int queryBlock;
    private final int rowBlock;
    private final long memory;
    private final @Nullable Way always;
    private @Nullable Embedding embedding;
    private @Nullable ProductSearch products;
    private @Nullable TreeSearch tree;
    private @Nullable Search columns;

    private Searches(Rows rows, Kind kind, int queryBlock, int rowBlock, long memory, @Nullable Way always) {
        this.rows = rows;
        this.kind = kind;
        this.queryBlock = queryBlock;
        this.rowBlock = rowBlock;
        this.memory = memory;
        this.always = always;
    }

    static Searches of(Rows rows, Kind kind) {
        return new Searches(rows, kind, ProductSearch.QUERY_BLOCK, ProductSearch.ROW_BLOCK, MEMORY, null);
    }

    Searches withBlocks(int queries, int others) {
        return new Searches(rows, kind, queries, others, memory, always);
    }

    Searches withinMemory(long bytes) {
        return new Searches(rows, kind, queryBlock, rowBlock, bytes, always);
    }

    Searches always(Way way) {
        return new Searches(rows, kind, queryBlock, rowBlock, memory, way);
    }

    Search best(Search.Question question) {
        return switch (always == null ? way(question) : always) {
            case PLAIN -> plain();
            case TREE -> hasTree() ? tree() : plain();
            case COLUMNS -> hasColumns() ? columns() : plain();
            case PRODUCTS -> hasPoints(question) && embedding().isUsable() ? products() : plain();
        };
    }

    private Way way(Search.Question question) {
        int n = question.count();
        if (hasTree() && TreeSearch.bytes(rows) <= memory && rows.width <= (rows.count < SMALL_TABLE ? NARROW - 1 : NARROW)
                && (tree != null || n >= FEW_QUERIES)) {
            return Way.TREE;
        }
        if (n < FEW_QUERIES || (long) n * rows.count < FEW) {
            return Way.PLAIN;
        }
        return hasPoints(question) && embedding().isUsable() ? Way.PRODUCTS : hasColumns() ? Way.COLUMNS : Way.PLAIN;
    }

    private Search plain() {
        return new PlainSearch(rows, kind.measure());
    }

    private boolean hasTree() {
        return kind instanceof Kind.Numbers && kind.distance() != Distance.COSINE;
    }

    private boolean hasColumns() {
        return kind instanceof Kind.Tables || kind.distance() == Distance.MANHATTAN && embedding().isUsable();
    }

    /**
     * Whether products tell the distances that are asked for: points of categories are only never too far apart, and so are those of zeros for
     * angles.
     */
    private boolean hasPoints(Search.Question question) {
        return kind.distance() != Distance.MANHATTAN && !(kind instanceof Kind.Tables)
                && (question.sign() > 0 || kind.distance() == Distance.EUCLIDEAN && kind instanceof Kind.Numbers);
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
            products = new ProductSearch(rows, kind.measure(), embedding(), rowBlock, queryBlock, memory);
        }
        return products;
    }

    private synchronized TreeSearch tree() {
        if (tree == null) {
            tree = new TreeSearch(rows, kind.distance());
        }
        return tree;
    }

    private synchronized Search columns() {
        if (columns == null) {
            columns = kind instanceof Kind.Tables tables ? new TableSearch(rows, tables.tables(), memory) : new ColumnSearch(rows, kind.measure(),
                    embedding(), memory);
        }
        return columns;
    }
}
