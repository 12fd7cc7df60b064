package org.librate.tuning.surrogate;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.librate.core.Check;

/**
 * A Gaussian process: a distribution over smooth functions, narrowed by the values that were seen. Its correlation is Matérn's with 5/2, with a
 * length scale for each feature; scales and noise are those of the largest posterior density.
 *
 * <pre>{@code
 * FittedGaussianProcess model = GaussianProcess.create().fit(places, losses);
 * Belief belief = model.at(place);
 * }</pre>
 *
 * <p>Features are expected to lie between 0 and 1; categories are any numbers that are equal or not. Length scales have a log-normal prior whose
 * median grows with the square root of the number of features (Hvarfner et al. 2024), so that many features do not make everything far from
 * everything.
 */
public final class GaussianProcess {

    private static final String NAME = "GaussianProcess";

    private final double noise; // as a part of the variance; 0 to find it out
    private final int[] categories;

    private GaussianProcess(double noise, int[] categories) {
        this.noise = noise;
        this.categories = categories;
    }

    public static GaussianProcess create() {
        return new GaussianProcess(0, new int[0]);
    }

    /** The variance of a measurement's noise as a part of the function's variance; found out unless said. */
    public GaussianProcess withNoise(double part) {
        return new GaussianProcess(Check.positive(NAME, "noise", part), categories);
    }

    /** Which features are categories: two places are equally far apart wherever they differ. */
    public GaussianProcess withCategories(int... features) {
        return new GaussianProcess(noise, features.clone());
    }

    /** Learns from values at places. */
    public FittedGaussianProcess fit(double[][] places, double[] values) {
        Check.require(places.length > 0 && places.length == values.length, NAME, "needs a value for each place, one at least",
                places.length + " places, " + values.length + " values");
        int features = places[0].length;
        for (double[] place : places) {
            Check.require(place.length == features && Arrays.stream(place).allMatch(Double::isFinite), NAME,
                    "places must be finite, with as many features each", Arrays.toString(place));
        }
        Check.require(Arrays.stream(values).allMatch(Double::isFinite), NAME, "values must be finite", Arrays.toString(values));
        for (int feature : categories) {
            Check.require(feature >= 0 && feature < features, NAME, "a category must be one of the " + features + " features", feature);
        }
        Matern kernel = new Matern(features, categories);
        return FittedGaussianProcess.of(kernel, LikelyScales.find(kernel, places, values, noise), places, values);
    }

    @Override
    public String toString() {
        String marked = Arrays.stream(categories).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        return "GaussianProcess.create()" + (noise == 0 ? "" : ".withNoise(" + noise + ")")
                + (marked.isEmpty() ? "" : ".withCategories(" + marked + ")");
    }
}
