package org.librate.core.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Finds the merges. Each different piece is kept once with its count. Counts of pairs are changed where a merge changes a piece, not counted again; a
 * pair knows the pieces it may be in. The heap holds every pair with a count that it once had, which is at least what it has now: what comes up with
 * an old count goes back with the present one.
 */
final class BpeTraining {

    private static final int LEAST = 2;

    private record Candidate(long count, long pair) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            return count != other.count ? Long.compare(other.count, count) : Long.compare(pair, other.pair);
        }
    }

    private static final class Piece {
        private int[] tokens;
        private final long count;

        Piece(int[] tokens, long count) {
            this.tokens = tokens;
            this.count = count;
        }
    }

    private final Map<String, Long> counts = new LinkedHashMap<>();

    private final Map<Long, Long> pairs = new HashMap<>();
    private final Map<Long, BitSet> places = new HashMap<>();
    private final PriorityQueue<Candidate> heap = new PriorityQueue<>();

    void count(byte[] text) {
        Pieces.cut(text, (from, to) -> counts.merge(Bpe.key(text, from, to), 1L, Long::sum));
    }

    List<int[]> merges(int vocabularySize) {
        List<Piece> pieces = new ArrayList<>();
        counts.forEach((key, count) -> pieces.add(new Piece(key.chars().map(b -> Bpe.tokenOf((byte) b)).toArray(), count)));
        for (int i = 0; i < pieces.size(); i++) {
            int[] tokens = pieces.get(i).tokens;
            for (int t = 0; t + 1 < tokens.length; t++) {
                add(Bpe.pair(tokens[t], tokens[t + 1]), pieces.get(i).count, i);
            }
        }
        pairs.forEach((pair, count) -> heap.add(new Candidate(count, pair)));

        Map<String, Integer> known = new HashMap<>(); // a token for the same bytes, however they were put together
        List<String> tokens = new ArrayList<>();
        for (int b = 0; b < 256; b++) {
            tokens.add("");
        }
        for (int b = 0; b < 256; b++) {
            String text = String.valueOf((char) b);
            tokens.set(Bpe.tokenOf((byte) b), text);
            known.put(text, Bpe.tokenOf((byte) b));
        }
        List<int[]> merges = new ArrayList<>();
        while (tokens.size() < vocabularySize) {
            Candidate best = heap.poll();
            if (best == null) {
                break;
            }
            long now = pairs.getOrDefault(best.pair(), 0L);
            if (now != best.count()) {
                if (now > 0) {
                    heap.add(new Candidate(now, best.pair()));
                }
                continue;
            }
            if (now < LEAST) {
                break;
            }
            int left = (int) (best.pair() >>> 32);
            int right = (int) best.pair();
            String joined = tokens.get(left) + tokens.get(right);
            if (joined.length() > Bpe.LONGEST_TOKEN) {
                continue;
            }
            Integer token = known.putIfAbsent(joined, tokens.size());
            if (token == null) {
                token = tokens.size();
                tokens.add(joined);
            }
            merges.add(new int[] {left, right});
            merge(pieces, left, right, token);
        }
        return merges;
    }

    private void merge(List<Piece> pieces, int left, int right, int token) {
        long merged = Bpe.pair(left, right);
        BitSet where = places.getOrDefault(merged, new BitSet());
        Map<Long, Boolean> more = new LinkedHashMap<>();
        for (int i = where.nextSetBit(0); i >= 0; i = where.nextSetBit(i + 1)) {
            Piece piece = pieces.get(i);
            int[] old = piece.tokens;
            int[] young = new int[old.length];
            int n = 0;
            for (int t = 0; t < old.length; ) {
                boolean here = t + 1 < old.length && old[t] == left && old[t + 1] == right;
                young[n++] = here ? token : old[t];
                t += here ? 2 : 1;
            }
            if (n == old.length) {
                continue;
            }
            for (int t = 0; t + 1 < old.length; t++) {
                pairs.merge(Bpe.pair(old[t], old[t + 1]), -piece.count, Long::sum);
            }
            piece.tokens = Arrays.copyOf(young, n);
            for (int t = 0; t + 1 < n; t++) {
                long pair = Bpe.pair(young[t], young[t + 1]);
                add(pair, piece.count, i);
                if (young[t] == token || young[t + 1] == token) {
                    more.put(pair, true);
                }
            }
        }
        places.remove(merged);
        pairs.remove(merged); // in "aaa" its neighbour may have been one of it
        more.forEach((pair, any) -> {
            long count = pairs.getOrDefault(pair, 0L);
            if (count > 0) {
                heap.add(new Candidate(count, pair));
            }
        });
    }

    private void add(long pair, long count, int piece) {
        pairs.merge(pair, count, Long::sum);
        places.computeIfAbsent(pair, key -> new BitSet()).set(piece);
    }
}
