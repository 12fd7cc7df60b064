package org.librate.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.librate.core.Check;

/** Several datasets one after another. */
final class Concat implements Dataset, Changes {

    private final List<Dataset> parts;
    private final int[] ends;
    private final long[] times; // when each part begins: after the one before

    private Concat(List<Dataset> parts, int[] ends) {
        this.parts = parts;
        this.ends = ends;
        this.times = new long[ends.length];
        for (int i = 1; i < ends.length; i++) {
            Dataset before = parts.get(i - 1);
            times[i] = times[i - 1] + (before.size() == 0 ? 0 : before.ends(before.size() - 1));
        }
    }

    static Dataset of(Dataset first, Dataset[] others) {
        List<Dataset> parts = new ArrayList<>(List.of(first));
        parts.addAll(List.of(others));
        int[] ends = new int[parts.size()];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            Check.require(parts.get(i).fields().equals(first.fields()), "Dataset.concat", "all parts must have the fields " + first.fields(),
                    parts.get(i).fields());
            end += parts.get(i).size();
            Check.require(end <= Integer.MAX_VALUE, "Dataset.concat", "all parts together must have at most " + Integer.MAX_VALUE + " rows", end);
            ends[i] = (int) end;
        }
        return new Concat(parts, ends);
    }

    private int part(int index) {
        int at = Arrays.binarySearch(ends, index + 1);
        int part = at >= 0 ? at : -at - 1;
        while (part > 0 && ends[part - 1] > index) { // binary search may land behind an empty part
            part--;
        }
        return part;
    }

    private int start(int part) {
        return part == 0 ? 0 : ends[part - 1];
    }

    @Override
    public int size() {
        return ends[ends.length - 1];
    }

    @Override
    public List<Field> fields() {
        return parts.get(0).fields();
    }

    @Override
    public void read(int index, Row into) {
        int part = part(index);
        parts.get(part).read(index - start(part), into);
    }

    @Override
    public long begins(int index) {
        int part = part(index);
        return times[part] + parts.get(part).begins(index - start(part));
    }

    @Override
    public long ends(int index) {
        int part = part(index);
        return times[part] + parts.get(part).ends(index - start(part));
    }

    @Override
    public boolean isForTraining() {
        return parts.stream().anyMatch(Dataset::isForTraining);
    }

    @Override
    public long origin(int index) {
        int part = part(index);
        return parts.get(part).origin(index - start(part));
    }

    @Override
    public List<String> classNames() {
        return parts.get(0).classNames();
    }

    /** That of the parts, if it is the same; of rows that were drawn from different ones nothing is known. */
    @Override
    public double[] population() {
        double[] first = parts.get(0).population();
        return parts.stream().allMatch(part -> Arrays.equals(first, part.population())) ? first : new double[0];
    }

    @Override
    public boolean hasLabelsAtHand() {
        return parts.stream().allMatch(Dataset::hasLabelsAtHand);
    }

    @Override
    public int[] labels() {
        return joined(Dataset::labels);
    }

    @Override
    public int[] lengths(String field) {
        return joined(part -> part.lengths(field));
    }

    private int[] joined(Function<Dataset, int[]> ofPart) {
        int[] all = new int[size()];
        for (int i = 0; i < ends.length; i++) {
            int[] some = ofPart.apply(parts.get(i));
            System.arraycopy(some, 0, all, start(i), some.length);
        }
        return all;
    }

    @Override
    public String changes() {
        return Changes.of(parts);
    }

    @Override
    public String toString() {
        return "Concat" + parts;
    }
}
