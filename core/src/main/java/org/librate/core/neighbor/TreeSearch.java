package org.librate.core.neighbor;

import java.util.Arrays;

/**
 * Finds rows in a tree of boxes: for rows of few numbers, where a box that is too far away rules out nearly everything. The tree is not stored but
 * for its boxes: which rows are in a node follows from {@link Partition}.
 *
 * <p>The distance to a box is summed in the same order as that to a row, of terms that are not larger; since rounding never turns order round, it is
 * not larger either, to the last bit.
 *
 * <p>It holds the rows once more in float64, and an eighth of that in boxes.
 */
final class TreeSearch implements Search {

    private static final int LEAF = 16;
    private static final int QUERIES = 256;

    private final Rows rows;
    private final boolean squares;
    private final int width;
    private final int[] order;
    private final double[] values; // in that order
    private final double[] boxes; // of each node the lows and then the highs; the children of node i are 2i + 1 and 2i + 2

    TreeSearch(Rows rows, Distance distance) {
        this.rows = rows;
        this.squares = distance == Distance.EUCLIDEAN;
        this.width = rows.width;
        this.order = Partition.order(rows, null, LEAF, LEAF);
        this.values = rows.take(order).values;
        int leaves = (rows.count - 1) / LEAF + 1;
        int nodes = leaves == 1 ? 1 : 4 * Integer.highestOneBit(leaves - 1) - 1;
        this.boxes = new double[Math.multiplyExact(nodes, 2 * width)];
        box(0, 0, rows.count);
    }

    /** How many bytes it takes for rows. */
    static long bytes(Rows rows) {
        return (long) rows.count * rows.width * (8 + 2);
    }

    private void box(int node, int from, int to) {
        int low = node * 2 * width;
        int high = low + width;
        if (to - from <= LEAF) {
            Arrays.fill(boxes, low, high, Double.POSITIVE_INFINITY);
            Arrays.fill(boxes, high, high + width, Double.NEGATIVE_INFINITY);
            for (int at = from * width; at < to * width; at++) {
                int c = at % width;
                boxes[low + c] = Math.min(boxes[low + c], values[at]);
                boxes[high + c] = Math.max(boxes[high + c], values[at]);
            }
            return;
        }
        int middle = Partition.middle(from, to, LEAF);
        box(2 * node + 1, from, middle);
        box(2 * node + 2, middle, to);
        int first = (2 * node + 1) * 2 * width;
        int second = first + 2 * width;
        for (int c = 0; c < width; c++) {
            boxes[low + c] = Math.min(boxes[first + c], boxes[second + c]);
            boxes[high + c] = Math.max(boxes[first + width + c], boxes[second + width + c]);
        }
    }

    @Override
    public void run(Question question, Neighbors found) {
        int n = question.count();
        int[] turn = question.isAllOf(rows) ? order : Partition.order(question.asked(), question.some(), QUERIES, LEAF);
        Search.share((n + QUERIES - 1) / QUERIES, (first, last) -> {
            Walk walk = new Walk(question);
            for (int i = first * QUERIES; i < Math.min(n, last * QUERIES); i++) {
                walk.query(turn[i], found);
            }
        });
    }

    /** A query's way through the tree. */
    private final class Walk {

        private final Question question;
        private final double[] asked;
        private final int sign;
        private int start;
        private int itself;
        private double limit;
        private Nearest nearest;

        Walk(Question question) {
            this.question = question;
            this.asked = question.asked().values;
            this.sign = question.sign();
            this.nearest = new Nearest(question.k());
        }

        void query(int query, Neighbors found) {
            start = question.row(query) * width;
            itself = question.itself(query);
            limit = Double.POSITIVE_INFINITY;
            nearest.clear();
            visit(0, 0, rows.count);
            nearest.copy(found.rows(), found.distances(), query * question.k());
        }

        private void visit(int node, int from, int to) {
            if (to - from <= LEAF) {
                look(from, to);
                return;
            }
            int middle = Partition.middle(from, to, LEAF);
            double first = key(2 * node + 1);
            double second = key(2 * node + 2);
            if (first <= second) {
                if (first <= limit) {
                    visit(2 * node + 1, from, middle);
                }
                if (second <= limit) {
                    visit(2 * node + 2, middle, to);
                }
            } else {
                if (second <= limit) {
                    visit(2 * node + 2, middle, to);
                }
                if (first <= limit) {
                    visit(2 * node + 1, from, middle);
                }
            }
        }

        /** No row of the node has a smaller one. */
        private double key(int node) {
            int low = node * 2 * width;
            int high = low + width;
            double sum = 0;
            for (int c = 0; c < width; c++) {
                double value = asked[start + c];
                double below = boxes[low + c] - value;
                double above = value - boxes[high + c];
                double apart = sign > 0 ? Math.max(0, Math.max(below, above)) : Math.max(-below, -above);
                sum += squares ? apart * apart : apart;
            }
            return sign * sum;
        }

        private void look(int from, int to) {
            for (int i = from, at = from * width; i < to; i++, at += width) {
                double sum = 0;
                for (int c = 0; c < width; c++) {
                    double apart = asked[start + c] - values[at + c];
                    sum += squares ? apart * apart : Math.abs(apart);
                }
                double key = sign * sum;
                if (key <= limit && order[i] != itself) {
                    nearest.offer(order[i], key);
                    limit = nearest.limit();
                }
            }
        }
    }
}
