package org.librate.core.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.IntStream;

/** Names a dataset by what it is made of. */
final class Fingerprint {

    private Fingerprint() {
    }

    static String of(Dataset data) {
        MessageDigest digest = sha256();
        digest.update(data.fields().toString().getBytes(StandardCharsets.UTF_8));
        ByteBuffer origins = ByteBuffer.allocate(1 << 13);
        for (int i = 0; i < data.size(); i++) {
            if (!origins.hasRemaining()) {
                digest.update(origins.flip());
                origins.clear();
            }
            origins.putLong(data.origin(i));
        }
        digest.update(origins.flip());
        digest.update(Changes.of(data).getBytes(StandardCharsets.UTF_8));
        addSamples(data, digest);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The first, the middle and the last row as they come out: what tells two lambdas apart that do different things to all rows. */
    private static void addSamples(Dataset data, MessageDigest digest) {
        int n = data.size();
        for (int index : IntStream.of(0, n / 2, n - 1).filter(index -> index >= 0 && index < n).distinct().toArray()) {
            Row row = Row.of(data.fields(), 1);
            data.read(index, row);
            for (int field = 0; field < data.fields().size(); field++) {
                double[] values = row.toArray(field);
                ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
                bytes.asDoubleBuffer().put(values);
                digest.update(bytes);
            }
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
