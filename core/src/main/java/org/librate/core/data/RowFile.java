package org.librate.core.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A dataset in one file on disk, mapped into memory: it may be larger than memory, and the system keeps what is in use.
 *
 * <pre>{@code
 * RowFile.write(path, dataset);                         // or row by row: see RowFileWriter
 * Dataset rows = RowFile.open(path);
 * }</pre>
 *
 * <p>Every row takes the same number of bytes, its fields one after another, little-endian; a header with version and checksum comes first. The file
 * must not be cut off while it is open.
 */
public final class RowFile implements Dataset {

    private static final long SEGMENT_BYTES = 1L << 30;

    private final Path path;
    private final RowFileHeader header;
    private final MappedByteBuffer[] segments;
    private final int rowBytes;
    private final int rowsPerSegment;
    private volatile int @Nullable [] labels;

    private RowFile(Path path, RowFileHeader header, MappedByteBuffer[] segments, int rowsPerSegment) {
        this.path = path;
        this.header = header;
        this.segments = segments;
        this.rowBytes = (int) header.rowBytes();
        this.rowsPerSegment = rowsPerSegment;
    }

    /** Writes all rows of a dataset as epoch 0 reads them; the file appears whole or not at all. */
    public static void write(Path path, Dataset data) throws IOException {
        try (RowFileWriter writer = RowFileWriter.create(path, data.fields(), data.classNames())) {
            for (int i = 0; i < data.size(); i++) {
                int index = i;
                writer.add(row -> data.read(index, row));
            }
            writer.finish();
        }
    }

    /** Opens a file. Its header and length are checked at once, its content by {@link #verify}. */
    public static RowFile open(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            RowFileHeader header = RowFileHeader.read(path, channel);
            long rowBytes = header.rowBytes();
            int rowsPerSegment = (int) Math.max(1, Math.min(Integer.MAX_VALUE, SEGMENT_BYTES / rowBytes));
            MappedByteBuffer[] segments = new MappedByteBuffer[(int) ((header.rows() + (long) rowsPerSegment - 1) / rowsPerSegment)];
            for (int i = 0; i < segments.length; i++) {
                long first = (long) i * rowsPerSegment;
                long rows = Math.min(rowsPerSegment, header.rows() - first);
                segments[i] = channel.map(FileChannel.MapMode.READ_ONLY, header.bytes() + first * rowBytes, rows * rowBytes);
                segments[i].order(ByteOrder.LITTLE_ENDIAN);
            }
            return new RowFile(path, header, segments, rowsPerSegment);
        }
    }

    /** Reads the whole file and compares its checksum. */
    public RowFile verify() throws IOException {
        CRC32C crc = new CRC32C();
        for (MappedByteBuffer segment : segments) {
            crc.update(segment.duplicate());
        }
        if ((int) crc.getValue() != header.checksum()) {
            throw new BadFileException(path, "the rows must have the checksum " + hex(header.checksum()), hex((int) crc.getValue()));
        }
        return this;
    }

    private static String hex(int value) {
        return String.format("%08x", value);
    }

    @Override
    public int size() {
        return header.rows();
    }

    @Override
    public List<Field> fields() {
        return header.fields();
    }

    @Override
    public void read(int index, Row into) {
        ByteBuffer segment = segments[index / rowsPerSegment];
        int at = index % rowsPerSegment * rowBytes;
        for (int i = 0; i < header.fields().size(); i++) {
            into.put(i, segment, at);
            at += (int) header.fields().get(i).bytes();
        }
    }

    @Override
    public long origin(int index) {
        return Origin.of(header.checksum(), index);
    }

    @Override
    public List<String> classNames() {
        return header.classNames();
    }

    /** Looked up once, without reading the rest of the rows. */
    @Override
    public int[] labels() {
        int[] known = labels;
        if (known == null) {
            int field = Labels.field(this);
            boolean wide = fields().get(field).dtype().bytes() == Long.BYTES;
            int offset = (int) fields().subList(0, field).stream().mapToLong(Field::bytes).sum();
            known = new int[size()];
            for (int i = 0; i < known.length; i++) {
                MappedByteBuffer segment = segments[i / rowsPerSegment];
                int at = i % rowsPerSegment * rowBytes + offset;
                known[i] = wide ? Math.toIntExact(segment.getLong(at)) : segment.getInt(at);
            }
            labels = known;
        }
        return known.clone();
    }

    /** As in {@code RowFile[train.rows, 50000 rows, input "x" FLOAT32 [3072], target "y" INT32 []]}. */
    @Override
    public String toString() {
        return Describe.dataset("RowFile", this).replaceFirst("\\[", "[" + Matcher.quoteReplacement(path.getFileName() + ", "));
    }
}
