package org.librate.nn.train;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.data.Batch;
import org.librate.core.data.Batches;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.Loader;

/** What the targets of a data set are on average. */
final class TargetMeans {

    private static final int ROWS = 256;

    private TargetMeans() {
    }

    /** The only target of a data set. */
    static Field target(String who, Dataset data) {
        List<Field> targets = data.fields().stream().filter(field -> field.role() == Field.Role.TARGET).toList();
        Check.require(targets.size() == 1, who, "needs one target field", targets);
        Check.require(data.size() > 0, who, "needs at least one row", data);
        return targets.get(0);
    }

    /**
     * The mean of each element of the target, or the share of each class where the target is a class number. Rows count by their weights.
     *
     * @param classes how many classes there are, if targets are class numbers; 0 to take numbers as numbers
     * @param classWeights how much each class counts besides; null for all alike
     */
    static double[] of(String who, Dataset data, int classes, float @Nullable [] classWeights) {
        Field target = target(who, data);
        double[] sums = new double[classes > 0 ? classes : target.size()];
        double total = 0;
        try (Batches batches = Loader.of(data).withBatchSize(ROWS).open(0)) {
            for (Batch batch : batches) {
                double[] values = batch.y().toDoubles();
                double[] weights = batch.weights().map(Tensor::toDoubles).orElse(null);
                for (int row = 0; row < batch.size(); row++) {
                    double weight = weights == null ? 1 : weights[row];
                    if (classes > 0) {
                        int label = (int) values[row];
                        Check.require(label >= 0 && label < classes, who, "a class number must be in [0, " + (classes - 1) + "]", label);
                        weight *= classWeights == null ? 1 : classWeights[label];
                        sums[label] += weight;
                    } else {
                        for (int i = 0; i < sums.length; i++) {
                            sums[i] += weight * values[row * sums.length + i];
                        }
                    }
                    total += weight;
                }
            }
        }
        double by = Check.positive(who, "the sum of the rows' weights", total);
        return Arrays.stream(sums).map(sum -> sum / by).toArray();
    }
}
