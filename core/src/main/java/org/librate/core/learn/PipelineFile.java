package org.librate.core.learn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.librate.core.Librate;
import org.librate.core.data.BadFileException;
import org.librate.core.save.Packed;
import org.librate.core.save.Quoted;
import org.librate.core.save.Safetensors;
import org.librate.core.save.SavedTypes;

/** A fitted pipeline in one safetensors file: what it consists of as JSON among the metadata, its numbers as tensors. */
final class PipelineFile {

    private static final String FORMAT = "librate.pipeline.format";
    private static final String VERSION = "librate.version";
    private static final String PIPELINE = "librate.pipeline";
    /** For people and other programs; not read here. */
    private static final String TEXT = "librate.pipeline.text";
    private static final String CURRENT = "1";

    private PipelineFile() {
    }

    static void save(FittedPipeline<?> fitted, Path path, SavedTypes types) throws IOException {
        Packed packed = types.pack(PIPELINE, fitted);
        Safetensors.write(path, packed.tensors(), Map.of(FORMAT, CURRENT, VERSION, Librate.version(), TEXT, fitted.toString(), PIPELINE,
                packed.json()));
    }

    static FittedPipeline<?> load(Path path, SavedTypes types) throws IOException {
        Safetensors file = Safetensors.read(path);
        String format = file.metadata().get(FORMAT);
        if (format == null) {
            throw new BadFileException(path, "must hold a pipeline, and say so under " + FORMAT, Quoted.list(file.metadata().keySet()),
                    "It holds something else: a network or a model is loaded with NetworkFile, Classifier or Regressor.");
        }
        if (!format.equals(CURRENT)) {
            throw new BadFileException(path, FORMAT + " must be " + CURRENT,
                    Quoted.of(format) + " by version " + Quoted.of(file.metadata().getOrDefault(VERSION, "unknown")),
                    "Read it with the version of the library that wrote it, or a later one; this is " + Librate.version() + ".");
        }
        return types.unpack(FittedPipeline.class, PIPELINE, file);
    }
}
