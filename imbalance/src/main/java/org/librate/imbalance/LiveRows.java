package org.librate.imbalance;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.Row;
import org.librate.core.learn.ClassCounts;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

/** A data set, and after its rows those that {@link LiveSmote} makes up, class by class. */
final class LiveRows implements Dataset {

    private final LiveSmote plan;
    private final Dataset source;
    private final List<Rare> rare;
    private final int[] ends; // of each class's made-up rows
    private final int[] numbers; // fields that are made up: inputs and weights
    private final int[] sizes;
    private final int target;
    private final RandomSource random;

    /**
     * A class that gets more rows.
     *
     * @param rows their numbers in the source
     * @param values of the fields that are made up, row after row
     * @param near how many neighbours a row has; 0 if rows are to be copied
     * @param nearest the neighbours of each row, as places in {@code rows}
     * @param turn the order in which rows become parents: each once before any comes again
     */
    record Rare(int label, int[] rows, double[] values, int near, int[] nearest, int[] turn, int made) {

        int parent(int number) {
            return turn[number % turn.length];
        }
    }

    LiveRows(LiveSmote plan, Dataset source, List<Rare> rare) {
        this.plan = plan;
        this.source = source;
        this.rare = List.copyOf(rare);
        this.ends = new int[rare.size()];
        long end = source.size();
        for (int i = 0; i < ends.length; i++) {
            end += rare.get(i).made();
            ends[i] = Rows.cells(plan.toString(), end, 1);
        }
        List<Field> fields = source.fields();
        this.numbers = numbers(fields);
        this.sizes = Arrays.stream(numbers).map(i -> fields.get(i).size()).toArray();
        this.target = IntStream.range(0, fields.size()).filter(i -> fields.get(i).isLabel()).findFirst().orElseThrow();
        this.random = RandomSource.of(plan.seed()).stream("LiveSmote").stream("rows");
    }

    static int[] numbers(List<Field> fields) {
        return IntStream.range(0, fields.size()).filter(i -> fields.get(i).role() != Field.Role.TARGET).toArray();
    }

    private int place(int index) {
        int place = 0;
        while (ends[place] <= index) {
            place++;
        }
        return place;
    }

    private int number(int place, int index) {
        return index - (place == 0 ? source.size() : ends[place - 1]);
    }

    @Override
    public int size() {
        return ends.length == 0 ? source.size() : ends[ends.length - 1];
    }

    @Override
    public List<Field> fields() {
        return source.fields();
    }

    @Override
    public void read(int index, Row into) {
        if (index < source.size()) {
            source.read(index, into);
            return;
        }
        int place = place(index);
        Rare some = rare.get(place);
        int number = number(place, index);
        RandomSource own = into.repeat() == 0 ? random : random.branch(into.repeat());
        RandomStream draws = own.branch(some.label()).at(into.epoch());
        int parent = some.parent(number);
        int each = some.near();
        int other = each == 0 ? parent : some.nearest()[parent * each + draws.integer(2L * number, 0, each)];
        double share = draws.uniform(2L * number + 1);
        int width = some.values().length / some.rows().length;
        int from = parent * width;
        int to = other * width;
        for (int i = 0; i < numbers.length; i++) {
            for (int k = 0; k < sizes[i]; k++, from++, to++) {
                double value = some.values()[from];
                into.set(numbers[i], k, value + share * (some.values()[to] - value));
            }
        }
        into.put(target, some.label());
    }

    /** That of the first parent. */
    @Override
    public long origin(int index) {
        return source.origin(real(index));
    }

    /** Rows that were made up are to learn from. */
    @Override
    public boolean isForTraining() {
        return ends.length > 0 || source.isForTraining();
    }

    @Override
    public long begins(int index) {
        return source.begins(real(index));
    }

    @Override
    public long ends(int index) {
        return source.ends(real(index));
    }

    private int real(int index) {
        if (index < source.size()) {
            return index;
        }
        int place = place(index);
        Rare some = rare.get(place);
        return some.rows()[some.parent(number(place, index))];
    }

    @Override
    public List<String> classNames() {
        return source.classNames();
    }

    /** How frequent the classes are in the source: counted when it is asked for, as rows may have weights. */
    @Override
    public double[] population() {
        double[] before = source.population();
        return before.length > 0 || ends.length == 0 ? before : ClassCounts.of(source, source.classCounts().length).toArray();
    }

    @Override
    public boolean hasLabelsAtHand() {
        return source.hasLabelsAtHand();
    }

    @Override
    public int[] labels() {
        int[] labels = Arrays.copyOf(source.labels(), size());
        for (int i = 0; i < ends.length; i++) {
            Arrays.fill(labels, i == 0 ? source.size() : ends[i - 1], ends[i], rare.get(i).label());
        }
        return labels;
    }

    @Override
    public String toString() {
        return plan + " over " + source;
    }
}
