package org.librate.tuning.study;

import java.util.Map;
import org.librate.tuning.search.Param;
import org.librate.tuning.search.Settings;

/** From numbers back to settings. */
final class Results {

    private Results() {
    }

    /** The settings of a trial that has ended: what is fixed, and what it had on the axes. */
    static Settings settings(Columns columns, Settings fixed, Map<String, Param<?>> params, int trial) {
        Settings settings = fixed;
        for (int axis = 0; axis < columns.axesKnown(trial + 1); axis++) {
            double value = columns.value(axis, trial);
            if (!Double.isNaN(value)) {
                Param<?> param = columns.axis(axis).param();
                settings = with(settings, params.getOrDefault(param.name(), param), value);
            }
        }
        return settings;
    }

    @SuppressWarnings("unchecked") // the number stands for a value of the parameter
    static <T> Settings with(Settings settings, Param<T> param, double value) {
        return settings.with(param, (T) Axis.object(param, value));
    }
}
