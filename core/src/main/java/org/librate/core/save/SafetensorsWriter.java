package org.librate.core.save;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.kernel.Execution;
import org.librate.core.kernel.NativeArray;

/** Writes safetensors files: larger elements first, then by name, so that every tensor begins at a multiple of its element's size. */
final class SafetensorsWriter {

    private static final int ALIGNMENT = 8;
    private static final JsonFactory JSON = new JsonFactory();

    private record Named(String name, StoredType type, Tensor tensor) {

        long bytes() {
            return tensor.size() * type.bytes();
        }
    }

    private SafetensorsWriter() {
    }

    static void write(Path path, Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        if (Execution.current().recorder() != null) {
            throw new IllegalStateException("Safetensors: a step that is replayed cannot write files. Write " + path + " after it has run.");
        }
        List<Named> ordered = new ArrayList<>();
        tensors.forEach((name, tensor) -> {
            Check.require(!name.equals(Header.METADATA), "Safetensors", "the format keeps this name for itself, a tensor must not have it", name);
            ordered.add(new Named(name, StoredType.of(tensor.dtype()), tensor));
        });
        ordered.sort(Comparator.comparingInt((Named named) -> -named.type.bytes()).thenComparing(Named::name));
        byte[] header = header(ordered, metadata);
        Check.require(header.length <= Safetensors.LONGEST_HEADER, "Safetensors",
                "names, shapes and text must fit " + Safetensors.LONGEST_HEADER + " bytes", header.length);

        Path whole = path.toAbsolutePath();
        Path folder = whole.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        // two that write the same file at once must not write into each other's
        Path temporary = whole.resolveSibling(whole.getFileName() + "." + ProcessHandle.current().pid() + "-" + Thread.currentThread().getId()
                + ".part");
        try {
            writeTo(temporary, header, ordered);
            try {
                Files.move(temporary, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, whole, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void writeTo(Path file, byte[] header, List<Named> ordered) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            put(channel, ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, header.length));
            put(channel, ByteBuffer.wrap(header));
            for (Named named : ordered) {
                NativeArray array = named.tensor.array();
                put(channel, Safetensors.bytes(array));
                Reference.reachabilityFence(array);
            }
            channel.force(true);
        }
    }

    private static void put(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static byte[] header(List<Named> ordered, Map<String, String> metadata) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(Header.METADATA);
                for (Map.Entry<String, String> line : new TreeMap<>(metadata).entrySet()) {
                    json.writeStringField(line.getKey(), line.getValue());
                }
                json.writeEndObject();
            }
            long begin = 0;
            for (Named named : ordered) {
                json.writeObjectFieldStart(named.name);
                json.writeStringField("dtype", named.type.name());
                json.writeFieldName("shape");
                long[] dims = named.tensor.shape().toArray();
                json.writeArray(dims, 0, dims.length);
                json.writeFieldName("data_offsets");
                json.writeArray(new long[] {begin, begin + named.bytes()}, 0, 2);
                json.writeEndObject();
                begin += named.bytes();
            }
            json.writeEndObject();
        }
        while (bytes.size() % ALIGNMENT != 0) {
            bytes.write(' ');
        }
        return bytes.toByteArray();
    }
}
