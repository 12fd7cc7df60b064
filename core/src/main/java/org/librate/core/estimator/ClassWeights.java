package org.librate.core.estimator;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.librate.core.Check;

/**
 * How much the rows of each class count, besides their own weights.
 *
 * @param balanced whether all classes shall count the same in sum
 * @param byName a factor for classes by name; 1 for the others
 */
public record ClassWeights(boolean balanced, Map<String, Double> byName) {

    public ClassWeights {
        byName = Map.copyOf(byName);
        byName.forEach((name, weight) -> Check.positive("ClassWeights", "the weight of \"" + name + "\"", weight));
        Check.require(!balanced || byName.isEmpty(), "ClassWeights", "weights are either balanced or given", byName);
    }

    static ClassWeights equal() {
        return new ClassWeights(false, Map.of());
    }

    /** The weights of rows times those of their classes. */
    double[] apply(String who, List<String> classNames, int[] labels, double[] weights) {
        for (String name : byName.keySet()) {
            Check.require(classNames.contains(name), who, "class weights must be of the classes " + classNames, "\"" + name + "\"");
        }
        double[] sums = new double[classNames.size()];
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            sums[labels[i]] += weights[i];
            sum += weights[i];
        }
        int present = 0;
        for (double one : sums) {
            present += one > 0 ? 1 : 0;
        }
        double[] all = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            int k = labels[i];
            double factor = balanced ? (sums[k] > 0 ? sum / (present * sums[k]) : 0) : byName.getOrDefault(classNames.get(k), 1.0);
            all[i] = weights[i] * factor;
        }
        return all;
    }

    @Override
    public String toString() {
        return balanced ? "balanced" : new TreeMap<>(byName).toString();
    }
}
