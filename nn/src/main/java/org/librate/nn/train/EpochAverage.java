package org.librate.nn.train;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;

/** The plain average of the weights at the ends of epochs, from some epoch on (stochastic weight averaging, Izmailov et al. 2018). */
final class EpochAverage implements TrainingCallback {

    private final int fromEpoch;
    private int count;
    private @Nullable Tensor average;

    EpochAverage(int fromEpoch) {
        this.fromEpoch = fromEpoch;
    }

    @Override
    public EpochAverage begin() {
        return new EpochAverage(fromEpoch);
    }

    @Override
    public void onEpoch(Progress progress) {
        if (progress.epoch() < fromEpoch) {
            return;
        }
        Tensor values = progress.network().parameters().values();
        count++;
        average = average == null ? values.keep() : average.add(values.sub(average).div(count));
    }

    /** The average; null if no epoch was reached that counts. */
    @Nullable Tensor average() {
        return average;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(average == null ? 0 : count);
        if (average != null) {
            TensorIO.write(out, average);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        count = in.readInt();
        average = count == 0 ? null : TensorIO.read(in, ((DataInputStream) in).available());
    }

    @Override
    public String toString() {
        return "EpochAverage[from=" + fromEpoch + "]";
    }
}
