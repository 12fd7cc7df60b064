package org.librate.core.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;

/**
 * Byte-pair encoding (Gage 1994, Sennrich et al. 2016), on bytes as GPT-2 does it: frequent runs of bytes get tokens of their own, and since every
 * byte has one, any text can be written, also one that is no valid UTF-8, and comes back exactly.
 *
 * <pre>{@code
 * Bpe bpe = Bpe.train(texts, 5_000);                             // 256 bytes and up to 4,744 merges
 * bpe.encode("the wind and the rain");
 * }</pre>
 *
 * <p>Text is first cut into pieces, roughly words with the blank before them; no token reaches over the end of a piece. At each place the first that
 * fits is a piece: one of {@code 's 't 're 've 'm 'll 'd}; a run of letters, of numbers, or of other characters, with a blank before it if there is
 * one; white space, without its last character if something follows. Within a piece, pairs of neighbours are merged in the order in which training
 * found them, each from the left.
 *
 * <p>Tokens 0 to 255 are the bytes in GPT-2's order: printable ones first ({@code !} to {@code ~}, then {@code 0xA1} to {@code 0xFF} but
 * {@code 0xAD}), then the rest. So merges and tokens are those of Hugging Face's {@code ByteLevelBPETokenizer}, trained on the same texts.
 */
public final class Bpe implements Tokenizer {

    static final String KIND = "bpe";
    private static final String NAME = "Bpe";
    /** The longest token in bytes; also keeps a hostile file, whose merges may double, from growing beyond bounds. */
    static final int LONGEST_TOKEN = 256;
    static final int MOST_MERGES = 1_000_000;
    private static final int CACHED_PIECES = 10_000;
    private static final int LONGEST_CACHED = 64;

    private static final int[] TOKEN_OF_BYTE = new int[256];
    private static final byte[][] BYTES = new byte[256][];

    static {
        int next = 0;
        for (boolean printable : new boolean[] {true, false}) {
            for (int b = 0; b < 256; b++) {
                if (isPrintable(b) == printable) {
                    TOKEN_OF_BYTE[b] = next;
                    BYTES[next++] = new byte[] {(byte) b};
                }
            }
        }
    }

    private static boolean isPrintable(int b) {
        return b >= '!' && b <= '~' || b >= 0xA1 && b != 0xAD;
    }

    /** Two tokens that become one. */
    public record Merge(int left, int right, int token) {
    }

    private final List<Merge> merges;
    private final byte[][] tokens;
    private final Map<Long, Integer> ranks;
    private final Specials specials;
    private final Map<String, int[]> cache = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<String, int[]> eldest) {
            return size() > CACHED_PIECES;
        }
    };

    /** Pairs in the order of their merging; a pair that makes bytes that have a token already leads to that. */
    Bpe(List<int[]> pairs, List<String> specials) {
        Check.require(pairs.size() <= MOST_MERGES, NAME, "has at most " + MOST_MERGES + " merges", pairs.size());
        List<byte[]> all = new ArrayList<>(Arrays.asList(BYTES));
        Map<String, Integer> known = new HashMap<>();
        for (int i = 0; i < BYTES.length; i++) {
            known.put(key(BYTES[i], 0, 1), i);
        }
        this.ranks = new HashMap<>();
        List<Merge> found = new ArrayList<>();
        for (int[] pair : pairs) {
            Check.require(pair[0] >= 0 && pair[0] < all.size() && pair[1] >= 0 && pair[1] < all.size(), NAME,
                    "a merge must join tokens that there are by then, below " + all.size(), Arrays.toString(pair));
            byte[] joined = joined(all.get(pair[0]), all.get(pair[1]));
            Check.require(joined.length <= LONGEST_TOKEN, NAME, "a token has at most " + LONGEST_TOKEN + " bytes",
                    joined.length + " of merge " + found.size());
            Check.require(ranks.put(pair(pair[0], pair[1]), found.size()) == null, NAME, "a pair is merged once", Arrays.toString(pair));
            String key = key(joined, 0, joined.length);
            Integer token = known.get(key);
            if (token == null) {
                token = all.size();
                known.put(key, token);
                all.add(joined);
            }
            found.add(new Merge(pair[0], pair[1], token));
        }
        this.merges = List.copyOf(found);
        this.tokens = all.toArray(byte[][]::new);
        this.specials = new Specials(NAME, tokens.length, specials);
    }

    private static byte[] joined(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }

    /** Bytes as a key: each is one character. */
    static String key(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    static long pair(int left, int right) {
        return (long) left << 32 | right;
    }

    static int tokenOf(byte b) {
        return TOKEN_OF_BYTE[b & 0xFF];
    }

    /**
     * Learns merges from texts: again and again the most frequent pair of neighbours, of equally frequent ones that with the smaller first, then
     * second token, until there are enough tokens or no pair occurs twice.
     *
     * @param vocabularySize how many tokens there are to be, the 256 bytes among them
     */
    public static Bpe train(Iterable<String> texts, int vocabularySize) {
        Check.require(vocabularySize >= 256 && vocabularySize <= MOST_MERGES, NAME, "the vocabulary must have 256 to " + MOST_MERGES + " tokens",
                vocabularySize);
        BpeTraining training = new BpeTraining();
        texts.forEach(text -> training.count(text.getBytes(StandardCharsets.UTF_8)));
        return new Bpe(training.merges(vocabularySize), List.of());
    }

    @Override
    public Bpe withSpecials(String... names) {
        return new Bpe(merges.stream().map(merge -> new int[] {merge.left(), merge.right()}).toList(), specials.with(names).names());
    }

    /** The merges in their order. */
    public List<Merge> merges() {
        return merges;
    }

    @Override
    public int[] encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The tokens of any bytes. */
    public int[] encode(byte[] bytes) {
        int[][] all = {new int[Math.max(16, bytes.length / 2)]};
        int[] count = {0};
        Pieces.cut(bytes, (from, to) -> {
            int[] piece = piece(bytes, from, to);
            if (count[0] + piece.length > all[0].length) {
                all[0] = Arrays.copyOf(all[0], Math.max(count[0] + piece.length, 2 * all[0].length));
            }
            System.arraycopy(piece, 0, all[0], count[0], piece.length);
            count[0] += piece.length;
        });
        return Arrays.copyOf(all[0], count[0]);
    }

    private int[] piece(byte[] bytes, int from, int to) {
        if (to - from > LONGEST_CACHED) {
            return merged(bytes, from, to);
        }
        String key = key(bytes, from, to);
        synchronized (cache) {
            int[] known = cache.get(key);
            if (known != null) {
                return known;
            }
        }
        int[] found = merged(bytes, from, to);
        synchronized (cache) {
            cache.put(key, found);
        }
        return found;
    }

    /**
     * Merges the pair of the lowest rank, the leftmost first, until none is left. Tokens are linked, and pairs wait in a heap, so a long piece is no
     * trouble.
     */
    private int[] merged(byte[] bytes, int from, int to) {
        int n = to - from;
        int[] token = new int[n];
        int[] next = new int[n];
        int[] before = new int[n];
        for (int i = 0; i < n; i++) {
            token[i] = tokenOf(bytes[from + i]);
            next[i] = i + 1;
            before[i] = i - 1;
        }
        PriorityQueue<Long> waiting = new PriorityQueue<>(); // rank, then place
        for (int i = 0; i + 1 < n; i++) {
            offer(waiting, token, i, i + 1);
        }
        for (Long first = waiting.poll(); first != null; first = waiting.poll()) {
            int rank = (int) (first >>> 32);
            int left = first.intValue();
            int right = next[left];
            Merge merge = merges.get(rank);
            if (token[left] != merge.left() || right >= n || token[right] != merge.right()) {
                continue; // it has changed since
            }
            token[left] = merge.token();
            token[right] = -1;
            next[left] = next[right];
            if (next[left] < n) {
                before[next[left]] = left;
                offer(waiting, token, left, next[left]);
            }
            if (before[left] >= 0) {
                offer(waiting, token, before[left], left);
            }
        }
        return Arrays.stream(token).filter(one -> one >= 0).toArray();
    }

    private void offer(PriorityQueue<Long> waiting, int[] token, int left, int right) {
        Integer rank = ranks.get(pair(token[left], token[right]));
        if (rank != null) {
            waiting.add((long) rank << 32 | left);
        }
    }

    /** The text; bytes that are no valid UTF-8 are shown as the replacement character. */
    @Override
    public String decode(int... tokens) {
        return new String(decodeBytes(tokens), StandardCharsets.UTF_8);
    }

    /** The bytes of tokens, exactly those that were encoded. */
    public byte[] decodeBytes(int... given) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 * given.length);
        for (int token : given) {
            if (specials.isOrdinary(token)) {
                bytes.writeBytes(tokens[token]);
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public int size() {
        return specials.size();
    }

    @Override
    public List<String> specials() {
        return specials.names();
    }

    @Override
    public String toJson() {
        return TokenizerJson.write(KIND, specials.names(), json -> {
            json.writeArrayFieldStart("merges");
            for (Merge merge : merges) {
                json.writeNumber(merge.left());
                json.writeNumber(merge.right());
            }
            json.writeEndArray();
        });
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bpe that && merges.equals(that.merges) && specials.equals(that.specials);
    }

    @Override
    public int hashCode() {
        return 31 * merges.hashCode() + specials.hashCode();
    }

    @Override
    public String toString() {
        return "Bpe[" + size() + " tokens, " + merges.size() + " merges" + specials.describe() + "]";
    }
}
