package org.librate.nn.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Copies the weights at the end of every cycle. Made for one run. */
final class Snapshots implements TrainingCallback {

    /** The weights at the end of an epoch. */
    record Snapshot(int epoch, Weights weights) {
    }

    private final int everyEpochs;
    private final List<Snapshot> taken = new ArrayList<>();

    Snapshots(int everyEpochs) {
        this.everyEpochs = everyEpochs;
    }

    List<Snapshot> taken() {
        return taken;
    }

    @Override
    public void onEpoch(Progress progress) {
        if (progress.epoch() % everyEpochs == 0) {
            taken.add(new Snapshot(progress.epoch(), ((Run<?>) progress).evaluatedWeights()));
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(taken.size());
        for (Snapshot one : taken) {
            out.writeInt(one.epoch());
            one.weights().write(out);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        taken.clear();
        for (int i = in.readInt(); i > 0; i--) {
            taken.add(new Snapshot(in.readInt(), Weights.read(in)));
        }
    }

    @Override
    public String toString() {
        return "Snapshots[everyEpochs=" + everyEpochs + "]";
    }
}
