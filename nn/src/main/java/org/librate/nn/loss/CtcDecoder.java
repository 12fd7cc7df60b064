package org.librate.nn.loss;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.librate.core.Check;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.data.Padded;

/**
 * Finds the labels in what a network that learned by {@link CtcLoss} gives.
 *
 * <pre>{@code
 * List<List<Integer>> words = CtcDecoder.beam(16).decode(model.outputs(Padded.of(recordings)));
 * }</pre>
 *
 * @param blank the class that stands for no label
 * @param width how many beginnings are followed at a time; 1 takes the most probable class of each step
 */
public record CtcDecoder(int blank, int width) {

    /**
     * Labels and how probable they are.
     *
     * @param labels without blanks
     * @param logProbability the logarithm of their probability, of all the ways that were followed
     */
    public record Reading(List<Integer> labels, double logProbability) {
        public Reading {
            labels = List.copyOf(labels);
        }
    }

    public CtcDecoder {
        Check.notNegative("CtcDecoder", "blank", blank);
        Check.positive("CtcDecoder", "width", width);
    }

    /** The most probable class of each step, repeats once and blanks left out: fast, and right where the network is sure. */
    public static CtcDecoder greedy() {
        return new CtcDecoder(0, 1);
    }

    /** The most probable labels among so many beginnings, each with all the ways that lead to it (prefix beam search). */
    public static CtcDecoder beam(int width) {
        return new CtcDecoder(0, width);
    }

    public CtcDecoder withBlank(int blank) {
        return new CtcDecoder(blank, width);
    }

    /** The best labels of each row of logits. */
    public List<List<Integer>> decode(Padded logits) {
        return readings(logits).stream().map(row -> row.get(0).labels()).toList();
    }

    /**
     * For each row of logits {@code [n, time, classes]} what was found, the best first; greedily one, otherwise at most as many as the beam is wide.
     */
    public List<List<Reading>> readings(Padded logits) {
        Tensor values = logits.values();
        if (values.rank() != 3 || blank >= values.dim(2)) {
            throw new ShapeException("CtcDecoder", "needs logits [n, time, classes] with the blank " + blank + " among the classes", "",
                    values.shape());
        }
        int time = (int) values.dim(1);
        int classes = (int) values.dim(2);
        int[] lengths = logits.lengths() == null ? null : logits.lengths().toInts();
        double[] all = values.logSoftmax(-1).toDoubles();
        List<List<Reading>> found = new ArrayList<>();
        for (int i = 0; i < values.dim(0); i++) {
            double[][] logs = new double[lengths == null ? time : lengths[i]][classes];
            for (int t = 0; t < logs.length; t++) {
                System.arraycopy(all, (i * time + t) * classes, logs[t], 0, classes);
            }
            found.add(width == 1 ? List.of(greedy(logs)) : beam(logs));
        }
        return found;
    }

    private Reading greedy(double[][] logs) {
        List<Integer> labels = new ArrayList<>();
        int before = blank;
        double log = 0;
        for (double[] step : logs) {
            int best = 0;
            for (int c = 1; c < step.length; c++) {
                best = step[c] > step[best] ? c : best;
            }
            if (best != blank && best != before) {
                labels.add(best);
            }
            before = best;
            log += step[best];
        }
        return new Reading(labels, log);
    }

    /** The ways to the same labels, by what they end with: a label after a blank is a new one, after itself the same. */
    private static final class Ways {
        double toBlank = Double.NEGATIVE_INFINITY;
        double toLabel = Double.NEGATIVE_INFINITY;

        double all() {
            return either(toBlank, toLabel);
        }
    }

    private List<Reading> beam(double[][] logs) {
        Map<List<Integer>, Ways> followed = new HashMap<>();
        Ways start = new Ways();
        start.toBlank = 0;
        followed.put(List.of(), start);
        for (double[] step : logs) {
            Map<List<Integer>, Ways> next = new HashMap<>();
            followed.forEach((labels, ways) -> goOn(labels, ways, step, next));
            followed = best(next);
        }
        return followed.entrySet().stream().map(entry -> new Reading(entry.getKey(), entry.getValue().all()))
                .sorted(Comparator.comparingDouble(Reading::logProbability).reversed()
                .thenComparing(reading -> reading.labels().toString())).toList();
    }

    private void goOn(List<Integer> labels, Ways ways, double[] step, Map<List<Integer>, Ways> next) {
        int last = labels.isEmpty() ? blank : labels.get(labels.size() - 1);
        Ways same = next.computeIfAbsent(labels, any -> new Ways());
        same.toBlank = either(same.toBlank, ways.all() + step[blank]);
        if (last != blank) {
            same.toLabel = either(same.toLabel, ways.toLabel + step[last]);
        }
        for (int c = 0; c < step.length; c++) {
            double from = c == last ? ways.toBlank : ways.all();
            if (c != blank && from != Double.NEGATIVE_INFINITY) {
                List<Integer> longer = new ArrayList<>(labels);
                longer.add(c);
                Ways more = next.computeIfAbsent(List.copyOf(longer), any -> new Ways());
                more.toLabel = either(more.toLabel, from + step[c]);
            }
        }
    }

    private Map<List<Integer>, Ways> best(Map<List<Integer>, Ways> all) {
        if (all.size() <= width) {
            return all;
        }
        Map<List<Integer>, Ways> some = new HashMap<>();
        all.entrySet().stream().sorted(Comparator.<Map.Entry<List<Integer>, Ways>>comparingDouble(entry -> -entry.getValue().all())
                .thenComparing(entry -> entry.getKey().toString())).limit(width).forEach(entry -> some.put(entry.getKey(), entry.getValue()));
        return some;
    }

    private static double either(double a, double b) {
        double larger = Math.max(a, b);
        return larger == Double.NEGATIVE_INFINITY ? larger : larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
    }

    @Override
    public String toString() {
        return "CtcDecoder[" + (width == 1 ? "greedy" : "width=" + width) + (blank == 0 ? "" : ", blank=" + blank) + "]";
    }
}
