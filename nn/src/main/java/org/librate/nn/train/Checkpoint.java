package org.librate.nn.train;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.librate.core.Tensor;
import org.librate.core.save.Replace;

/**
 * Everything a training run needs to go on as if it had never stopped.
 *
 * <p>The file: the magic, a version, then the content, then the CRC-32C of all before it. The checksum is compared before anything is read.
 *
 * @param settings what the plan and the data were, by name: a run of another plan must not go on from here
 * @param position where the run was
 * @param results the epochs that were done
 * @param tensors weights, averages and optimizer state, by name
 * @param callbacks what callbacks remember, in the plan's order
 */
record Checkpoint(Map<String, String> settings, Position position, List<EpochResult> results, Map<String, Tensor> tensors, List<Memory> callbacks) {

    private static final byte[] MAGIC = "LIBRATE-CHECKPOINT\n".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int MOST_ENTRIES = 1 << 20;

    /**
     * Where a run is, between two updates.
     *
     * @param epoch the epoch in progress, from 1
     * @param batch the batches of it that are done
     * @param batches all batches done since the start
     * @param updates all updates done since the start
     * @param lossSum the sum of the weighted losses of this epoch
     * @param weightSum the sum of the weights of this epoch
     * @param lastLoss the loss of the last batch
     * @param seconds the time spent so far
     * @param epochSeconds the time spent on this epoch so far
     */
    record Position(int epoch, int batch, long batches, long updates, double lossSum, double weightSum, double lastLoss, double seconds,
            double epochSeconds) {
    }

    /** What one callback remembers. */
    record Memory(String callback, byte[] bytes) {
    }

    void write(Path file) throws IOException {
        Replace.file(file, this::write);
    }

    private void write(OutputStream raw) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(new BufferedOutputStream(raw, 1 << 16), new CRC32C());
        DataOutputStream out = new DataOutputStream(checked);
        out.write(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(settings.size());
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            writeText(out, setting.getKey());
            writeText(out, setting.getValue());
        }
        out.writeInt(position.epoch());
        out.writeInt(position.batch());
        out.writeLong(position.batches());
        out.writeLong(position.updates());
        out.writeDouble(position.lossSum());
        out.writeDouble(position.weightSum());
        out.writeDouble(position.lastLoss());
        out.writeDouble(position.seconds());
        out.writeDouble(position.epochSeconds());
        out.writeInt(results.size());
        for (EpochResult result : results) {
            writeResult(out, result);
        }
        out.writeInt(tensors.size());
        for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
            writeText(out, tensor.getKey());
            TensorIO.write(out, tensor.getValue());
        }
        out.writeInt(callbacks.size());
        for (Memory memory : callbacks) {
            writeText(out, memory.callback());
            out.writeInt(memory.bytes().length);
            out.write(memory.bytes());
        }
        out.flush();
        out.writeLong(checked.getChecksum().getValue());
        out.flush();
    }

    private static void writeResult(DataOutputStream out, EpochResult result) throws IOException {
        out.writeInt(result.epoch());
        out.writeLong(result.updates());
        out.writeDouble(result.loss());
        out.writeBoolean(result.validationLoss().isPresent());
        out.writeDouble(result.validationLoss().orElse(0));
        out.writeInt(result.metrics().size());
        for (Map.Entry<String, Double> metric : result.metrics().entrySet()) {
            writeText(out, metric.getKey());
            out.writeDouble(metric.getValue());
        }
        out.writeDouble(result.rate());
        out.writeDouble(result.seconds());
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Reads a file, or says what is wrong with it. */
    static Checkpoint read(Path file) throws IOException {
        long size = Files.size(file);
        checkSum(file, size);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            in.readFully(new byte[MAGIC.length]);
            int version = in.readInt();
            if (version != VERSION) {
                throw new IOException("is of version " + version + ", and this library reads version " + VERSION);
            }
            return read(in, size);
        } catch (IOException | RuntimeException e) {
            throw new IOException("Checkpoint " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private static void checkSum(Path file, long size) throws IOException {
        CRC32C crc = new CRC32C();
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                DataInputStream in = new DataInputStream(new CheckedInputStream(raw, crc))) {
            byte[] magic = in.readNBytes(MAGIC.length);
            if (!Arrays.equals(magic, MAGIC)) {
                throw new IOException("Checkpoint " + file + ": is no checkpoint: it does not begin with its mark. Checkpoints writes files to "
                        + "resume from; "
                        + "a model that was saved is read by Classifier.load or Regressor.load, and trained further from model.pretrained().");
            }
            long left = size - MAGIC.length - Long.BYTES;
            if (left < 0) {
                throw new IOException("Checkpoint " + file + ": is cut short, " + size + " bytes.");
            }
            in.skipNBytes(left);
            long computed = crc.getValue();
            if (in.readLong() != computed) {
                throw new IOException("Checkpoint " + file + ": is damaged or cut short: its checksum does not fit its content.");
            }
        }
    }

    private static Checkpoint read(DataInputStream in, long size) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = count(in); i > 0; i--) {
            settings.put(readText(in, size), readText(in, size));
        }
        Position position = new Position(in.readInt(), in.readInt(), in.readLong(), in.readLong(), in.readDouble(), in.readDouble(), in.readDouble(),
                in.readDouble(), in.readDouble());
        List<EpochResult> results = new ArrayList<>();
        for (int i = count(in); i > 0; i--) {
            results.add(readResult(in, size));
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = count(in); i > 0; i--) {
            tensors.put(readText(in, size), TensorIO.read(in, size));
        }
        List<Memory> callbacks = new ArrayList<>();
        for (int i = count(in); i > 0; i--) {
            callbacks.add(new Memory(readText(in, size), readBytes(in, size)));
        }
        return new Checkpoint(settings, position, results, tensors, callbacks);
    }

    private static EpochResult readResult(DataInputStream in, long size) throws IOException {
        int epoch = in.readInt();
        long updates = in.readLong();
        double loss = in.readDouble();
        boolean validated = in.readBoolean();
        double validation = in.readDouble();
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (int i = count(in); i > 0; i--) {
            metrics.put(readText(in, size), in.readDouble());
        }
        return new EpochResult(epoch, updates, loss, validated ? OptionalDouble.of(validation) : OptionalDouble.empty(), metrics, in.readDouble(),
                in.readDouble());
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_ENTRIES) {
            throw new IOException("says that it holds " + count + " entries of a kind");
        }
        return count;
    }

    private static String readText(DataInputStream in, long size) throws IOException {
        return new String(readBytes(in, size), StandardCharsets.UTF_8);
    }

    private static byte[] readBytes(DataInputStream in, long size) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > size) {
            throw new IOException("says that an entry has " + length + " bytes");
        }
        return in.readNBytes(length);
    }

    static DataInputStream open(Memory memory) {
        return new DataInputStream(new ByteArrayInputStream(memory.bytes()));
    }
}
