package org.librate.core.data;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;

/** The same rows, and how frequent the classes are where they were drawn from. */
final class Populated extends DatasetView implements Changes {

    private final double[] population;

    Populated(Dataset source, double[] population) {
        super(source);
        Check.require(population.length >= 2, "Dataset.withPopulation", "needs a count for each of at least 2 classes", population.length);
        List<String> names = source.classNames();
        Check.require(names.isEmpty() || names.size() == population.length, "Dataset.withPopulation",
                "needs a count for each of the classes " + names, population.length);
        for (double count : population) {
            Check.notNegative("Dataset.withPopulation", "a count", count);
        }
        Check.require(Arrays.stream(population).sum() > 0, "Dataset.withPopulation", "some class must have rows", Arrays.toString(population));
        this.population = population.clone();
    }

    @Override
    public double[] population() {
        return population.clone();
    }

    /** None: what is learned from the rows stays what it is. */
    @Override
    public String changes() {
        return Changes.of(source());
    }

    @Override
    public String toString() {
        return source() + ".withPopulation(" + Arrays.toString(population).replaceAll("[\\[\\]]", "") + ")";
    }
}
