package org.librate.core.save;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.BadFileException;
import org.librate.core.kernel.Block;
import org.librate.core.kernel.NativeArray;

/**
 * A safetensors file: named tensors and a few lines of text, nothing that could be executed. What it says of itself is checked when it is opened;
 * tensors are read when they are asked for, straight into their memory.
 *
 * <pre>{@code
 * Safetensors file = Safetensors.read(Path.of("model.safetensors"));
 * Tensor weight = file.tensor("fc1.weight");
 * Safetensors.write(Path.of("copy.safetensors"), file.tensors(), file.metadata());
 * }</pre>
 *
 * <p>Whatever is wrong with a file is a {@link BadFileException} that names the file, the rule and the value. No memory is asked for by what a file
 * claims before the file is known to be that large.
 */
public final class Safetensors {

    /** One tensor of the file, not read yet; its bytes lie from {@code begin} to {@code end} after the header. */
    public record Entry(String name, StoredType type, Shape shape, long begin, long end) {
    }

    /** What the format allows; a header this long names a million tensors. */
    static final long LONGEST_HEADER = 100_000_000;

    private static final int LENGTH_BYTES = 8;
    private static final byte[] CHECKPOINT = "LIBRATE-".getBytes(StandardCharsets.US_ASCII); // how a checkpoint of a training run begins

    private final Path path;
    private final long dataStart;
    private final long fileSize;
    private final Map<String, Entry> entries;
    private final Map<String, String> metadata;

    private Safetensors(Path path, long dataStart, long fileSize, Header header) throws IOException {
        this.path = path;
        this.dataStart = dataStart;
        this.fileSize = fileSize;
        this.entries = header.inOrder();
        this.metadata = header.metadata();
    }

    /** Reads and checks what the file says it holds. */
    public static Safetensors read(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new BadFileException(path, "must be a safetensors file", "a folder", "Name the file in it.");
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < LENGTH_BYTES) {
                throw new BadFileException(path, "a safetensors file must have at least " + LENGTH_BYTES + " bytes", size,
                        "It is cut short or of another kind.");
            }
            ByteBuffer start = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            fill(path, channel, start, 0);
            long length = start.getLong(0);
            if (start.get(0) == 'P' && start.get(1) == 'K' && start.get(2) == 3 && start.get(3) == 4) {
                throw new BadFileException(path, "must be a safetensors file", "a zip archive",
                        "If torch.save wrote it: it holds code, which is not run here. In Python: safetensors.torch.save_file(model.state_dict(), "
                        + "\"model.safetensors\").");
            }
            if (Arrays.equals(start.array(), CHECKPOINT)) {
                throw new BadFileException(path, "must be a safetensors file", "a checkpoint of a training run",
                        "Give it to the plan that wrote it: resumeFrom goes on with the run, restore gives the model it had.");
            }
            if (length < 0 || length > LONGEST_HEADER) {
                throw new BadFileException(path, "the header must have at most " + LONGEST_HEADER + " bytes", Long.toUnsignedString(length),
                        "It is no safetensors file, or damaged.");
            }
            if (length > size - LENGTH_BYTES) {
                throw new BadFileException(path, "the header must lie within the file of " + size + " bytes", length + " bytes",
                        "The file is cut short, copy or load it down again; or it is no safetensors file.");
            }
            ByteBuffer json = ByteBuffer.allocate((int) length);
            fill(path, channel, json, LENGTH_BYTES);
            long dataStart = LENGTH_BYTES + length;
            return new Safetensors(path, dataStart, size, Header.parse(path, json.array(), size - dataStart));
        }
    }

    /**
     * Writes tensors and text. The file appears at once and whole, or not at all: it is written beside its place and then moved there. The same
     * content gives the same bytes.
     */
    public static void write(Path path, Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        SafetensorsWriter.write(path, tensors, metadata);
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** The names of the tensors, in the order of the file. */
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /** The tensors by name, in the order of the file, without their values. */
    public Map<String, Entry> entries() {
        return entries;
    }

    /** The text that was saved with the tensors. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** Reads all tensors. */
    public Map<String, Tensor> tensors() throws IOException {
        Map<String, Tensor> all = new LinkedHashMap<>();
        for (String name : entries.keySet()) {
            all.put(name, tensor(name));
        }
        return all;
    }

    /** Reads one tensor. F16 and BF16 become float32. */
    public Tensor tensor(String name) throws IOException {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("Safetensors: there is no " + Quoted.of(name) + " in " + path + ". There are " + Quoted.list(names())
                    + ".");
        }
        DType dtype = entry.type().dtype();
        if (dtype == null) {
            throw new BadFileException(path, Quoted.of(name) + " must be of a type that tensors have here", entry.type(),
                    "Convert it before it is saved, to F32 or I64.");
        }
        Check.require(entry.shape().size() <= Block.MOST_BYTES / dtype.bytes(), "Safetensors",
                "one tensor holds at most " + Block.MOST_BYTES + " bytes",
                Quoted.of(name) + " " + entry.shape() + " of " + dtype + " in " + path, "Split it before it is saved.");
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (channel.size() != fileSize) {
                throw new BadFileException(path, "must not change while it is in use: it had " + fileSize + " bytes when it was opened",
                        channel.size(), "Read it anew.");
            }
            NativeArray array = NativeArray.allocate(dtype, entry.shape());
            ByteBuffer memory = bytes(array);
            int stored = Math.toIntExact(entry.end() - entry.begin());
            // a half is read into the back half of its float's memory, and widened from the front: no float reaches a half that is still to be read
            fill(path, channel, memory.duplicate().position(memory.limit() - stored), dataStart + entry.begin());
            switch (entry.type()) {
                case F16 -> widen(memory, Halves::float16);
                case BF16 -> widen(memory, Halves::bfloat16);
                case BOOL -> checkTruth(name, memory);
                default -> { }
            }
            Reference.reachabilityFence(array);
            return Tensor.over(array).named(name);
        }
    }

    private interface Half {
        float toFloat(short bits);
    }

    private static void widen(ByteBuffer memory, Half half) {
        int count = memory.limit() / Float.BYTES;
        for (int i = 0; i < count; i++) {
            memory.putFloat(i * Float.BYTES, half.toFloat(memory.getShort((count + i) * Short.BYTES)));
        }
    }

    /** Kernels count on 0 and 1. */
    private void checkTruth(String name, ByteBuffer memory) throws BadFileException {
        for (int i = 0; i < memory.limit(); i++) {
            if (memory.get(i) != 0 && memory.get(i) != 1) {
                throw new BadFileException(path, Quoted.of(name) + " of BOOL must hold bytes 0 and 1", (memory.get(i) & 0xff) + " at " + i,
                        "It is damaged, or of another type.");
            }
        }
    }

    /** The memory of an array, byte by byte; whoever uses it keeps the array. */
    static ByteBuffer bytes(NativeArray array) {
        int size = array.dtype().bytes();
        return array.block().bytes().slice(array.start() * size, (int) array.size() * size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void fill(Path path, FileChannel channel, ByteBuffer into, long from) throws IOException {
        long at = from;
        while (into.hasRemaining()) {
            int n = channel.read(into, at);
            if (n < 0) {
                throw new BadFileException(path, "must not become shorter while it is read", "its end at " + at, "Read it anew.");
            }
            at += n;
        }
    }

    @Override
    public String toString() {
        return "Safetensors[" + path + ", " + entries.size() + " tensors, " + (fileSize - dataStart) + " bytes]";
    }
}
