package org.librate.benchmarks.tuning;

import java.util.LinkedHashMap;
import java.util.Map;
import org.librate.tuning.search.Param;
import org.librate.tuning.study.Objective;
import org.librate.tuning.study.Trial;

/** Functions whose least value samplers are compared by. {@code peers/tuning_quality.py} has the same under the same names. */
final class TuningProblems {

    private static final double[][] NARROWNESS = {{10, 3, 17, 3.5, 1.7, 8}, {0.05, 10, 17, 0.1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8},
        {17, 8, 0.05, 10, 0.1, 14}};
    private static final double[][] CENTRES = {{1312, 1696, 5569, 124, 8283, 5886}, {2329, 4135, 8307, 3736, 1004, 9991},
        {2348, 1451, 3522, 2883, 3047, 6650}, {4047, 8828, 8732, 5743, 1091, 381}};
    private static final double[] DEPTHS = {1, 1.2, 3, 3.2};

    private TuningProblems() {
    }

    static Map<String, Objective> all() {
        Map<String, Objective> problems = new LinkedHashMap<>();
        problems.put("branin", trial -> branin(trial.get(Param.uniform("x0", -5, 10)), trial.get(Param.uniform("x1", 0, 15))));
        problems.put("hartmann-6", trial -> hartmann(cube(trial, 6, 0, 1)));
        problems.put("ackley-5", trial -> ackley(cube(trial, 5, -32.768, 32.768)));
        problems.put("ackley-5 off centre", trial -> ackley(cube(trial, 5, -5, 10)));
        problems.put("rosenbrock-4", trial -> rosenbrock(cube(trial, 4, -5, 10)));
        problems.put("levy-8", trial -> levy(cube(trial, 8, -10, 10)));
        problems.put("mixed", TuningProblems::mixed);
        problems.put("conditional", TuningProblems::conditional);
        return problems;
    }

    static double[] cube(Trial trial, int dimensions, double low, double high) {
        double[] x = new double[dimensions];
        for (int i = 0; i < dimensions; i++) {
            x[i] = trial.get(Param.uniform("x" + i, low, high));
        }
        return x;
    }

    static double sphere(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v * v;
        }
        return sum;
    }

    private static double squared(double v) {
        return v * v;
    }

    private static double branin(double x, double y) {
        return squared(y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6) + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    }

    private static double hartmann(double[] x) {
        double value = 0;
        for (int i = 0; i < DEPTHS.length; i++) {
            double distance = 0;
            for (int j = 0; j < x.length; j++) {
                distance += NARROWNESS[i][j] * squared(x[j] - CENTRES[i][j] * 1e-4);
            }
            value -= DEPTHS[i] * Math.exp(-distance);
        }
        return value;
    }

    private static double ackley(double[] x) {
        double cosines = 0;
        for (double v : x) {
            cosines += Math.cos(2 * Math.PI * v);
        }
        return -20 * Math.exp(-0.2 * Math.sqrt(sphere(x) / x.length)) - Math.exp(cosines / x.length) + 20 + Math.E;
    }

    private static double rosenbrock(double[] x) {
        double value = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            value += 100 * squared(x[i + 1] - x[i] * x[i]) + squared(1 - x[i]);
        }
        return value;
    }

    private static double levy(double[] x) {
        double value = 0;
        int last = x.length - 1;
        for (int i = 0; i <= last; i++) {
            double w = 1 + (x[i] - 1) / 4;
            value += i == 0 ? squared(Math.sin(Math.PI * w)) : 0;
            value += squared(w - 1) * (i == last ? 1 + squared(Math.sin(2 * Math.PI * w)) : 1 + 10 * squared(Math.sin(Math.PI * w + 1)));
        }
        return value;
    }

    private static double log2(double v) {
        return Math.log(v) / Math.log(2);
    }

    /** Like the settings of a network: the best rate depends on the kind and on the width. */
    private static double mixed(Trial trial) {
        int kind = trial.get(Param.oneOf("kind", 0, 1, 2, 3));
        double off = Math.log10(trial.get(Param.logUniform("rate", 1e-5, 1))) - new double[] {-3, -2, -2.5, -1.5}[kind];
        double width = log2(trial.get(Param.logIntegers("width", 8, 512))) - 6.6;
        double dropout = trial.get(Param.uniform("dropout", 0, 0.7).withStep(0.05));
        int depth = trial.get(Param.integers("depth", 1, 8));
        return new double[] {0.3, 0, 0.15, 0.5}[kind] + off * off + 0.5 * width * width + 0.6 * off * width + 4 * squared(dropout - 0.3)
                + 0.15 * Math.abs(depth - 5);
    }

    /** Three kinds of models; the one with most parameters, which are there only for it, is the best if they are right. */
    private static double conditional(Trial trial) {
        String kind = trial.get(Param.oneOf("kind", "linear", "forest", "net"));
        if (kind.equals("linear")) {
            return 0.4 + 0.02 * squared(Math.log10(trial.get(Param.logUniform("penalty", 1e-6, 1e2))) + 1);
        }
        if (kind.equals("forest")) {
            return 0.3 + 0.0025 * squared(trial.get(Param.integers("height", 2, 16)) - 9)
                    + 0.3 * squared(trial.get(Param.uniform("features", 0.1, 1)) - 0.4);
        }
        double value = 0.1 + 0.05 * squared(Math.log10(trial.get(Param.logUniform("rate", 1e-5, 1))) + 2.5);
        int layers = trial.get(Param.integers("layers", 1, 4));
        value += 0.04 * squared(layers - 3);
        for (int i = 0; i < layers; i++) {
            value += 0.03 * squared(log2(trial.get(Param.logIntegers("width" + i, 4, 256))) - (7 - i));
        }
        return value;
    }
}
