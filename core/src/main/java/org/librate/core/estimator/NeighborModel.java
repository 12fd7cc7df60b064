package org.librate.core.estimator;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.learn.Model;
import org.librate.core.neighbor.Distance;
import org.librate.core.neighbor.NeighborTable;
import org.librate.core.neighbor.Neighbors;
import org.librate.core.table.Table;

/** A fitted {@link KNeighborsClassifier} or {@link KNeighborsRegressor}: the training rows, and where they are. */
public final class NeighborModel implements Model {

    private final Form form;
    private final NeighborTable table;

    /**
     * What is saved.
     *
     * @param rows {@code [n, features]}
     * @param targets class numbers or values
     * @param weights of the rows' votes
     */
    record Form(FeatureSchema features, List<String> classNames, int k, Distance distance, VoteWeights votes, double[] rows, double[] targets,
            double[] weights) {

        Form {
            classNames = List.copyOf(classNames);
            int n = targets.length;
            Check.require(rows.length == n * features.width() && weights.length == n, "NeighborModel",
                    "needs " + features.width() + " numbers and a weight for each of " + n + " rows", rows.length + " and " + weights.length);
            for (double target : targets) {
                boolean known = classNames.isEmpty() || target >= 0 && target < classNames.size() && target == (int) target;
                Check.require(known, "NeighborModel", "a target must be the number of a class of " + classNames, target);
            }
        }
    }

    private NeighborModel(Form form) {
        this.form = form;
        this.table = NeighborTable.of(form.rows(), form.features().width(), form.distance());
        Check.require(form.k() <= table.rows(), "NeighborModel", "k must be at most the number of training rows that count, " + table.rows(),
                form.k(), "Take a smaller k.");
    }

    static NeighborModel of(Form form) {
        return new NeighborModel(form);
    }

    static NeighborModel of(String who, FeatureSchema schema, Table rows, int k, Distance distance, VoteWeights votes, double[] targets) {
        Check.require(k <= rows.rows(), who, "k must be at most the number of training rows that count, " + rows.rows(), k, "Take a smaller k.");
        double[] weights = TrainingRows.ofAny(who, rows).weights();
        return new NeighborModel(new Form(schema, rows.classNames(), k, distance, votes, schema.matrix(who, rows), targets, weights));
    }

    Form form() {
        return form;
    }

    public FeatureSchema features() {
        return form.features();
    }

    @Override
    public List<String> classNames() {
        return form.classNames();
    }

    /** The training rows that are nearest to each row, by their numbers among those that count. */
    public Neighbors neighbors(Table rows) {
        return table.nearest(form.features().matrix("NeighborModel", rows), form.k());
    }

    @Override
    public Tensor scores(Table rows) {
        Neighbors found = neighbors(rows);
        int classes = form.classNames().size();
        int width = Math.max(1, classes);
        float[] scores = new float[rows.rows() * width];
        double[] shares = new double[form.k()];
        double[] sums = new double[width];
        for (int i = 0; i < rows.rows(); i++) {
            double all = shares(found, i, shares);
            Arrays.fill(sums, 0);
            for (int rank = 0; rank < shares.length; rank++) {
                double target = form.targets()[found.row(i, rank)];
                if (classes > 0) {
                    sums[(int) target] += shares[rank];
                } else {
                    sums[0] += shares[rank] * target;
                }
            }
            for (int k = 0; k < width; k++) {
                scores[i * width + k] = (float) (sums[k] / all);
            }
        }
        return classes > 0 ? TrainingRows.scores(rows.rows(), classes, scores) : TrainingRows.values(scores);
    }

    /** How much each neighbour counts, and their sum. */
    private double shares(Neighbors found, int query, double[] shares) {
        boolean same = form.votes() == VoteWeights.DISTANCE && found.distance(query, 0) == 0;
        double all = 0;
        for (int rank = 0; rank < shares.length; rank++) {
            double distance = found.distance(query, rank);
            // relative to the nearest, so that tiny distances do not become infinite
            double vote = form.votes() == VoteWeights.UNIFORM ? 1 : same ? (distance == 0 ? 1 : 0) : found.distance(query, 0) / distance;
            shares[rank] = vote * form.weights()[found.row(query, rank)];
            all += shares[rank];
        }
        return all;
    }

    @Override
    public String toString() {
        return "NeighborModel[" + table + ", k=" + form.k() + ", votes=" + form.votes() + "]";
    }
}
