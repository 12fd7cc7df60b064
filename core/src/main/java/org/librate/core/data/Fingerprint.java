package org.librate.core.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
