package org.librate.core.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Each byte of a text's UTF-8 is a token: 256 of them, for any language, with nothing to train. Letters beyond ASCII take two to four. */
public final class ByteTokenizer implements Tokenizer {

    static final String KIND = "bytes";

    private final Specials specials;

    ByteTokenizer(List<String> specials) {
        this.specials = new Specials("ByteTokenizer", 256, specials);
    }

    public static ByteTokenizer create() {
        return new ByteTokenizer(List.of());
    }

    @Override
    public ByteTokenizer withSpecials(String... names) {
        return new ByteTokenizer(specials.with(names).names());
    }

    @Override
    public int[] encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The tokens of any bytes. */
    public int[] encode(byte[] bytes) {
        int[] tokens = new int[bytes.length];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = bytes[i] & 0xFF;
        }
        return tokens;
    }

    @Override
    public String decode(int... tokens) {
        return new String(decodeBytes(tokens), StandardCharsets.UTF_8);
    }

    /** The bytes of tokens, also where they are no valid UTF-8. */
    public byte[] decodeBytes(int... tokens) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(tokens.length);
        for (int token : tokens) {
            if (specials.isOrdinary(token)) {
                bytes.write(token);
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public int size() {
        return specials.size();
    }

    @Override
    public List<String> specials() {
        return specials.names();
    }

    @Override
    public String toJson() {
        return TokenizerJson.write(KIND, specials.names(), json -> { });
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteTokenizer that && specials.equals(that.specials);
    }

    @Override
    public int hashCode() {
        return specials.hashCode();
    }

    @Override
    public String toString() {
        return "ByteTokenizer[" + size() + " tokens" + specials.describe() + "]";
    }
}
