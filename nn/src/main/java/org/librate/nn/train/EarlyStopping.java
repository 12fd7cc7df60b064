package org.librate.nn.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.metric.Metric;

/**
 * Stops a run when a number on the validation rows has not improved for some epochs, and gives the model the weights of the best epoch.
 *
 * <pre>{@code
 * EarlyStopping.onLoss().withPatience(5)
 * EarlyStopping.maximizing(Accuracy.metric()).withMinDelta(0.001)
 * }</pre>
 */
public final class EarlyStopping implements TrainingCallback {

    private final Monitor monitor;
    private final int patience;
    private final double minDelta;
    private final boolean restoreBest;

    private double best = Double.NaN;
    private int bestEpoch;
    private int waited;
    private @Nullable Weights bestWeights;

    private EarlyStopping(Monitor monitor, int patience, double minDelta, boolean restoreBest) {
        this.monitor = monitor;
        this.patience = patience;
        this.minDelta = minDelta;
        this.restoreBest = restoreBest;
    }

    private static EarlyStopping on(Monitor monitor) {
        return new EarlyStopping(monitor, 5, 0, true);
    }

    /** By the validation loss. */
    public static EarlyStopping onLoss() {
        return on(Monitor.LOSS);
    }

    public static EarlyStopping minimizing(Metric metric) {
        return on(new Monitor(metric, false));
    }

    public static EarlyStopping maximizing(Metric metric) {
        return on(new Monitor(metric, true));
    }

    /** How many epochs without improvement are borne; 5 unless told. */
    public EarlyStopping withPatience(int epochs) {
        return new EarlyStopping(monitor, Check.positive("EarlyStopping", "patience", epochs), minDelta, restoreBest);
    }

    /** By how much the number must improve to count. */
    public EarlyStopping withMinDelta(double delta) {
        return new EarlyStopping(monitor, patience, Check.notNegative("EarlyStopping", "minDelta", delta), restoreBest);
    }

    /** Whether the model gets the weights of the best epoch (it does unless told), or keeps those of the last. */
    public EarlyStopping withRestoreBest(boolean restore) {
        return new EarlyStopping(monitor, patience, minDelta, restore);
    }

    @Override
    public TrainingCallback begin() {
        return new EarlyStopping(monitor, patience, minDelta, restoreBest);
    }

    @Override
    public List<Metric> metrics() {
        return monitor.metrics();
    }

    @Override
    public boolean needsValidation() {
        return true;
    }

    @Override
    public void onStart(Progress progress) {
        stopIfDue(progress); // resumed from where it had stopped
    }

    @Override
    public void onEpoch(Progress progress) {
        double value = monitor.of(progress.results().get(progress.results().size() - 1));
        if (monitor.isBetter(value, best, minDelta)) {
            best = value;
            bestEpoch = progress.epoch();
            waited = 0;
            if (restoreBest) {
                bestWeights = ((Run<?>) progress).evaluatedWeights();
            }
        } else {
            waited++;
        }
        stopIfDue(progress);
    }

    private void stopIfDue(Progress progress) {
        if (waited >= patience) {
            progress.stop(String.format(Locale.ROOT, "stopped early: %s has not improved for %d epochs; best %.6g in epoch %d", monitor, waited, best,
                    bestEpoch));
        }
    }

    @Override
    public void onEnd(Progress progress) {
        if (bestWeights != null) {
            ((Run<?>) progress).putBest(bestWeights, bestEpoch);
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(best);
        out.writeInt(bestEpoch);
        out.writeInt(waited);
        out.writeBoolean(bestWeights != null);
        if (bestWeights != null) {
            bestWeights.write(out);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        best = in.readDouble();
        bestEpoch = in.readInt();
        waited = in.readInt();
        bestWeights = in.readBoolean() ? Weights.read(in) : null;
    }

    @Override
    public String toString() {
        return "EarlyStopping[" + (monitor.maximize() ? "maximizing " : "minimizing ") + monitor + ", patience=" + patience
                + (minDelta == 0 ? "" : ", minDelta=" + minDelta) + (restoreBest ? "" : ", restoreBest=false") + "]";
    }
}
