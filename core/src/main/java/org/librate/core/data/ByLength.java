package org.librate.core.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.random.RandomSource;

/**
 * Batches of rows of similar length. All rows are shuffled, then sorted by length rounded up to a bucket (rows of one bucket stay shuffled), cut into
 * batches, and the batches shuffled. So what comes together is new in each epoch, and no batch is of more buckets than it must be.
 */
record ByLength(RandomSource random) implements BatchOrder {

    private static final int ANY_SIZE = 32;

    @Override
    public int[] rows(Dataset data, long epoch) {
        return rows(data, epoch, ANY_SIZE);
    }

    @Override
    public int[] rows(Dataset data, long epoch, int batchSize) {
        int[] bucket = buckets(data);
        int[] shuffled = random.stream("rows").at(epoch).permutation(data.size());
        int batches = shuffled.length / batchSize;
        int full = batches * batchSize;
        int[] sorted = IntStream.range(0, full).map(i -> shuffled[i]).boxed().sorted((a, b) -> Integer.compare(bucket[a], bucket[b]))
                .mapToInt(row -> row).toArray();
        int[] turns = random.stream("batches").at(epoch).permutation(batches);
        int[] order = shuffled.clone(); // what is left over stays at the end
        for (int i = 0; i < batches; i++) {
            System.arraycopy(sorted, turns[i] * batchSize, order, i * batchSize, batchSize);
        }
        return order;
    }

    private static int[] buckets(Dataset data) {
        Layout layout = new Layout(data.fields());
        int first = IntStream.range(0, layout.lengthsOf.length).filter(i -> layout.lengthsOf[i] >= 0).findFirst().orElse(-1);
        Check.require(first >= 0, "BatchOrder.bucketed", "needs a dataset with lengths of a sequence", data,
                "SequenceDataset has them; otherwise use BatchOrder.shuffled.");
        int[] lengths = data.lengths(layout.fields.get(first).name());
        return Arrays.stream(lengths).map(length -> Buckets.STANDARD.above(length, Integer.MAX_VALUE)).toArray();
    }

    @Override
    public String toString() {
        return "BatchOrder.bucketed(" + random + ")";
    }
}
