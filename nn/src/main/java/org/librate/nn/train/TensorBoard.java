package org.librate.nn.train;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;

/**
 * Writes event files that TensorBoard reads: {@code tensorboard --logdir runs}.
 *
 * <p>Scalars by epoch: {@code loss/train}, {@code loss/validation}, {@code metric/…}, {@code rate}; on request also {@code batch/loss} by update.
 *
 * <p>An event file is a row of records: length (8 bytes, little-endian), its checksum, content, its checksum; the checksum is a CRC-32C
 * turned by 15 bits plus a constant. The content is a protocol buffer of type Event with the fields wall_time = 1, step = 2, file_version = 3 and
 * summary = 5, which holds values = 1 of tag = 1 and simple_value = 2.
 */
public final class TensorBoard implements TrainingCallback {

    private static final int CHECKSUM_SHIFT = 0xa282ead8;
    private static final int DOUBLE = 1;
    private static final int BYTES = 2;
    private static final int FLOAT = 5;

    private final Path folder;
    private final int everyUpdates;
    private final LongSupplier clock;
    private @Nullable Path file;
    private long logged;

    private TensorBoard(Path folder, int everyUpdates, LongSupplier clock) {
        this.folder = folder;
        this.everyUpdates = everyUpdates;
        this.clock = clock;
    }

    public static TensorBoard in(Path folder) {
        return new TensorBoard(Check.notNull("TensorBoard", "folder", folder), 0, System::currentTimeMillis);
    }

    /** Writes the loss of every n-th update too. */
    public TensorBoard withBatches(int everyUpdates) {
        return new TensorBoard(folder, Check.positive("TensorBoard", "everyUpdates", everyUpdates), clock);
    }

    /** For tests: the same bytes each time. */
    TensorBoard withClock(LongSupplier millis) {
        return new TensorBoard(folder, everyUpdates, millis);
    }

    @Override
    public TrainingCallback begin() {
        return new TensorBoard(folder, everyUpdates, clock);
    }

    @Override
    public void onStart(Progress progress) {
        try {
            Files.createDirectories(folder);
            long millis = clock.getAsLong();
            Path made = folder.resolve(String.format("events.out.tfevents.%010d.librate.%03d", millis / 1000, millis % 1000));
            for (int i = 1; Files.exists(made); i++) {
                made = folder.resolve(String.format("events.out.tfevents.%010d.librate.%03d.%d", millis / 1000, millis % 1000, i));
            }
            file = made;
            append(record(event(0).text(3, "brain.Event:2")));
        } catch (IOException e) {
            throw new UncheckedIOException("TensorBoard: cannot write to " + folder + ".", e);
        }
        logged = progress.updates();
    }

    @Override
    public void onBatch(Progress progress) {
        if (everyUpdates > 0 && progress.updates() >= logged + everyUpdates) {
            logged = progress.updates();
            append(scalar(progress.updates(), "batch/loss", progress.loss()));
        }
    }

    @Override
    public void onEpoch(Progress progress) {
        EpochResult result = progress.results().get(progress.results().size() - 1);
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        records.writeBytes(scalar(result.epoch(), "loss/train", result.loss()));
        result.validationLoss().ifPresent(loss -> records.writeBytes(scalar(result.epoch(), "loss/validation", loss)));
        result.metrics().forEach((name, value) -> records.writeBytes(scalar(result.epoch(), "metric/" + name, value)));
        records.writeBytes(scalar(result.epoch(), "rate", result.rate()));
        append(records.toByteArray());
    }

    private byte[] scalar(long step, String tag, double value) {
        Message point = new Message().text(1, tag).float32(2, (float) value);
        return record(event(step).message(5, new Message().message(1, point)));
    }

    private Message event(long step) {
        return new Message().float64(1, clock.getAsLong() / 1000.0).varint(2, step);
    }

    private void append(byte[] bytes) {
        if (file == null) {
            return;
        }
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("TensorBoard: cannot write " + file + ".", e);
        }
    }

    private static byte[] record(Message message) {
        byte[] content = message.bytes();
        byte[] length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(content.length).array();
        return ByteBuffer.allocate(16 + content.length).order(ByteOrder.LITTLE_ENDIAN)
                .put(length).putInt(checksum(length)).put(content).putInt(checksum(content)).array();
    }

    static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return Integer.rotateRight((int) crc.getValue(), 15) + CHECKSUM_SHIFT;
    }

    /** A protocol buffer in the making. */
    private static final class Message {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        private void number(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }

        /** Zero is what a missing number means. */
        Message varint(int field, long value) {
            if (value != 0) {
                number((long) field << 3);
                number(value);
            }
            return this;
        }

        Message float64(int field, double value) {
            number(field << 3 | DOUBLE);
            out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array());
            return this;
        }

        Message float32(int field, float value) {
            number(field << 3 | FLOAT);
            out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
            return this;
        }

        private Message delimited(int field, byte[] bytes) {
            number(field << 3 | BYTES);
            number(bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        Message text(int field, String value) {
            return delimited(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message inner) {
            return delimited(field, inner.bytes());
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }

    @Override
    public String toString() {
        return "TensorBoard[" + folder + "]";
    }
}
