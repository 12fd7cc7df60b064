package org.librate.tuning.study.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.librate.tuning.study.History;

/**
 * Trials in layers: the first holds those that no other dominates, the next those that only the first dominates, and so on (Deb et al. 2002).
 * Trials that keep their constraints dominate those that do not, and of these the one that breaks them less dominates. Within a layer those come
 * first that have more space to themselves.
 */
final class Fronts {

    private final List<int[]> layers;   // each in the order of its crowding

    private Fronts(List<int[]> layers) {
        this.layers = layers;
    }

    static Fronts of(Known known, int[] trials) {
        History history = known.history();
        int goals = history.goals().size();
        int[] feasible = Arrays.stream(trials).filter(trial -> known.tier(trial) == Known.FEASIBLE).toArray();
        double[][] losses = new double[feasible.length][goals];
        for (int i = 0; i < feasible.length; i++) {
            for (int g = 0; g < goals; g++) {
                losses[i][g] = history.loss(g, feasible[i]);
            }
        }
        List<int[]> layers = new ArrayList<>();
        for (int[] layer : layers(losses)) {
            layers.add(Arrays.stream(spacious(losses, layer)).map(i -> feasible[i]).toArray());
        }
        int[] rest = known.ranked(Arrays.stream(trials).filter(trial -> known.tier(trial) != Known.FEASIBLE).toArray());
        for (int trial : rest) {
            layers.add(new int[] {trial});
        }
        return new Fronts(layers);
    }

    /** All trials, the best first. */
    int[] order() {
        return layers.stream().flatMapToInt(Arrays::stream).toArray();
    }

    /** Numbers of rows by layer. A row dominates another if it is nowhere larger and somewhere smaller. */
    static List<int[]> layers(double[][] losses) {
        int n = losses.length;
        Integer[] sorted = new Integer[n]; // who dominates comes before whom it dominates
        Arrays.setAll(sorted, i -> i);
        Arrays.sort(sorted, Comparator.comparing((Integer i) -> losses[i], Arrays::compare));
        List<List<Integer>> layers = new ArrayList<>();
        for (int i : sorted) {
            int low = 0;
            int high = layers.size();
            while (low < high) { // whoever is dominated in a layer is so in all before it
                int middle = (low + high) >>> 1;
                if (isDominated(losses, i, layers.get(middle))) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            if (low == layers.size()) {
                layers.add(new ArrayList<>());
            }
            layers.get(low).add(i);
        }
        return layers.stream().map(layer -> layer.stream().mapToInt(Integer::intValue).sorted().toArray()).toList();
    }

    private static boolean isDominated(double[][] losses, int row, List<Integer> by) {
        for (int k = by.size() - 1; k >= 0; k--) {
            if (dominates(losses[by.get(k)], losses[row])) {
                return true;
            }
        }
        return false;
    }

    static boolean dominates(double[] one, double[] other) {
        boolean somewhere = false;
        for (int g = 0; g < one.length; g++) {
            if (one[g] > other[g]) {
                return false;
            }
            somewhere |= one[g] < other[g];
        }
        return somewhere;
    }

    /** A layer's rows, those first whose neighbours are far: the sum over the goals of the gap around a row, as a part of the layer's range. */
    static int[] spacious(double[][] losses, int[] layer) {
        int n = layer.length;
        double[] space = new double[n];
        for (int g = 0; n > 0 && g < losses[layer[0]].length; g++) {
            int goal = g;
            Integer[] order = new Integer[n];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, Comparator.comparingDouble((Integer i) -> losses[layer[i]][goal]));
            double range = losses[layer[order[n - 1]]][g] - losses[layer[order[0]]][g];
            space[order[0]] = Double.POSITIVE_INFINITY;
            space[order[n - 1]] = Double.POSITIVE_INFINITY;
            for (int i = 1; i < n - 1 && range > 0; i++) {
                space[order[i]] += (losses[layer[order[i + 1]]][g] - losses[layer[order[i - 1]]][g]) / range;
            }
        }
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -space[i]));
        return Arrays.stream(order).mapToInt(i -> layer[i]).toArray();
    }
}
