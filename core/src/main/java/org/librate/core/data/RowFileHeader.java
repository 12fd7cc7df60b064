package org.librate.core.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.librate.core.DType;
import org.librate.core.Shape;

/**
 * What a {@link RowFile} begins with, little-endian:
 * <pre>
 *   8 bytes  "LIBRROWS"
 *   int      version, 1
 *   int      length of the description
 *   int      number of rows
 *   int      CRC32C of the rows
 *   int      CRC32C of everything before this and of the description
 *   ...      the description: fields and class names (as Java's DataOutputStream writes them)
 * </pre>
 *
 * @param bytes where the first row begins
 */
record RowFileHeader(List<Field> fields, List<String> classNames, int rows, int checksum, int bytes) {

    private static final byte[] MAGIC = {'L', 'I', 'B', 'R', 'R', 'O', 'W', 'S'};
    private static final int VERSION = 1;
    private static final int FIXED = 28;
    private static final int MOST_DESCRIPTION = 1 << 24;
    private static final int MOST_FIELDS = 10_000;
    private static final int MOST_AXES = 32;

    /** For a file to be written: rows and checksum are filled in at the end. */
    static RowFileHeader of(List<Field> fields, List<String> classNames, int rows, int checksum) throws IOException {
        return new RowFileHeader(List.copyOf(fields), List.copyOf(classNames), rows, checksum, FIXED + description(fields, classNames).length);
    }

    long rowBytes() {
        return fields.stream().mapToLong(Field::bytes).sum();
    }

    ByteBuffer encode() throws IOException {
        byte[] description = description(fields, classNames);
        ByteBuffer buffer = ByteBuffer.allocate(FIXED + description.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(MAGIC).putInt(VERSION).putInt(description.length).putInt(rows).putInt(checksum);
        buffer.position(FIXED).put(description);
        return buffer.putInt(FIXED - 4, crc(buffer)).flip();
    }

    private static byte[] description(List<Field> fields, List<String> classNames) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(fields.size());
        for (Field field : fields) {
            out.writeUTF(field.name());
            out.writeUTF(field.role().name());
            out.writeUTF(field.dtype().name());
            out.writeInt(field.shape().rank());
            for (long length : field.shape().toArray()) {
                out.writeLong(length);
            }
        }
        out.writeInt(classNames.size());
        for (String name : classNames) {
            out.writeUTF(name);
        }
        return bytes.toByteArray();
    }

    private static int crc(ByteBuffer all) {
        CRC32C crc = new CRC32C();
        crc.update(all.array(), 0, FIXED - 4);
        crc.update(all.array(), FIXED, all.capacity() - FIXED);
        return (int) crc.getValue();
    }

    static RowFileHeader read(Path path, FileChannel channel) throws IOException {
        ByteBuffer fixed = bytes(path, channel, FIXED);
        byte[] magic = new byte[MAGIC.length];
        fixed.get(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new BadFileException(path, "a file of rows must begin with \"LIBRROWS\"", "another kind of file");
        }
        int version = fixed.getInt();
        if (version != VERSION) {
            throw new BadFileException(path, "this version of Librate reads version " + VERSION + " of the format", "version " + version);
        }
        int length = fixed.getInt();
        if (length < 0 || length > MOST_DESCRIPTION) {
            throw new BadFileException(path, "the description must have at most " + MOST_DESCRIPTION + " bytes", length);
        }
        int rows = fixed.getInt();
        int checksum = fixed.getInt();
        int expected = fixed.getInt();
        ByteBuffer all = bytes(path, channel, FIXED + length);
        if (crc(all) != expected) {
            throw new BadFileException(path, "the header must match its checksum", "a damaged header");
        }
        RowFileHeader header = describe(path, Arrays.copyOfRange(all.array(), FIXED, FIXED + length), rows, checksum);
        long must = header.bytes + rows * header.rowBytes();
        if (channel.size() != must) {
            throw new BadFileException(path, "with " + rows + " rows of " + header.rowBytes() + " bytes the file must have " + must + " bytes",
                    channel.size() + (channel.size() < must ? ": it is cut off" : ""));
        }
        return header;
    }

    private static ByteBuffer bytes(Path path, FileChannel channel, int count) throws IOException {
        if (channel.size() < count) {
            throw new BadFileException(path, "a file of rows has a header of at least " + count + " bytes",
                    channel.size() + ": it is cut off or of another kind");
        }
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) >= 0) {
            continue; // until it is full
        }
        return buffer.flip();
    }

    /** The checksum has matched, so only a hostile file fails here; it gets a clear answer, too. */
    private static RowFileHeader describe(Path path, byte[] description, int rows, int checksum) throws IOException {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(description));
            List<Field> fields = new ArrayList<>();
            for (int i = limited(in.readInt(), MOST_FIELDS); i > 0; i--) {
                String name = in.readUTF();
                Field.Role role = Field.Role.valueOf(in.readUTF());
                DType dtype = DType.valueOf(in.readUTF());
                long[] dims = new long[limited(in.readInt(), MOST_AXES)];
                for (int axis = 0; axis < dims.length; axis++) {
                    dims[axis] = in.readLong();
                }
                fields.add(new Field(name, role, dtype, Shape.of(dims)));
            }
            List<String> classNames = new ArrayList<>();
            for (int i = limited(in.readInt(), description.length); i > 0; i--) {
                classNames.add(in.readUTF());
            }
            long rowBytes = 0;
            for (Field field : fields) {
                rowBytes = Math.addExact(rowBytes, Math.multiplyExact(field.shape().size(), (long) field.dtype().bytes()));
            }
            if (rows < 0 || rowBytes < 1 || rowBytes > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(rows + " rows of " + rowBytes + " bytes");
            }
            return new RowFileHeader(List.copyOf(fields), List.copyOf(classNames), rows, checksum, FIXED + description.length);
        } catch (IOException | RuntimeException e) {
            throw new BadFileException(path, "the header must describe fields", String.valueOf(e.getMessage()), e);
        }
    }

    private static int limited(int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException("a count of " + value);
        }
        return value;
    }
}
