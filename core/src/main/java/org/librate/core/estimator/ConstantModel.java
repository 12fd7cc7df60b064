package org.librate.core.estimator;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Tensor;
import org.librate.core.learn.Model;
import org.librate.core.table.Table;

/** A fitted {@link DummyRegressor}. */
public record ConstantModel(double answer) implements Model {

    @Override
    public Tensor scores(Table rows) {
        float[] values = new float[rows.rows()];
        Arrays.fill(values, (float) answer);
        return TrainingRows.values(values);
    }

    @Override
    public List<String> classNames() {
        return List.of();
    }
}
