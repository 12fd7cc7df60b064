package org.librate.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.random.RandomSource;

/**
 * Windows of one length over a long text, each with the token after each of its tokens as the target: what a language model learns from. Documents
 * follow each other without a gap, so nothing is padded; their tokens are shared, not copied.
 *
 * <pre>{@code
 * TokenWindows.of(text, 128).withRandomOffsets(RandomSource.of(7))     // to train on: cut elsewhere in each epoch
 * TokenWindows.of(heldOut, 128)                                        // to validate on: always the same windows
 * TokenWindows.ofDocuments(stories, endOfStory, 256)
 * }</pre>
 *
 * <p>Tokens at the end that fill no window are left out.
 */
public final class TokenWindows implements Dataset {

    private static final String NAME = "TokenWindows";

    private final List<int[]> documents;
    private final long[] starts;        // of each document in the whole text, and where that ends
    private final int separators;       // tokens after each document: 1 or 0
    private final int separator;
    private final int length;
    private final int stride;
    private final @Nullable RandomSource offsets;
    private final int size;
    private final int source;
    private final List<Field> fields;

    private TokenWindows(List<int[]> documents, int separators, int separator, int length, int stride, @Nullable RandomSource offsets, int source) {
        this.documents = documents;
        this.separators = separators;
        this.separator = separator;
        this.length = Check.positive(NAME, "length", length);
        this.stride = Check.positive(NAME, "stride", stride);
        this.offsets = offsets;
        this.source = source;
        this.starts = new long[documents.size() + 1];
        for (int i = 0; i < documents.size(); i++) {
            starts[i + 1] = starts[i] + documents.get(i).length + separators;
        }
        long moves = offsets == null ? 0 : stride - 1; // as far as an epoch may begin
        long room = tokens() - 1 - length - moves;
        Check.require(room >= 0, NAME, "needs at least " + (length + 1 + moves) + " tokens for a window of " + length, tokens());
        this.size = Math.toIntExact(room / stride + 1);
        this.fields = List.of(Field.input("tokens", DType.INT32, Shape.of(length)), Field.target("y", DType.INT32, Shape.of(length)));
    }

    /** Windows that touch but do not overlap, over one text. The tokens are shared: do not write to them any more. */
    public static TokenWindows of(int[] tokens, int length) {
        return new TokenWindows(List.of(tokens), 0, 0, length, length, null, checksum(List.of(tokens), 0, 0));
    }

    /**
     * Windows over documents one after another.
     *
     * @param separator the token that stands after each document
     */
    public static TokenWindows ofDocuments(List<int[]> documents, int separator, int length) {
        List<int[]> copy = new ArrayList<>(documents);
        return new TokenWindows(copy, 1, separator, length, length, null, checksum(copy, 1, separator));
    }

    private static int checksum(List<int[]> documents, int separators, int separator) {
        CRC32C crc = new CRC32C();
        Ragged.update(crc, new int[] {separators, separator});
        documents.forEach(document -> Ragged.update(crc, document));
        return Origin.checksum(crc);
    }

    /** How many tokens apart windows begin: their length unless told, so that each token is learned once. */
    public TokenWindows withStride(int tokens) {
        return new TokenWindows(documents, separators, separator, length, tokens, offsets, source);
    }

    /**
     * Moves all windows by an offset, below the stride, that is drawn anew for each epoch: so a model sees every token with all sorts of text before
     * it.
     */
    public TokenWindows withRandomOffsets(RandomSource random) {
        return new TokenWindows(documents, separators, separator, length, stride, random, source);
    }

    private long tokens() {
        return starts[starts.length - 1];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public void read(int index, Row into) {
        long offset = offsets == null ? 0 : offsets.stream("offsets").at(into.epoch(), into.repeat()).integer(0, 0L, stride);
        int[] window = tokens(offset + (long) index * stride);
        into.putSteps(0, window, 0, length, 0);
        into.putSteps(1, window, 1, length, 0);
    }

    /** One token more than a window. */
    private int[] tokens(long from) {
        int[] window = new int[length + 1];
        int found = Arrays.binarySearch(starts, from);
        int document = found >= 0 ? found : -found - 2;
        while (starts[document + 1] <= from) { // an empty document begins where the next does
            document++;
        }
        int at = (int) (from - starts[document]);
        for (int filled = 0; filled < window.length; document++, at = 0) {
            int[] of = documents.get(document);
            int count = Math.max(0, Math.min(of.length - at, window.length - filled));
            System.arraycopy(of, Math.min(at, of.length), window, filled, count);
            filled += count;
            if (filled < window.length && separators == 1) {
                window[filled++] = separator;
            }
        }
        return window;
    }

    @Override
    public long begins(int index) {
        return (long) index * stride;
    }

    @Override
    public long ends(int index) {
        return begins(index) + length + 1 + (offsets == null ? 0 : stride - 1);
    }

    @Override
    public long origin(int index) {
        return Origin.of(source, index);
    }

    /** As in {@code TokenWindows[780 windows of 128, from 100000 tokens]}. */
    @Override
    public String toString() {
        return NAME + "[" + size + " windows of " + length + (stride == length ? "" : ", stride=" + stride)
                + (offsets == null ? "" : ", random offsets") + ", from " + tokens() + " tokens]";
    }
}
