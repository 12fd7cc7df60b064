package org.librate.core.kernel.host;

import java.nio.FloatBuffer;
import org.librate.core.kernel.AttentionLayout;
import org.librate.core.kernel.NativeArray;
import org.librate.core.random.Dropping;
import org.librate.core.random.Threefry;

/**
 * Dropout of attention weights: in a block {@code [matrices, rows, columns]} of one head of each sample and group, weights are multiplied by 0 or 1 /
 * (1 − rate), as their numbers among all weights of the call say. So the gradient finds the mask of the forward pass again, however either is cut
 * into blocks.
 */
public final class WeightDropout implements HostParallel.Body {

    /**
     * Which weights a block holds: of samples from {@code sample} on, of head {@code head} of each group, queries from {@code query} on, the first
     * {@code columns} keys.
     */
    public record Block(AttentionLayout layout, int sample, int samples, int head, int query, int rows, int columns) {

        private int matrices() {
            return samples * layout.form().keyHeads();
        }
    }

    private static final int HALF = Dropping.HALF;
    private static final int GRAIN = 1 << 16; // weights: some 100 µs

    private final Block block;
    private final long stream;
    private final Dropping dropping;
    private final int kept; // the bits of 1 / (1 − rate)
    private final FloatBuffer memory;
    private final int from;
    private final int to;
    private final int also;

    private WeightDropout(Block block, NativeArray key, FloatBuffer memory, int from, int to, int also) {
        this.block = block;
        this.stream = Threefry.streamKey(key.block().longs().get(key.start()), key.block().longs().get(key.start() + 1));
        this.dropping = Dropping.of(block.layout.form().rate());
        this.kept = Float.floatToRawIntBits((float) (1 / (1 - block.layout.form().rate())));
        this.memory = memory;
        this.from = from;
        this.to = to;
        this.also = also;
    }

    /**
     * Multiplies what begins at {@code from} and puts it at {@code to}.
     *
     * @param also where another block begins that is multiplied by the same in place, or −1
     */
    public static void run(Block block, NativeArray key, FloatBuffer memory, int from, int to, int also) {
        int matrix = block.rows * block.columns;
        HostParallel.run(new WeightDropout(block, key, memory, from, to, also), block.matrices(), GRAIN / Math.max(1, matrix) + 1);
    }

    @Override
    public void run(int first, int end) {
        AttentionLayout layout = block.layout;
        Scratch scratch = Scratch.get();
        int heads = layout.form().keyHeads();
        boolean whole = block.columns == layout.keys();
        long present = -1;
        for (int matrix = first; matrix < end; matrix++) {
            int head = matrix % heads * layout.group() + block.head;
            int runs = whole ? 1 : block.rows; // rows follow each other without a gap when they are whole
            int length = whole ? block.rows * block.columns : block.columns;
            for (int run = 0; run < runs; run++) {
                long number = layout.weight(block.sample + matrix / heads, head, block.query + run);
                int at = (matrix * block.rows + run) * block.columns;
                for (int done = 0; done < length; ) {
                    long group = (number + done) / Dropping.GROUP;
                    if (group != present) {
                        factors(scratch, group);
                        present = group;
                    }
                    int place = (int) ((number + done) % HALF);
                    int count = Math.min(HALF - place, length - done);
                    float[] factors = (number + done) % Dropping.GROUP < HALF ? scratch.b : scratch.c;
                    multiply(scratch, factors, place, from + at + done, to + at + done, count);
                    if (also >= 0) {
                        multiply(scratch, factors, place, also + at + done, also + at + done, count);
                    }
                    done += count;
                }
            }
        }
    }

    /** Those of the two halves of a group, in the scratch arrays b and c. */
    private void factors(Scratch scratch, long group) {
        int[] first = scratch.ints;
        int[] second = scratch.ints2;
        dropping.kept(stream, group, scratch.words, first, second);
        for (int i = 0; i < HALF; i++) {
            first[i] &= kept;
        }
        for (int i = 0; i < HALF; i++) {
            second[i] &= kept;
        }
        scratch.toFloats(first, scratch.b);
        scratch.toFloats(second, scratch.c);
    }

    private void multiply(Scratch scratch, float[] factors, int place, int source, int target, int count) {
        float[] a = scratch.a;
        memory.get(source, a, place, count); // where the factors stand: loops over arrays at different places do not become vector instructions
        for (int i = place; i < place + count; i++) {
            a[i] *= factors[i];
        }
        memory.put(target, a, place, count);
    }
}
