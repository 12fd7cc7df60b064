package org.librate.tuning.surrogate;

/** Matérn's correlation with 5/2: (1 + √5 r + 5/3 r²) e^(−√5 r), where r² is the sum over the features of w d², d being 0 or 1 for categories. */
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

    /** The squared distance in one feature. */
    double square(int feature, double a, double b) {
        if (category[feature]) {
            return a == b ? 0 : 1;
        }
        return (a - b) * (a - b);
    }

    private double squared(double[] a, double[] b, double[] weights) {
        double sum = 0;
        for (int j = 0; j < weights.length; j++) {
            sum += weights[j] * square(j, a[j], b[j]);
        }
        return sum;
    }

    /** @param weights one over the squared length scale, by feature */
    double correlation(double[] a, double[] b, double[] weights) {
        double s = squared(a, b, weights);
        double r = ROOT_5 * Math.sqrt(s);
        return (1 + r + 5.0 / 3 * s) * NormalLaw.fastExp(-r);
    }

    /** Minus twice its slope in r²: (5/3) (1 + √5 r) e^(−√5 r). */
    double slope(double[] a, double[] b, double[] weights) {
        double r = ROOT_5 * Math.sqrt(squared(a, b, weights));
        return 5.0 / 3 * (1 + r) * NormalLaw.fastExp(-r);
    }

    boolean isCategory(int feature) {
        return category[feature];
    }
}
