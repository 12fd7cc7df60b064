package org.librate.tuning.split;

import java.util.Arrays;
import java.util.List;
import org.librate.core.random.RandomStream;
import org.librate.core.table.Table;
import org.librate.core.table.VectorColumn;

/**
 * K parts in which every label of rows with several labels has about the same share, by iterative stratification (Sechidis, Tsoumakas, Vlahavas
 * 2011): the rarest label's rows are dealt first, each to the part that still wants most of that label. The target is a vector column of zeros and
 * ones.
 */
public record MultiLabelKFold(int folds, long seed) implements Splitter {

    public MultiLabelKFold {
        Assigned.checkFolds("MultiLabelKFold", folds);
    }

    public static MultiLabelKFold of(int folds) {
        return new MultiLabelKFold(folds, 0);
    }

    public MultiLabelKFold withSeed(long seed) {
        return new MultiLabelKFold(folds, seed);
    }

    @Override
    public List<Fold> folds(Table rows) {
        Assigned.checkRows(this, rows.rows(), folds);
        if (!(rows.target().orElse(null) instanceof VectorColumn target) || target.shape().rank() != 1) {
            throw new IllegalArgumentException(this + ": needs a VECTOR target of labels [n, labels], 0 or 1 each, got " + rows + ".");
        }
        return Assigned.folds(new Dealing(target.values().toArray(), rows.rows(), (int) target.shape().last()).deal(), folds);
    }

    /** The state of the dealing: what each part still wants. */
    private final class Dealing {

        private final boolean[][] has;
        private final int[] testFold;
        private final double[] wantedRows = new double[folds];
        private final double[][] wanted;
        private final int[] left; // rows of each label that are not dealt yet
        private final RandomStream random = Assigned.stream(seed, 0);
        private int draws;

        Dealing(float[] values, int rows, int labels) {
            this.has = new boolean[rows][labels];
            this.testFold = new int[rows];
            this.left = new int[labels];
            Arrays.fill(testFold, Assigned.NEVER);
            for (int i = 0; i < rows; i++) {
                for (int l = 0; l < labels; l++) {
                    float value = values[i * labels + l];
                    if (value != 0 && value != 1) {
                        throw new IllegalArgumentException(MultiLabelKFold.this + ": labels must be 0 or 1, got " + value + " in row " + i + ".");
                    }
                    has[i][l] = value == 1;
                    left[l] += has[i][l] ? 1 : 0;
                }
            }
            this.wanted = new double[labels][folds];
            Arrays.fill(wantedRows, (double) rows / folds);
            for (int l = 0; l < labels; l++) {
                Arrays.fill(wanted[l], (double) left[l] / folds);
            }
        }

        int[] deal() {
            int[] order = random.permutation(testFold.length);
            for (int label = rarest(); label >= 0; label = rarest()) {
                for (int row : order) {
                    if (testFold[row] == Assigned.NEVER && has[row][label]) {
                        put(row, choose(wanted[label]));
                    }
                }
            }
            for (int row : order) { // those without any label
                if (testFold[row] == Assigned.NEVER) {
                    put(row, choose(wantedRows));
                }
            }
            return testFold;
        }

        private int rarest() {
            int rarest = -1;
            for (int l = 0; l < left.length; l++) {
                if (left[l] > 0 && (rarest < 0 || left[l] < left[rarest])) {
                    rarest = l;
                }
            }
            return rarest;
        }

        /** The part that wants most; of equals the one that wants most rows; of equals any. */
        private int choose(double[] wants) {
            int best = 0;
            int equals = 1;
            for (int f = 1; f < folds; f++) {
                int compared = Double.compare(wants[f], wants[best]) != 0 ? Double.compare(wants[f], wants[best])
                        : Double.compare(wantedRows[f], wantedRows[best]);
                if (compared > 0) {
                    best = f;
                    equals = 1;
                } else if (compared == 0 && random.integer(1_000_000L + draws++, 0, ++equals) == 0) {
                    best = f;
                }
            }
            return best;
        }

        private void put(int row, int fold) {
            testFold[row] = fold;
            wantedRows[fold]--;
            for (int l = 0; l < left.length; l++) {
                if (has[row][l]) {
                    left[l]--;
                    wanted[l][fold]--;
                }
            }
        }
    }

    @Override
    public String toString() {
        return "MultiLabelKFold[folds=" + folds + ", seed=" + seed + "]";
    }
}
