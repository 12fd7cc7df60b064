package org.librate.nn.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.librate.core.data.BadFileException;
import org.librate.core.learn.PriorCorrection;
import org.librate.core.save.Quoted;
import org.librate.core.save.Safetensors;
import org.librate.core.save.SavedTypes;
import org.librate.nn.Network;
import org.librate.nn.save.NetworkFile;

/** A fitted model in one file: a {@link NetworkFile} that also says what the model does, how it was trained and on what. */
final class ModelFile {

    private static final String TASK = "librate.task";
    private static final String HISTORY = "librate.history";
    private static final String PROVENANCE = "librate.provenance";
    private static final String SHARES = "librate.shares"; // absent where probabilities are as they were learned

    /** What a model does with its network's output: absent for a regressor. */
    private record Kind(Optional<ClassifierTask> classifier) {
    }

    private static final SavedTypes OWN = SavedTypes.create().with("Task", Kind.class).with("History", History.class).with("Epoch", EpochResult.class)
            .with("Provenance", Provenance.class)
            .with("PriorCorrection", PriorCorrection.class);

    private ModelFile() {
    }

    static void save(FittedModel model, Optional<ClassifierTask> task, Path path, SaveOptions options) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(TASK, OWN.toJson(new Kind(task)));
        parts.put(HISTORY, OWN.toJson(model.history()));
        parts.put(PROVENANCE, OWN.toJson(model.provenance().withNotes(options.notes())));
        model.shares().ifPresent(shares -> parts.put(SHARES, OWN.toJson(shares)));
        NetworkFile.save(model.network(), path, parts, options.types());
    }

    static Classifier classifier(Path path, SavedTypes types) throws IOException {
        Safetensors file = Safetensors.read(path);
        ClassifierTask task = kind(file).classifier()
                .orElseThrow(() -> new BadFileException(path, "must hold a classifier", "a regressor", "Use Regressor.load."));
        return load(file, task, types);
    }

    static Regressor regressor(Path path, SavedTypes types) throws IOException {
        Safetensors file = Safetensors.read(path);
        if (kind(file).classifier().isPresent()) {
            throw new BadFileException(path, "must hold a regressor", "a classifier", "Use Classifier.load.");
        }
        return load(file, new RegressorTask(), types);
    }

    private static <M> M load(Safetensors file, Task<M> task, SavedTypes types) throws IOException {
        History history = OWN.unpack(History.class, HISTORY, file);
        Provenance provenance = OWN.unpack(Provenance.class, PROVENANCE, file);
        Network network = NetworkFile.load(file, types);
        if (network.outputs().size() != 1) {
            throw new BadFileException(file.path(), "a model's network must have one output", network.outputs(),
                    "It is damaged, or not what it says it is.");
        }
        try {
            task.checkOutput(network.outputs().get(0));
        } catch (IllegalArgumentException e) {
            throw new BadFileException(file.path().toString(), "the network must fit the task", Quoted.message(String.valueOf(e.getMessage())),
                    "It is damaged, or not what it says it is.", e);
        }
        boolean corrected = file.metadata().containsKey(SHARES);
        Optional<PriorCorrection> shares = corrected ? Optional.of(OWN.unpack(PriorCorrection.class, SHARES, file)) : Optional.empty();
        return task.corrected(task.model(network, history, provenance), shares);
    }

    private static Kind kind(Safetensors file) throws IOException {
        NetworkFile.checkFormat(file);
        if (!file.metadata().containsKey(TASK)) {
            List<String> names = List.copyOf(file.metadata().keySet());
            throw new BadFileException(file.path(), "a model must say what it does under " + TASK, Quoted.list(names),
                    file.metadata().containsKey(NetworkFile.NET)
                    ? "It holds a network that is no fitted model: use NetworkFile.load."
                    : "It holds weights only: build the network as it was, and use Weights.load or TorchWeights.load.");
        }
        return OWN.unpack(Kind.class, TASK, file);
    }
}
