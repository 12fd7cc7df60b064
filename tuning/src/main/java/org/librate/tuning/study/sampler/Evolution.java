package org.librate.tuning.study.sampler;

import java.util.Arrays;
import java.util.Comparator;
import org.librate.core.random.RandomStream;

/**
 * The state of a CMA evolution strategy: a normal law that moves towards what was good and takes on its shape (Hansen 2016). Coordinates are
 * places between 0 and 1.
 *
 * <p>It is told one trial after another and changes after every generation of them, so that it is a function of the trials alone. A trial need not
 * have been drawn from it: one that is further from the mean than a drawn one would be is taken as lying nearer, in the same direction (Hansen
 * 2011). When it has come to an end it starts again elsewhere with generations twice as large (Auger and Hansen 2005).
 */
final class Evolution {

    private static final double FIRST_STEP = 1.0 / 6;
    private static final double SMALLEST_STEP = 1e-8;
    private static final double LARGEST_CONDITION = 1e14;
    private static final int STILL = 60; // generations without a better one, and some for the dimensions
    private static final int LARGEST_GENERATION = 1000;

    private final int dimensions;
    private final double[] cells; // by coordinate: what a value has of the range, 0 where any number is a value
    private Law law;
    private int size;             // of a generation
    private int restarts;
    private int generation;
    private int bestAt;           // the generation since which none was better
    private double best;
    private double[][] places;    // of the generation so far
    private double[] scores;
    private int told;

    /** The normal law, and where it has come from. */
    private static final class Law {
        double[] mean;
        double step;
        double[][] covariance;
        SymmetricEigen eigen;
        final double[] stepPath;
        final double[] shapePath;

        Law(double[] mean, double step) {
            int n = mean.length;
            this.mean = mean.clone();
            this.step = step;
            this.covariance = new double[n][n];
            for (int i = 0; i < n; i++) {
                covariance[i][i] = 1;
            }
            this.eigen = SymmetricEigen.of(covariance);
            this.stepPath = new double[n];
            this.shapePath = new double[n];
        }

        /** C^(-1/2) v. */
        double[] whitened(double[] v) {
            int n = v.length;
            double[] white = new double[n];
            for (int k = 0; k < n; k++) {
                double along = 0;
                for (int i = 0; i < n; i++) {
                    along += eigen.vectors[i][k] * v[i];
                }
                along /= Math.sqrt(eigen.values[k]);
                for (int i = 0; i < n; i++) {
                    white[i] += eigen.vectors[i][k] * along;
                }
            }
            return white;
        }
    }

    /** @param cells by coordinate: what a value has of the range, 0 where any number is a value */
    Evolution(double[] cells) {
        this.dimensions = cells.length;
        this.cells = cells;
        double[] middle = new double[dimensions];
        Arrays.fill(middle, 0.5);
        this.law = new Law(middle, FIRST_STEP);
        this.places = new double[0][];
        this.scores = new double[0];
        begin(4 + (int) (3 * Math.log(Math.max(1, dimensions))));
    }

    /** Begins where known trials were best, as wide as these lie. */
    void warm(double[][] good) {
        double[] mean = new double[dimensions];
        double[] spread = new double[dimensions];
        for (double[] place : good) {
            for (int i = 0; i < dimensions; i++) {
                mean[i] += place[i] / good.length;
            }
        }
        for (double[] place : good) {
            for (int i = 0; i < dimensions; i++) {
                spread[i] += (place[i] - mean[i]) * (place[i] - mean[i]) / good.length;
            }
        }
        law = new Law(mean, 1);
        double average = 0;
        for (int i = 0; i < dimensions; i++) {
            double least = Math.max(1e-3, cells[i] / 2);
            spread[i] = Math.max(least * least, spread[i] * good.length / Math.max(1, good.length - 1));
            average += Math.log(spread[i]) / dimensions;
        }
        law.step = Math.min(FIRST_STEP, Math.exp(average / 2));
        for (int i = 0; i < dimensions; i++) {
            law.covariance[i][i] = spread[i] / Math.exp(average);
        }
        law.eigen = SymmetricEigen.of(law.covariance);
    }

    private void begin(int generationSize) {
        size = generationSize;
        places = new double[size][];
        scores = new double[size];
        told = 0;
        generation = 0;
        bestAt = 0;
        best = Double.POSITIVE_INFINITY;
    }

    /** Draws a place; one outside the range is drawn again, ten times at most. */
    double[] draw(RandomStream random) {
        double[] place = new double[dimensions];
        for (int attempt = 0; attempt < 10; attempt++) {
            place = law.mean.clone();
            boolean inside = true;
            for (int k = 0; k < dimensions; k++) {
                double along = law.step * Math.sqrt(law.eigen.values[k]) * random.normal((long) attempt * dimensions + k);
                for (int i = 0; i < dimensions; i++) {
                    place[i] += along * law.eigen.vectors[i][k];
                }
            }
            for (double coordinate : place) {
                inside &= coordinate >= 0 && coordinate <= 1;
            }
            if (inside) {
                break;
            }
        }
        for (int i = 0; i < dimensions; i++) {
            place[i] = Math.max(0, Math.min(1, place[i]));
        }
        return place;
    }

    /** Tells it of a trial. */
    void tell(double[] place, double score, RandomStream random) {
        places[told] = place;
        scores[told] = score;
        if (++told == size) {
            told = 0;
            generation++;
            learn();
            if (isOver()) {
                restarts++;
                double[] start = new double[dimensions];
                for (int i = 0; i < dimensions; i++) {
                    start[i] = random.uniform(i);
                }
                law = new Law(start, FIRST_STEP);
                begin(Math.min(LARGEST_GENERATION, 2 * size));
            }
        }
    }

    int restarts() {
        return restarts;
    }

    private boolean isOver() {
        double widest = 0;
        double narrowest = Double.POSITIVE_INFINITY;
        for (double value : law.eigen.values) {
            widest = Math.max(widest, value);
            narrowest = Math.min(narrowest, value);
        }
        return law.step * Math.sqrt(widest) < SMALLEST_STEP || widest > LARGEST_CONDITION * narrowest
                || generation - bestAt > STILL + 30 * dimensions / size;
    }

    private void learn() {
        int n = dimensions;
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> scores[i]));
        if (!(best - scores[order[0]] <= 1e-12 * Math.abs(scores[order[0]]))) {
            best = scores[order[0]];
            bestAt = generation;
        }
        int parents = size / 2;
        double[] weights = new double[parents];
        double sum = 0;
        for (int i = 0; i < parents; i++) {
            weights[i] = Math.log((size + 1) / 2.0) - Math.log(i + 1);
            sum += weights[i];
        }
        double squares = 0;
        for (int i = 0; i < parents; i++) {
            weights[i] /= sum;
            squares += weights[i] * weights[i];
        }
        double effective = 1 / squares;
        double stepRate = (effective + 2) / (n + effective + 5);
        double damping = 1 + 2 * Math.max(0, Math.sqrt((effective - 1) / (n + 1)) - 1) + stepRate;
        double pathRate = (4 + effective / n) / (n + 4 + 2 * effective / n);
        double rankOne = 2 / ((n + 1.3) * (n + 1.3) + effective);
        double rankMany = Math.min(1 - rankOne, 2 * (effective - 2 + 1 / effective) / ((n + 2.0) * (n + 2) + effective));
        double expected = Math.sqrt(n) * (1 - 1 / (4.0 * n) + 1 / (21.0 * n * n));

        double[][] moves = new double[parents][n];
        double[] move = new double[n];
        for (int k = 0; k < parents; k++) {
            for (int i = 0; i < n; i++) {
                moves[k][i] = (places[order[k]][i] - law.mean[i]) / law.step;
            }
            double far = norm(law.whitened(moves[k]));
            double allowed = Math.sqrt(n) + 2 * n / (n + 2.0);
            for (int i = 0; i < n; i++) {
                moves[k][i] *= far > allowed ? allowed / far : 1;
                move[i] += weights[k] * moves[k][i];
            }
        }
        double[] white = law.whitened(move);
        for (int i = 0; i < n; i++) {
            law.mean[i] = Math.max(0, Math.min(1, law.mean[i] + law.step * move[i]));
            law.stepPath[i] = (1 - stepRate) * law.stepPath[i] + Math.sqrt(stepRate * (2 - stepRate) * effective) * white[i];
        }
        double length = norm(law.stepPath);
        boolean steady = length / Math.sqrt(1 - Math.pow(1 - stepRate, 2.0 * generation)) < (1.4 + 2 / (n + 1.0)) * expected;
        for (int i = 0; i < n; i++) {
            law.shapePath[i] = (1 - pathRate) * law.shapePath[i] + (steady ? Math.sqrt(pathRate * (2 - pathRate) * effective) * move[i] : 0);
        }
        double kept = 1 - rankOne - rankMany + (steady ? 0 : rankOne * pathRate * (2 - pathRate));
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double many = 0;
                for (int k = 0; k < parents; k++) {
                    many += weights[k] * moves[k][i] * moves[k][j];
                }
                double value = kept * law.covariance[i][j] + rankOne * law.shapePath[i] * law.shapePath[j] + rankMany * many;
                law.covariance[i][j] = value;
                law.covariance[j][i] = value;
            }
        }
        law.step = Math.min(1, law.step * Math.exp(Math.min(1, stepRate / damping * (length / expected - 1))));
        keepMargins();
        law.eigen = SymmetricEigen.of(law.covariance);
        for (int i = 0; i < n; i++) {
            law.eigen.values[i] = Math.max(1e-20, law.eigen.values[i]);
        }
    }

    /** Where values are apart, the law stays so wide that another value than the mean's is drawn now and then (Hamano et al. 2022). */
    private void keepMargins() {
        double[] factor = new double[dimensions];
        boolean any = false;
        for (int i = 0; i < dimensions; i++) {
            double width = law.step * Math.sqrt(law.covariance[i][i]);
            double least = cells[i] / 3; // half a cell is one and a half deviations: one of eight is another value
            factor[i] = width < least ? least / width : 1;
            any |= factor[i] > 1;
        }
        for (int i = 0; i < dimensions && any; i++) {
            for (int j = 0; j < dimensions; j++) {
                law.covariance[i][j] *= factor[i] * factor[j];
            }
        }
    }

    private static double norm(double[] v) {
        double sum = 0;
        for (double value : v) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
