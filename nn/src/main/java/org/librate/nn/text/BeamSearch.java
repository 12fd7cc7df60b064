package org.librate.nn.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Follows the most probable beginnings, token by token. An answer that has ended makes room for other beginnings; the search is over when none of
 * these can still become better than the worst answer that is to be given. Of equal scores the one that was followed first and has the smaller token
 * comes first.
 */
final class BeamSearch {

    /** Log-probabilities of each token after each beginning. */
    interface Next {

        /** @param from which beginning of the call before each one goes on from; 0 in the first call */
        double[][] logProbabilities(List<int[]> beginnings, int[] from);
    }

    private record Beginning(int[] tokens, double logProbability, int from) {
    }

    private record Candidate(int from, int token, double logProbability) {
        private static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble((Candidate one) -> -one.logProbability)
                .thenComparing(Candidate::from).thenComparing(Candidate::token);
    }

    private BeamSearch() {
    }

    /**
     * The best answers, best first; those that came to an end before those that did not.
     *
     * @param end the token that ends an answer
     * @param most how many tokens an answer may have, the end among them
     */
    static List<Answer> search(Next next, int end, Beam beam, int most) {
        List<Beginning> alive = List.of(new Beginning(new int[0], 0, 0));
        List<Answer> finished = new ArrayList<>();
        for (int length = 1; length <= most && !alive.isEmpty(); length++) {
            double[][] scores = next.logProbabilities(alive.stream().map(Beginning::tokens).toList(),
                    alive.stream().mapToInt(Beginning::from).toArray());
            List<Beginning> longer = new ArrayList<>();
            for (Candidate candidate : best(alive, scores, 2 * beam.width())) { // if half of them end, there are enough to go on with
                int[] tokens = alive.get(candidate.from()).tokens();
                if (candidate.token() == end) {
                    finished.add(new Answer(tokens, candidate.logProbability(), beam.score(candidate.logProbability(), length), true));
                } else if (longer.size() < beam.width()) {
                    int[] more = Arrays.copyOf(tokens, length);
                    more[length - 1] = candidate.token();
                    longer.add(new Beginning(more, candidate.logProbability(), candidate.from()));
                }
            }
            alive = longer;
            finished = new ArrayList<>(sorted(finished, beam.width()));
            // a probability only falls, and the penalty is largest for the longest answer
            boolean enough = finished.size() >= beam.best();
            if (enough && (alive.isEmpty() || beam.score(alive.get(0).logProbability(), most) <= finished.get(beam.best() - 1).score())) {
                return sorted(finished, beam.best());
            }
        }
        List<Answer> all = new ArrayList<>(sorted(finished, beam.best()));
        List<Answer> cut =
                sorted(alive.stream()
                .map(one -> new Answer(one.tokens(), one.logProbability(), beam.score(one.logProbability(), one.tokens().length), false)).toList(),
                beam.width());
        all.addAll(cut.subList(0, Math.min(cut.size(), beam.best() - all.size())));
        return List.copyOf(all);
    }

    private static List<Answer> sorted(List<Answer> answers, int most) {
        return answers.stream().sorted(Comparator.comparingDouble((Answer one) -> -one.score())).limit(most).toList();
    }

    private static List<Candidate> best(List<Beginning> alive, double[][] scores, int most) {
        PriorityQueue<Candidate> kept = new PriorityQueue<>(Candidate.BEST_FIRST.reversed());
        for (int from = 0; from < alive.size(); from++) {
            for (int token = 0; token < scores[from].length; token++) {
                double logProbability = alive.get(from).logProbability() + scores[from][token];
                if (logProbability == Double.NEGATIVE_INFINITY || kept.size() == most && logProbability < kept.element().logProbability()) {
                    continue;
                }
                kept.add(new Candidate(from, token, logProbability));
                if (kept.size() > most) {
                    kept.poll();
                }
            }
        }
        List<Candidate> all = new ArrayList<>(kept);
        all.sort(Candidate.BEST_FIRST);
        return all;
    }
}
