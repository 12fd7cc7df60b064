package org.librate.tuning.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.librate.core.metric.Metric;

/**
 * A metric along something: numbers of training rows, values of a setting. On test rows it says how good, and beside it on training rows why: both
 * bad means too simple, a gap between them means too few rows or too little restraint.
 *
 * @param along what changes
 * @param points the metric at each place
 */
public record Curve<V>(String along, Metric metric, List<Point<V>> points) {

    public Curve {
        points = List.copyOf(points);
    }

    /**
     * The metric at one place.
     *
     * @param train values on the training rows of each fold
     * @param test values on the test rows of each fold
     */
    public record Point<V>(V at, List<Double> train, List<Double> test) {

        public Point {
            train = List.copyOf(train);
            test = List.copyOf(test);
        }

        static <V> Point<V> of(V at, CvResult<?> result, Metric metric) {
            return new Point<>(at, boxed(result.trainValues(metric)), boxed(result.values(metric)));
        }

        private static List<Double> boxed(double[] values) {
            List<Double> boxed = new ArrayList<>();
            for (double value : values) {
                boxed.add(value);
            }
            return boxed;
        }

        public double trainMean() {
            return CvResult.mean(train.stream().mapToDouble(value -> value).toArray());
        }

        public double testMean() {
            return CvResult.mean(test.stream().mapToDouble(value -> value).toArray());
        }

        /** How much folds vary on test rows. */
        public double testDeviation() {
            return CvResult.deviation(test.stream().mapToDouble(value -> value).toArray());
        }
    }

    /** A line for each place: on training rows, on test rows, and how much folds vary there. */
    public String table() {
        int width = Math.max(along.length(), points.stream().mapToInt(point -> point.at().toString().length()).max().orElse(0));
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-" + width + "s  %s: train  test", along, metric.name()));
        for (Point<V> point : points) {
            text.append(String.format(Locale.ROOT, "%n%-" + width + "s  %.4f  %.4f ± %.4f", point.at(), point.trainMean(), point.testMean(),
                    point.testDeviation()));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return table();
    }
}
