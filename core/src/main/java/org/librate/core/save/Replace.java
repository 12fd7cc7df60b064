package org.librate.core.save;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Replaces a file so that whoever reads it, also after a crash, finds the old one or the new one, never half of it. Internal to Librate. */
public final class Replace {

    /** What the file is to hold. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private Replace() {
    }

    /** Writes beside the file, to the disk, and then puts it in the place of the old one. */
    public static void file(Path file, Content content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
            content.writeTo(out);
            out.flush();
            out.getFD().sync();
        }
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
