package org.librate.metrics.regression;

/**
 * Weighted means and sums of squares about them, of the targets and of the errors of a column, in one pass. Sums of plain squares would lose all
 * digits where the mean is large.
 */
final class Moments {

    double weight;
    double squaredErrors;
    private double targetMean;
    double targetSquares;    // Σ w (y − mean)²
    private double errorMean;
    double errorSquares;     // Σ w (e − mean)²

    void add(double given, double wanted, double by) {
        double error = wanted - given;
        weight += by;
        double step = wanted - targetMean;
        targetMean += step * by / weight;
        targetSquares += by * step * (wanted - targetMean);
        step = error - errorMean;
        errorMean += step * by / weight;
        errorSquares += by * step * (error - errorMean);
        squaredErrors += by * error * error;
    }

    void merge(Moments other) {
        if (other.weight == 0) {
            return;
        }
        double both = weight + other.weight;
        double apart = other.targetMean - targetMean;
        targetSquares += other.targetSquares + apart * apart * weight * other.weight / both;
        targetMean += apart * other.weight / both;
        apart = other.errorMean - errorMean;
        errorSquares += other.errorSquares + apart * apart * weight * other.weight / both;
        errorMean += apart * other.weight / both;
        squaredErrors += other.squaredErrors;
        weight = both;
    }
}
