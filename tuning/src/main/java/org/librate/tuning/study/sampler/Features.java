package org.librate.tuning.study.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.librate.core.random.RandomStream;
import org.librate.tuning.study.Axis;

/**
 * A row of parameters as a Gaussian process sees it. Numbers are their places between 0 and 1, of values that are apart the places of the values;
 * categories are categories. Where some parameters are not always there, a missing one is put in the middle, and each group that comes together
 * has a feature that says whether it is there: rows without it are alike in it, and differ by one known distance from rows with it.
 */
final class Features {

    private static final int DECIDING_VALUES = 32; // a parameter with more values than that is not taken to decide whether others are there

    private final List<Axis> axes;
    private final List<int[]> optional; // groups that some trial did not have
    private final boolean[] deciding;   // axes whose values go along with whether others are there
    private final boolean conditional;

    private Features(List<Axis> axes, List<int[]> optional, boolean[] deciding) {
        this.axes = axes;
        this.optional = optional;
        this.deciding = deciding;
        this.conditional = !optional.isEmpty();
    }

    static Features of(Known known) {
        List<Axis> axes = known.history().axes();
        List<int[]> optional = new ArrayList<>();
        if (!known.isUnconditional()) {
            for (int[] group : known.groups()) {
                boolean missing = axes.get(group[0]).parent().isPresent();
                for (int trial = 0; trial < known.size() && !missing; trial++) {
                    missing = Double.isNaN(known.place(group[0], trial));
                }
                if (missing) {
                    optional.add(group);
                }
            }
        }
        boolean[] deciding = new boolean[axes.size()];
        for (int a = 0; a < deciding.length && !optional.isEmpty(); a++) {
            deciding[a] = decides(known, a);
        }
        return new Features(axes, optional, deciding);
    }

    /** Whether trials with different values of an axis had different parameters. */
    private static boolean decides(Known known, int axis) {
        Axis own = known.history().axes().get(axis);
        if (own.count() == 0 || own.count() > DECIDING_VALUES) {
            return false;
        }
        BitSet[] first = new BitSet[own.count()];
        BitSet any = null;
        for (int trial = 0; trial < known.size(); trial++) {
            double value = known.history().value(axis, trial);
            if (!Double.isNaN(value)) {
                BitSet has = new BitSet();
                for (int a = 0; a < known.history().axisCount(); a++) {
                    has.set(a, !Double.isNaN(known.place(a, trial)));
                }
                int index = own.indexOf(value);
                if (first[index] == null) {
                    first[index] = has;
                }
                any = any == null ? has : any;
                if (!any.equals(has)) {
                    return true;
                }
            }
        }
        return false;
    }

    int count() {
        return axes.size() + optional.size();
    }

    int axes() {
        return axes.size();
    }

    Axis axis(int feature) {
        return axes.get(feature);
    }

    boolean isConditional() {
        return conditional;
    }

    /** Which features are categories. */
    int[] categories() {
        int[] all = new int[axes.size()];
        int count = 0;
        for (int a = 0; a < all.length; a++) {
            if (axes.get(a).isCategorical()) {
                all[count++] = a;
            }
        }
        return Arrays.copyOf(all, count);
    }

    /** The features of places, NaN where an axis is not there. */
    double[] of(double[] places) {
        double[] features = Arrays.copyOf(places, count());
        for (int g = 0; g < optional.size(); g++) {
            features[axes.size() + g] = Double.isNaN(places[optional.get(g)[0]]) ? 0 : 1;
        }
        for (int a = 0; a < axes.size(); a++) {
            features[a] = Double.isNaN(features[a]) ? axes.get(a).isCategorical() ? -1 : 0.5 : features[a];
        }
        return features;
    }

    double[] of(Known known, int trial) {
        double[] places = new double[axes.size()];
        for (int a = 0; a < places.length; a++) {
            places[a] = known.place(a, trial);
        }
        return of(places);
    }

    /** The nearest place that is one of a value. */
    double snapped(int axis, double place) {
        Axis own = axes.get(axis);
        if (own.count() == 0) {
            return Math.max(0, Math.min(1, place));
        }
        double value = own.atUnit(Math.max(0, Math.min(1, place)));
        return own.isCategorical() ? (value + 0.5) / own.count() : own.unit(value);
    }

    /**
     * Places drawn evenly. Where parameters are not always there, those of a known trial are, and what decides about them has that trial's values.
     */
    double[] draw(Known known, RandomStream random, long from) {
        double[] places = new double[axes.size()];
        int like = conditional ? random.integer(from + axes.size(), 0, known.size()) : -1;
        for (int a = 0; a < places.length; a++) {
            double its = conditional ? known.place(a, like) : 0;
            places[a] = Double.isNaN(its) ? its : conditional && deciding[a] ? its : snapped(a, random.uniform(from + a));
        }
        return places;
    }

    /** Places near those of a trial: each number moved a little, or each of some. */
    double[] near(double[] places, double width, RandomStream random, long from) {
        double[] moved = places.clone();
        for (int a = 0; a < moved.length; a++) {
            if (!Double.isNaN(moved[a]) && !isFixed(a) && random.uniform(from + 2L * a) < 0.7) {
                double u = random.uniform(from + 2L * a + 1);
                moved[a] = axes.get(a).isCategorical() ? u < 0.2 ? snapped(a, u * 5) : moved[a] : snapped(a, Math.abs(moved[a] + width * normal(u)));
            }
        }
        return moved;
    }

    private static double normal(double u) { // near enough: logistic with the deviation 1
        return Math.log((u + 1e-12) / (1 - u + 1e-12)) * Math.sqrt(3) / Math.PI;
    }

    /** Whether an axis must keep its value because others come and go with it. */
    boolean isFixed(int axis) {
        return conditional && deciding[axis];
    }
}
