package org.librate.tuning.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.librate.core.data.BadFileException;
import org.librate.core.save.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is only ever added to: what happened in a study, in the order it happened, by all processes that work on it. Each line is a JSON object
 * that ends with a checksum of what is before it; it is on the disk before anyone goes on.
 *
 * <p>Whoever reads or adds holds a lock on a file beside it (a file of its own, because closing any handle of a locked file gives the lock back). A
 * line without an end was being written when its process died, and since writing needs the lock, nobody is writing it any more: it is cut off. A
 * whole line that is wrong was damaged later, and is an error.
 *
 * <p>The files are opened anew each time: an interrupted thread closes the channel it uses, and the next one should not suffer from it.
 */
final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int VERSION = 1;
    private static final String KIND = "librate-study";
    private static final String CHECKSUM = ",\"crc\":\"";
    private static final int TAIL = CHECKSUM.length() + 8 + 2; // and "} at the end

    /** Locks of files keep processes apart, not threads. */
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final Path file;
    private final Map<String, @Nullable Object> header;
    private final ReentrantLock lock;
    private @Nullable FileChannel channel; // while it is locked
    private long read;                     // so many bytes of it are known
    private int lines;

    Journal(Path file, Map<String, @Nullable Object> study) {
        this.file = file.toAbsolutePath().normalize();
        this.header = new LinkedHashMap<>();
        header.put(KIND, Json.Figure.of(VERSION));
        header.putAll(study);
        this.lock = LOCKS.computeIfAbsent(this.file, path -> new ReentrantLock());
    }

    /** Something that is done while nobody else uses the file. */
    interface Work<T> {
        T run() throws IOException;
    }

    /** What a line says. */
    interface Taker {
        void take(Fields fields) throws IOException;
    }

    /** Takes what others have added, and does something before they add more. */
    @SuppressWarnings("try") // the lock is only held
    <T> T locked(Taker taker, Work<T> work) {
        lock.lock();
        boolean interrupted = Thread.interrupted(); // it would close the files, and what a trial came to would be lost
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (FileChannel guard = FileChannel.open(file.resolveSibling(file.getFileName() + ".lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
                    FileLock held = guard.lock();
                    FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                channel = opened;
                if (opened.size() != read) {
                    catchUp(opened, taker);
                }
                if (lines == 0) {
                    append(header);
                }
                return work.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        } finally {
            channel = null;
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void catchUp(FileChannel opened, Taker taker) throws IOException {
        if (opened.size() < read) {
            throw new BadFileException(file.toString(), "must only ever grow", opened.size() + " bytes after " + read,
                    "Restore it, or begin another file.", null);
        }
        byte[] news = new byte[Math.toIntExact(opened.size() - read)];
        ByteBuffer buffer = ByteBuffer.wrap(news);
        while (buffer.hasRemaining() && opened.read(buffer, read + buffer.position()) >= 0) {
            // until all is here
        }
        int from = 0;
        for (int i = 0; i < news.length; i++) {
            if (news[i] == '\n') {
                line(news, from, i, taker);
                read += i + 1 - from;
                from = i + 1;
            }
        }
        if (from < news.length) {
            cutOff(opened, news, from);
        }
    }

    private void cutOff(FileChannel opened, byte[] news, int from) throws IOException {
        if (lines == 0) { // nothing says that this is ours
            byte[] own = bytes(header);
            int length = news.length - from;
            if (length > own.length || !Arrays.equals(news, from, news.length, own, 0, length)) {
                throw new BadFileException(file.toString(), "must be a journal of this study", "another file", "Choose another path.", null);
            }
        }
        if (isWhole(news, from, news.length - 1)) { // who writes a line does not put another byte where it ends
            throw new BadFileException(file.toString(), "line " + (lines + 1) + " must be as it was written", "one without its end",
                    "It was damaged after it was written. Restore the file, or delete this line to run its trial again.", null);
        }
        LOG.info("{}: line {} has no end, because its process died while writing it. It is cut off.", file, lines + 1);
        opened.truncate(read);
        opened.force(true);
    }

    private void line(byte[] news, int from, int to, Taker taker) throws IOException {
        int number = lines + 1;
        try {
            Fields fields = Fields.of(Json.parse(checked(news, from, to)));
            if (number == 1) {
                sameStudy(fields);
            } else {
                taker.take(fields);
            }
            lines = number;
        } catch (Json.BadJson e) {
            throw new BadFileException(file.toString(), "line " + number + " must be as it was written", "one that " + e.getMessage(),
                    "It was damaged after it was written. Restore the file, or delete this line and all after it to run their trials again.", e);
        }
    }

    private static boolean isWhole(byte[] news, int from, int to) {
        try {
            checked(news, from, to);
            return true;
        } catch (Json.BadJson e) {
            return false;
        }
    }

    private static String checked(byte[] news, int from, int to) throws Json.BadJson {
        String line = new String(news, from, to - from, StandardCharsets.UTF_8);
        int content = to - from - TAIL;
        if (content < 0) {
            throw new Json.BadJson("has no checksum");
        }
        CRC32C checksum = new CRC32C();
        checksum.update(news, from, content);
        String tail = new String(news, from + content, TAIL, StandardCharsets.UTF_8);
        if (!tail.equals(tail(checksum))) {
            throw new Json.BadJson("does not have the checksum it ends with");
        }
        return line;
    }

    private static String tail(CRC32C checksum) {
        return CHECKSUM + String.format("%08x", checksum.getValue()) + "\"}";
    }

    private void sameStudy(Fields fields) throws IOException {
        if (!fields.has(KIND)) {
            throw new BadFileException(file.toString(), "must be a journal of a study", "another file", "Choose another path.", null);
        }
        if (fields.whole(KIND) > VERSION) {
            throw new BadFileException(file.toString(), "must be of version " + VERSION + " or before", fields.whole(KIND),
                    "Use the version of Librate that wrote it.", null);
        }
        for (Map.Entry<String, @Nullable Object> entry : header.entrySet()) {
            if (entry.getKey().equals(KIND) || entry.getKey().equals(Entries.FOLDS) && !fields.has(Entries.FOLDS)) {
                continue;
            }
            String here = String.valueOf(entry.getValue());
            String there = fields.text(entry.getKey());
            if (!here.equals(there)) {
                throw new Misuse("Study: the journal " + file + " is of a study whose " + entry.getKey() + " is " + there + ", got " + here
                        + ". Go on as it was begun, or choose another file.");
            }
        }
    }

    /** Adds a line, on the disk when this returns. */
    void append(Map<String, @Nullable Object> fields) throws IOException {
        FileChannel opened = channel;
        if (opened == null) {
            throw new IllegalStateException("Journal: is written only while it is locked.");
        }
        ByteBuffer bytes = ByteBuffer.wrap(bytes(fields));
        long end = read;
        while (bytes.hasRemaining()) {
            end += opened.write(bytes, end);
        }
        opened.force(lines == 0);
        read = end;
        lines++;
    }

    private static byte[] bytes(Map<String, @Nullable Object> fields) {
        String json = Json.write(fields);
        String content = json.substring(0, json.length() - 1);
        CRC32C checksum = new CRC32C();
        checksum.update(content.getBytes(StandardCharsets.UTF_8));
        return (content + tail(checksum) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
