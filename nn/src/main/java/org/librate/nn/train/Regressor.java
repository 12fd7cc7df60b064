package org.librate.nn.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.librate.core.Tensor;
import org.librate.core.data.Padded;
import org.librate.core.save.SavedTypes;
import org.librate.nn.Network;
import org.librate.nn.save.NetJson;

/** A trained regressor. Safe for any number of threads. */
public final class Regressor extends FittedModel implements ValuePredictor {

    private final Predictor values;

    Regressor(Network network, History history, Provenance provenance) {
        super(network, history, provenance);
        this.values = Predictor.ofOutput(network, RegressorTask::values);
    }

    /**
     * The regressor that a file holds. Whatever is wrong with the file is a {@link org.librate.core.data.BadFileException}; nothing in it is
     * executed.
     */
    public static Regressor load(Path path) throws IOException {
        return load(path, NetJson.types());
    }

    /** The regressor that a file holds, with layers of yours: {@code NetJson.types().with("Swish", Swish.class)}. */
    public static Regressor load(Path path, SavedTypes types) throws IOException {
        return ModelFile.regressor(path, types);
    }

    @Override
    public void save(Path path, SaveOptions options) throws IOException {
        ModelFile.save(this, Optional.empty(), path, options);
    }

    /** The predicted values, {@code [n, ..]}; {@code [n]} where a row has one. */
    @Override
    public Tensor predict(Tensor... inputs) {
        return values.run(List.of(inputs));
    }

    @Override
    public Tensor predict(Padded... inputs) {
        return values.run(inputs).values();
    }

    /** The predicted values of a single sample, given number by number. */
    public float[] predictRow(float... sample) {
        return predict(batchOfOne(sample)).toArray();
    }
}
