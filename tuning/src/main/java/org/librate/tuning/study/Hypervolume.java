package org.librate.tuning.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.librate.core.Check;

/**
 * Sets of losses of several goals: which are not beaten in all of them, and how much space they dominate. Less is better throughout.
 *
 * <pre>{@code
 * double[][] losses = {{1, 3}, {2, 2}, {3, 3}};
 * Hypervolume.front(losses);                             // 0 and 1: the third is beaten by the second
 * Hypervolume.of(losses, new double[] {4, 4});           // 3·1 + 2·1 = 5
 * }</pre>
 */
public final class Hypervolume {

    private Hypervolume() {
    }

    /** Whether one point is no worse anywhere and better somewhere. */
    public static boolean dominates(double[] one, double[] other) {
        boolean better = false;
        for (int i = 0; i < one.length; i++) {
            if (one[i] > other[i]) {
                return false;
            }
            better |= one[i] < other[i];
        }
        return better;
    }

    /** The positions of the points that no other dominates, in rising order. Equal points are all in. */
    public static int[] front(double[][] points) {
        Integer[] order = new Integer[points.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Arrays.compare(points[a], points[b])); // who dominates a point stands before it
        List<Integer> front = new ArrayList<>();
        for (int candidate : order) {
            if (front.stream().noneMatch(other -> dominates(points[other], points[candidate]))) {
                front.add(candidate);
            }
        }
        return front.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /**
     * The volume of what is dominated by the points and dominates the reference. Exact: slices along the last goal, each the same problem with a goal
     * less, so that n points of d goals take about n^(d − 1) steps.
     */
    public static double of(double[][] points, double[] reference) {
        List<double[]> inside = new ArrayList<>();
        for (double[] point : points) {
            Check.require(point.length == reference.length, "Hypervolume", "a point has as many numbers as the reference, " + reference.length,
                    point.length);
            boolean in = true;
            for (int i = 0; i < reference.length; i++) {
                in &= point[i] < reference[i];
            }
            if (in) {
                inside.add(point);
            }
        }
        return volume(inside, reference, reference.length);
    }

    private static double volume(List<double[]> points, double[] reference, int goals) {
        if (points.isEmpty()) {
            return 0;
        }
        if (goals == 1) {
            return reference[0] - points.stream().mapToDouble(point -> point[0]).min().orElse(reference[0]);
        }
        if (goals == 2) {
            return area(points, reference);
        }
        int last = goals - 1;
        List<double[]> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingDouble(point -> point[last]));
        double volume = 0;
        List<double[]> slice = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            slice.add(sorted.get(i));
            double until = i + 1 < sorted.size() ? sorted.get(i + 1)[last] : reference[last];
            if (until > sorted.get(i)[last]) {
                volume += (until - sorted.get(i)[last]) * volume(slice, reference, last);
            }
        }
        return volume;
    }

    private static double area(List<double[]> points, double[] reference) {
        List<double[]> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingDouble(point -> point[0]));
        double area = 0;
        double height = reference[1];
        for (double[] point : sorted) {
            if (point[1] < height) {
                area += (reference[0] - point[0]) * (height - point[1]);
                height = point[1];
            }
        }
        return area;
    }
}
