package org.librate.core.data;

import java.util.Arrays;
import org.librate.core.Check;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

/** The orders that {@link BatchOrder} names. */
final class Orders {

    private Orders() {
    }

    static final BatchOrder SEQUENTIAL = new Sequential();

    private record Sequential() implements BatchOrder {
        @Override
        public int[] rows(Dataset data, long epoch) {
            int[] rows = new int[data.size()];
            Arrays.setAll(rows, i -> i);
            return rows;
        }

        @Override
        public String toString() {
            return "BatchOrder.sequential()";
        }
    }

    record Shuffled(RandomSource random) implements BatchOrder {
        @Override
        public int[] rows(Dataset data, long epoch) {
            return random.at(epoch).permutation(data.size());
        }

        @Override
        public String toString() {
            return "BatchOrder.shuffled(" + random + ")";
        }
    }

    record WeightedDraws(RandomSource random, double[] weights) implements BatchOrder {
        @Override
        public int[] rows(Dataset data, long epoch) {
            Check.require(weights.length == data.size(), "BatchOrder.weighted", "one weight for each of the " + data.size() + " rows is needed",
                    weights.length);
            return random.at(epoch).choice(weights, weights.length, true);
        }

        @Override
        public String toString() {
            return "BatchOrder.weighted(" + random + ", " + weights.length + " weights)";
        }
    }

    record ClassBalanced(RandomSource random) implements BatchOrder {

        @Override
        public int[] rows(Dataset data, long epoch) {
            int[][] classes = Arrays.stream(ByClass.rows(data.labels())).filter(rows -> rows.length > 0).toArray(int[][]::new);
            int[] order = new int[data.size()];
            // so that a last incomplete round is not always of the first classes
            int[] offsets = random.stream("offsets").at(epoch).permutation(classes.length);
            for (int c = 0; c < classes.length; c++) {
                fill(order, classes[c], offsets[c], classes.length, random.branch(c), epoch);
            }
            RandomSource turns = random.stream("turns");
            for (int round = 0, first = 0; first < order.length; round++, first += classes.length) {
                shuffle(order, first, Math.min(classes.length, order.length - first), turns.at(epoch, round));
            }
            return order;
        }

        /** Puts a class's rows at places offset, offset + step, ...: each of them once before any comes again. */
        private static void fill(int[] order, int[] rows, int offset, int step, RandomSource random, long epoch) {
            int[] turn = new int[0];
            for (int place = offset, i = 0; place < order.length; place += step, i++) {
                int at = i % rows.length;
                if (at == 0) {
                    turn = random.at(epoch, i / rows.length).permutation(rows.length);
                }
                order[place] = rows[turn[at]];
            }
        }

        private static void shuffle(int[] order, int first, int count, RandomStream random) {
            for (int i = 0; i < count - 1; i++) {
                int other = first + random.integer(i, i, count);
                int own = order[first + i];
                order[first + i] = order[other];
                order[other] = own;
            }
        }

        @Override
        public String toString() {
            return "BatchOrder.classBalanced(" + random + ")";
        }
    }
}
