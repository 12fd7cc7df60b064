package org.librate.benchmarks.tabular;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that both sides of a comparison read. They are gone when our side ends. */
final class SharedFiles {

    /** Where they are; the driver tells both sides. */
    static final String FOLDER = "LIBRATE_SHARED_FILES";

    /** Writes a file's content. */
    interface Content {
        void write(Path file) throws IOException;
    }

    private SharedFiles() {
    }

    /** The file of that name, written if it is not there yet. */
    static Path file(String name, Content content) {
        String told = System.getenv(FOLDER);
        try {
            Path folder = told == null ? Files.createTempDirectory("librate-benchmarks") : Path.of(told);
            Files.createDirectories(folder);
            Path file = folder.resolve(name);
            if (!Files.exists(file)) {
                Path part = folder.resolve(name + ".part");
                content.write(part);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
            folder.toFile().deleteOnExit(); // what is to be deleted first is named last
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
