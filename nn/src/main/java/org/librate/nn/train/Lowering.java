package org.librate.nn.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.librate.core.metric.Metric;
import org.librate.nn.schedule.Plateau;

/** A plateau rule at work: its factor on the rate follows the epochs' results. */
final class Lowering implements TrainingCallback {

    private final Plateau plateau;
    private final Monitor monitor;
    private Plateau.State state;

    Lowering(Plateau plateau, Monitor monitor) {
        this.plateau = plateau;
        this.monitor = monitor;
        this.state = plateau.start();
    }

    double factor() {
        return state.factor();
    }

    @Override
    public Lowering begin() {
        return new Lowering(plateau, monitor);
    }

    @Override
    public List<Metric> metrics() {
        return monitor.metrics();
    }

    @Override
    public boolean needsValidation() {
        return monitor.metric() != null;
    }

    @Override
    public void onEpoch(Progress progress) {
        state = plateau.next(state, monitor.of(progress.results().get(progress.results().size() - 1)));
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(state.best());
        out.writeInt(state.waited());
        out.writeInt(state.resting());
        out.writeDouble(state.factor());
    }

    @Override
    public void load(DataInput in) throws IOException {
        state = new Plateau.State(in.readDouble(), in.readInt(), in.readInt(), in.readDouble());
    }

    @Override
    public String toString() {
        return plateau + " of " + monitor;
    }
}
