package org.librate.core.data;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;

/** The same rows, and how frequent the classes are where they were drawn from. */
final class Populated implements Dataset, Changes {

    private final Dataset source;
    private final double[] population;

    Populated(Dataset source, double[] population) {
        Check.require(population.length >= 2, "Dataset.withPopulation", "needs a count for each of at least 2 classes", population.length);
        List<String> names = source.classNames();
        Check.require(names.isEmpty() || names.size() == population.length, "Dataset.withPopulation", "needs a count for each of the classes " + names,
                population.length);
        for (double count : population) {
            Check.notNegative("Dataset.withPopulation", "a count", count);
        }
        Check.require(Arrays.stream(population).sum() > 0, "Dataset.withPopulation", "some class must have rows", Arrays.toString(population));
        this.source = source;
        this.population = population.clone();
    }

    @Override
    public double[] population() {
        return population.clone();
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public List<Field> fields() {
        return source.fields();
    }

    @Override
    public void read(int index, Row into) {
        source.read(index, into);
    }

    @Override
    public boolean isForTraining() {
        return source.isForTraining();
    }

    @Override
    public long origin(int index) {
        return source.origin(index);
    }

    @Override
    public List<String> classNames() {
        return source.classNames();
    }

    @Override
    public boolean hasLabelsAtHand() {
        return source.hasLabelsAtHand();
    }

    @Override
    public int[] labels() {
        return source.labels();
    }

    @Override
    public int[] lengths(String field) {
        return source.lengths(field);
    }

    @Override
    public long begins(int index) {
        return source.begins(index);
    }

    @Override
    public long ends(int index) {
        return source.ends(index);
    }

    /** None: what is learned from the rows stays what it is. */
    @Override
    public String changes() {
        return Changes.of(source);
    }

    @Override
    public String toString() {
        return source + ".withPopulation(" + Arrays.toString(population).replaceAll("[\\[\\]]", "") + ")";
    }
}
