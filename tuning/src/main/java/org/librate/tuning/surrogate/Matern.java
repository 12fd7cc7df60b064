package org.librate.tuning.surrogate;

/**
 * Matérn's correlation with 5/2: (1 + √5 r + 5/3 r²) e^(−√5 r), where r² is the sum over the features of w d², d being 0 or 1 for categories. Always
 * of one place with many, whose features lie in columns, feature by feature: that is how processors are fast at it.
 */
final class Matern {

    private static final double ROOT_5 = Math.sqrt(5);

    private final boolean[] category;

    Matern(int features, int... categories) {
        this.category = new boolean[features];
        for (int feature : categories) {
            category[feature] = true;
        }
    }

    int features() {
        return category.length;
    }

    boolean isCategory(int feature) {
        return category[feature];
    }

    /** Places by features instead of one by one. */
    double[][] columns(double[][] places) {
        return columns(places, 0, places.length);
    }

    double[][] columns(double[][] places, int from, int to) {
        double[][] columns = new double[category.length][to - from];
        for (int j = 0; j < columns.length; j++) {
            for (int i = from; i < to; i++) {
                columns[j][i - from] = places[i][j];
            }
        }
        return columns;
    }

    /** to += factor · the squared distance in one feature, of places from low to high. */
    void addSquares(int feature, double[] column, double place, double factor, double[] to, int low, int high) {
        if (category[feature]) {
            for (int i = low; i < high; i++) {
                to[i] += column[i] == place ? 0 : factor;
            }
        } else {
            for (int i = low; i < high; i++) {
                double d = column[i] - place;
                to[i] += factor * (d * d);
            }
        }
    }

    /** The same with a factor for each place. */
    void addSquares(int feature, double[] column, double place, double[] factors, double[] to, int low, int high) {
        if (category[feature]) {
            for (int i = low; i < high; i++) {
                to[i] += column[i] == place ? 0 : factors[i];
            }
        } else {
            for (int i = low; i < high; i++) {
                double d = column[i] - place;
                to[i] += factors[i] * (d * d);
            }
        }
    }

    /**
     * The correlations of a place with the first so many of others.
     *
     * @param weights one over the squared length scale, by feature
     */
    void correlations(double[][] columns, double[] place, double[] weights, int count, double[] to) {
        correlations(columns, place, weights, 0, count, to, new double[count]);
    }

    /** The same with those from low to high, and minus twice their slopes in r²: (5/3) (1 + √5 r) e^(−√5 r). */
    void correlations(double[][] columns, double[] place, double[] weights, int low, int high, double[] to, double[] slopes) {
        double[] squared = new double[high];
        for (int j = 0; j < weights.length; j++) {
            addSquares(j, columns[j], place[j], weights[j], squared, low, high);
        }
        for (int i = low; i < high; i++) {
            to[i] = -ROOT_5 * Math.sqrt(squared[i]);
        }
        NormalLaw.fastExp(to, slopes, low, high);
        for (int i = low; i < high; i++) {
            double fall = slopes[i];
            double r = -to[i];
            to[i] = (1 + r + 5.0 / 3 * squared[i]) * fall;
            slopes[i] = 5.0 / 3 * (1 + r) * fall;
        }
    }
}
