package org.librate.augment.image;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Writes images of red, green and blue bytes as PNG, without the JDK's image classes, which need libraries that slim containers lack. */
final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private Png() {
    }

    static void write(Image image, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.write(SIGNATURE);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        DataOutputStream header = new DataOutputStream(head);
        header.writeInt(image.width());
        header.writeInt(image.height());
        header.write(new byte[] {8, 2, 0, 0, 0}); // bits of a value; red, green, blue; the usual compression, filters and order
        chunk(data, "IHDR", head.toByteArray());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (DeflaterOutputStream packed = new DeflaterOutputStream(body)) {
            for (int y = 0; y < image.height(); y++) {
                packed.write(0); // the row as it is
                packed.write(image.bytes(), y * image.width() * 3, image.width() * 3);
            }
        }
        chunk(data, "IDAT", body.toByteArray());
        chunk(data, "IEND", new byte[0]);
        data.flush();
    }

    private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) crc.getValue());
    }
}
