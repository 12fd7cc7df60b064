package org.librate.core.data;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file is not what it should be: cut off, of another kind, damaged, or it promises what it does not hold. The message names file and rule. */
public final class BadFileException extends IOException {

    private static final long serialVersionUID = 1L;

    /** {@code file: rule, got value. wayOut} */
    public BadFileException(Path file, String rule, Object got, String wayOut) {
        super(file + ": " + rule + ", got " + got + ". " + wayOut);
    }

    /** {@code source: rule, got value. wayOut}, for text that is in no file yet. */
    public BadFileException(String source, String rule, Object got, String wayOut, @Nullable Throwable cause) {
        super(source + ": " + rule + ", got " + got + ". " + wayOut, cause);
    }

    BadFileException(Path file, String rule, Object got) {
        super(file + ": " + rule + ", got " + got + ".");
    }

    BadFileException(Path file, String rule, Object got, @Nullable Throwable cause) {
        super(file + ": " + rule + ", got " + got + ".", cause);
    }
}
