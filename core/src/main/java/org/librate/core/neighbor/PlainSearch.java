package org.librate.core.neighbor;

/** Measures all pairs: for few of them, and for numbers that float32 cannot hold. */
record PlainSearch(Rows rows, Measure measure) implements Search {

    private static final int QUERIES = 16;

    @Override
    public void run(Question question, Neighbors found) {
        int n = question.count();
        Search.share((n + QUERIES - 1) / QUERIES, (first, last) -> {
            for (int i = first * QUERIES; i < Math.min(n, last * QUERIES); i++) {
                one(question, i, found);
            }
        });
    }

    void one(Question question, int query, Neighbors found) {
        Nearest nearest = new Nearest(question.k());
        int itself = question.itself(query);
        int asking = question.row(query);
        double limit = Double.POSITIVE_INFINITY;
        for (int row = 0; row < rows.count; row++) {
            double key = question.sign() * measure.between(question.asked(), asking, rows, row);
            if (key <= limit && row != itself) {
                nearest.offer(row, key);
                limit = nearest.limit();
            }
        }
        nearest.copy(found.rows(), found.distances(), query * question.k());
    }
}
