package org.librate.core.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.librate.core.Check;

/**
 * Writes a {@link RowFile} row by row, so that it may become larger than memory. It is written under another name and appears under its own, whole,
 * with {@link #finish}; closed without that, nothing remains.
 *
 * <pre>{@code
 * try (RowFileWriter writer = RowFileWriter.create(path, fields, List.of())) {
 *     writer.add(row -> { row.put(0, values); row.put(1, label); });
 *     writer.finish();
 * }
 * }</pre>
 */
public final class RowFileWriter implements AutoCloseable {

    private final Path path;
    private final Path temporary;
    private final FileChannel channel;
    private final List<Field> fields;
    private final List<String> classNames;
    private final Row row;
    private final int rowBytes;
    private final ByteBuffer buffer;
    private final CRC32C crc = new CRC32C();
    private int rows;
    private boolean finished;

    private RowFileWriter(Path path, Path temporary, FileChannel channel, List<Field> fields, List<String> classNames, int rowBytes) {
        this.path = path;
        this.temporary = temporary;
        this.channel = channel;
        this.fields = fields;
        this.classNames = classNames;
        this.row = Row.of(fields, 0);
        this.rowBytes = rowBytes;
        this.buffer = ByteBuffer.allocateDirect(Math.max(rowBytes, (1 << 18) / rowBytes * rowBytes)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Begins a file in place of any that has this name, once it is finished. */
    public static RowFileWriter create(Path path, List<Field> fields, List<String> classNames) throws IOException {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalStateException("RowFile: files of rows are written on little-endian machines only.");
        }
        long rowBytes = fields.stream().mapToLong(Field::bytes).sum();
        Check.require(rowBytes >= 1 && rowBytes < Integer.MAX_VALUE / 2, "RowFile", "a row must have 1 to " + (Integer.MAX_VALUE / 2 - 1) + " bytes",
                rowBytes);
        Path target = path.toAbsolutePath();
        Path temporary = Files.createTempFile(target.getParent(), target.getFileName().toString(), ".part");
        FileChannel channel = null;
        try {
            channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
            channel.position(RowFileHeader.of(fields, classNames, 0, 0).bytes());
            return new RowFileWriter(target, temporary, channel, List.copyOf(fields), List.copyOf(classNames), (int) rowBytes);
        } catch (IOException | RuntimeException | Error e) {
            if (channel != null) {
                channel.close();
            }
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    /** Adds a row, which {@code content} writes: every field, whole. */
    public void add(Consumer<Row> content) throws IOException {
        Check.require(rows < Integer.MAX_VALUE, "RowFile", "a file has at most " + Integer.MAX_VALUE + " rows", "one more");
        content.accept(row);
        if (buffer.remaining() < rowBytes) {
            flush();
        }
        int at = buffer.position();
        for (int i = 0; i < fields.size(); i++) {
            row.get(i, buffer, at);
            at += (int) fields.get(i).bytes();
        }
        buffer.position(at);
        rows++;
    }

    private void flush() throws IOException {
        buffer.flip();
        crc.update(buffer.duplicate());
        writeAll(buffer);
        buffer.clear();
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Puts the file in its place: from now on it is there, whole, even if the machine stops. */
    public void finish() throws IOException {
        flush();
        channel.position(0);
        writeAll(RowFileHeader.of(fields, classNames, rows, (int) crc.getValue()).encode());
        channel.force(true);
        channel.close();
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        finished = true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (!finished) {
            Files.deleteIfExists(temporary);
        }
    }
}
