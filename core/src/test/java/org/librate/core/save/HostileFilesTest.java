package org.librate.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.Tensor;
import org.librate.core.data.BadFileException;
import org.librate.core.kernel.Block;

/** Files that lie, are cut off, or are something else: each is told apart, in words, and none makes us ask for memory. */
class HostileFilesTest {

    @TempDir
    Path folder;

    private static byte[] file(long length, byte[] header, int data) {
        return ByteBuffer.allocate(8 + header.length + data).order(ByteOrder.LITTLE_ENDIAN).putLong(length).put(header).array();
    }

    private static byte[] file(String header, int data) {
        byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
        return file(bytes.length, bytes, data);
    }

    private static String tensor(String name, String dtype, String shape, String place) {
        return "\"" + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":" + place + "}";
    }

    private static byte[] one(String dtype, String shape, String place, int data) {
        return file("{" + tensor("x", dtype, shape, place) + "}", data);
    }

    static Stream<Arguments> files() {
        String broken = " It is damaged or no safetensors file; write it again with a safetensors library.";
        byte[] notUtf8 = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};
        byte[] utf16 = "{}".getBytes(StandardCharsets.UTF_16LE);
        return Stream.of(
                arguments("nothing", new byte[0], "a safetensors file must have at least 8 bytes, got 0. It is cut short or of another kind."),
                arguments("a zip", new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 1},
                        "must be a safetensors file, got a zip archive. If torch.save wrote it: it holds code, which is not run here."),
                arguments("negative length", file(-1, new byte[0], 0),
                        "the header must have at most 100000000 bytes, got 18446744073709551615. It is no safetensors file, or damaged."),
                arguments("length over the limit", file(100_000_001, new byte[0], 0), "the header must have at most 100000000 bytes, got 100000001."),
                arguments("length beyond the file", file(90_000_000, "{}".getBytes(StandardCharsets.UTF_8), 0),
                        "the header must lie within the file of 10 bytes, got 90000000 bytes. The file is cut short"),
                arguments("empty header", file("", 0), "the header must begin with {, got an empty header." + broken),
                arguments("header is no object", file("[]", 0), "the header must begin with {, got byte 91."),
                arguments("half a header", file("{\"x\":", 0), "the header must be JSON, got \"Unexpected end-of-input"),
                arguments("no JSON", file("{x}", 0), "the header must be JSON, got \"Unexpected character ('x'"),
                arguments("not UTF-8", file(notUtf8.length, notUtf8, 0), "the header must be UTF-8, got other bytes." + broken),
                arguments("UTF-16", file(utf16.length, utf16, 0), "the header must be JSON"),
                arguments("more after the object", file("{} {}", 0), "the header must be one JSON object with spaces after it, got more after it."),
                arguments("nested deeply", file("{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}", 0),
                        "\"x\" must be an object, got an array."),
                arguments("nested deeply in a shape", one("F32", "[".repeat(100_000) + "]".repeat(100_000), "[0,4]", 4),
                        "\"x\".\"shape\" must be a whole number, got an array."),
                arguments("nested deeply in metadata", file("{\"__metadata__\":{\"a\":" + "{\"a\":".repeat(50_000), 0),
                        "__metadata__.\"a\" must be a string, got an object."),
                arguments("a long name", file("{\"" + "n".repeat(100_000) + "\":1}", 0), "the header must be JSON, got \"Name length"),
                arguments("a tensor twice", file("{" + tensor("x", "U8", "[1]", "[0,1]") + "," + tensor("x", "U8", "[1]", "[1,2]") + "}", 2),
                        "a name may appear once, got \"x\" twice."),
                arguments("a field twice", file("{\"x\":{\"dtype\":\"U8\",\"dtype\":\"F32\"}}", 0),
                        "a tensor must have dtype, shape and data_offsets, each once, got \"x\".\"dtype\"."),
                arguments("another field", file("{\"x\":{\"code\":\"rm\"}}", 0),
                        "a tensor must have dtype, shape and data_offsets, each once, got \"x\".\"code\"."),
                arguments("metadata twice", file("{\"__metadata__\":{},\"__metadata__\":{}}", 0), "a name may appear once, got __metadata__ twice."),
                arguments("a key of metadata twice", file("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", 0),
                        "a name may appear once, got __metadata__.\"a\" twice."),
                arguments("metadata that is no text", file("{\"__metadata__\":{\"a\":1}}", 0),
                        "__metadata__.\"a\" must be a string, got a whole number."),
                arguments("a tensor that is no object", file("{\"x\":null}", 0), "\"x\" must be an object, got null."),
                arguments("a field missing", file("{\"x\":{\"dtype\":\"U8\",\"shape\":[1]}}", 0),
                        "a tensor must have dtype, shape and two data_offsets, got \"x\" with dtype \"U8\", shape [1], data_offsets null."),
                arguments("one offset", one("U8", "[1]", "[0]", 1), "a tensor must have dtype, shape and two data_offsets"),
                arguments("three offsets", one("U8", "[1]", "[0,1,2]", 1), "\"x\".\"data_offsets\" must have at most 2 numbers, got more."),
                arguments("unknown type", one("C128", "[1]", "[0,16]", 16), "dtype of \"x\" must be one of [F64, F32,"),
                arguments("many axes", one("U8", "[" + "1,".repeat(40) + "1]", "[0,1]", 1),
                        "\"x\".\"shape\" must have at most 32 numbers, got more."),
                arguments("negative length of an axis", one("F32", "[-1]", "[0,4]", 4), "\"x\".\"shape\" must be >= 0, got -1."),
                arguments("fraction of an axis", one("F32", "[1.0]", "[0,4]", 4),
                        "\"x\".\"shape\" must be a whole number, got a number with a fraction."),
                arguments("axis beyond a long", one("F32", "[99999999999999999999]", "[0,4]", 4),
                        "the header must be JSON, got \"Numeric value (99999999999999999999) out of range of long"),
                arguments("axis of a million digits", one("F32", "[" + "9".repeat(1_000_000) + "]", "[0,4]", 4),
                        "the header must be JSON, got \"Number value length"),
                arguments("elements beyond a long", one("F32", "[4294967296,4294967296,4294967296]", "[0,4]", 4),
                        "the bytes of \"x\" must fit a long, got [4294967296, 4294967296, 4294967296] of F32."),
                arguments("bytes beyond a long", one("F64", "[2305843009213693952]", "[0,0]", 0), "the bytes of \"x\" must fit a long"),
                arguments("a shape that is larger than its place", one("F32", "[1000000000]", "[0,4]", 4),
                        "\"x\" of F32 [1000000000] must have 4000000000 bytes, got 4 by data_offsets [0, 4]."),
                arguments("a shape that is smaller than its place", one("F32", "[1]", "[0,8]", 8),
                        "\"x\" of F32 [1] must have 4 bytes, got 8 by data_offsets [0, 8]."),
                arguments("a huge tensor that is not there", one("F32", "[500000000]", "[0,2000000000]", 4),
                        "\"x\" must lie within the 4 bytes after the header, got data_offsets [0, 2000000000]. The file is cut short: copy or load "
                        + "it down again."),
                arguments("backwards", one("F32", "[1]", "[8,4]", 8), "\"x\" must end where it begins or later, got data_offsets [8, 4]."),
                arguments("negative offset", one("F32", "[1]", "[-4,0]", 8), "\"x\".\"data_offsets\" must be >= 0, got -4."),
                arguments("unaligned", file("{" + tensor("a", "U8", "[2]", "[0,2]") + "," + tensor("x", "F32", "[1]", "[2,6]") + "}", 6),
                        "\"x\" must begin at a multiple of 4 bytes, the size of F32, got data_offsets [2, 6]. Write it again with a current "
                        + "safetensors library."),
                arguments("overlapping", file("{" + tensor("a", "U8", "[4]", "[0,4]") + "," + tensor("b", "U8", "[4]", "[2,6]") + "}", 6),
                        "tensors must not overlap, got \"b\" from 2 on, where \"a\" lasts to 4."),
                arguments("two in one place", file("{" + tensor("a", "U8", "[4]", "[0,4]") + "," + tensor("b", "U8", "[4]", "[0,4]") + "}", 4),
                        "tensors must not overlap"),
                arguments("a gap", file("{" + tensor("a", "U8", "[1]", "[0,1]") + "," + tensor("b", "U8", "[1]", "[2,3]") + "}", 3),
                        "tensors must leave no gap, got \"b\" from 2 on, where \"a\" ends at 1."),
                arguments("a gap at the start", one("U8", "[1]", "[1,2]", 2),
                        "tensors must leave no gap, got \"x\" from 1 on, where the header ends at 0."),
                arguments("trailing bytes", one("U8", "[1]", "[0,1]", 5), "nothing may follow the last tensor, got 4 bytes after \"x\"."),
                arguments("bytes and no tensor", file("{}", 3), "nothing may follow the last tensor, got 3 bytes after the header."),
                arguments("a name that speaks to terminals", file("{\"\\u001b[31m\\n" + "z".repeat(500) + "\":1}", 0),
                        "\"\\u001b[31m\\u000a" + "z".repeat(74) + "..\" must be an object"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void is_refused_in_words(String what, byte[] content, String message) throws IOException {
        Path path = folder.resolve("hostile.safetensors");
        Files.write(path, content);
        long before = Block.allocations();
        assertThatThrownBy(() -> Safetensors.read(path)).as(what).isInstanceOf(BadFileException.class)
                .hasMessageStartingWith(path + ": " + message).hasMessageMatching("(?s).*\\. [A-Z].*\\.")
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(1000));
        assertThat(Block.allocations()).isEqualTo(before);
    }

    @Test
    void truth_values_are_zero_and_one() throws IOException {
        Path path = folder.resolve("hostile.safetensors");
        byte[] content = one("BOOL", "[2]", "[0,2]", 2);
        content[content.length - 1] = 7;
        Files.write(path, content);
        assertThatThrownBy(() -> Safetensors.read(path).tensor("x")).isInstanceOf(BadFileException.class)
                .hasMessageContaining("\"x\" of BOOL must hold bytes 0 and 1, got 7 at 1.");
    }

    @Test
    void a_file_cut_anywhere_is_refused() throws IOException {
        Path whole = folder.resolve("whole.safetensors");
        Safetensors.write(whole, Map.of("a", Tensor.of(1f, 2f, 3f), "b", Tensor.of(1L)), Map.of("k", "v"));
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = folder.resolve("cut.safetensors");
        for (int length = 0; length < bytes.length; length++) {
            Files.write(cut, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> Safetensors.read(cut)).as("%d bytes", length).isInstanceOf(BadFileException.class);
        }
    }

    /** Whatever changes, it is read or refused; nothing else happens. */
    @Test
    void damaged_bytes_are_read_or_refused() throws IOException {
        Path whole = folder.resolve("whole.safetensors");
        Safetensors.write(whole, Map.of("a", Tensor.of(1f, 2f, 3f), "b", Tensor.of(true)), Map.of("k", "v"));
        byte[] bytes = Files.readAllBytes(whole);
        Path damaged = folder.resolve("damaged.safetensors");
        Random random = new Random(1);
        for (int run = 0; run < 2000; run++) {
            byte[] changed = bytes.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            Files.write(damaged, changed);
            try {
                Safetensors file = Safetensors.read(damaged);
                for (Safetensors.Entry entry : file.entries().values()) {
                    if (entry.type().dtype() != null) {
                        file.tensor(entry.name());
                    }
                }
            } catch (BadFileException e) {
                assertThat(e).hasMessageStartingWith(damaged + ": ");
            }
        }
    }
}
