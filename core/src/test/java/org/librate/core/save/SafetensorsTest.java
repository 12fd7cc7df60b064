package org.librate.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Step;
import org.librate.core.Tensor;
import org.librate.core.data.BadFileException;

class SafetensorsTest {

    @TempDir
    Path folder;

    static Path fixture(String name) {
        try {
            return Path.of(Objects.requireNonNull(SafetensorsTest.class.getResource(name), name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bits(Tensor tensor) {
        ByteBuffer memory = Safetensors.bytes(tensor.array());
        byte[] bytes = new byte[memory.remaining()];
        memory.get(bytes);
        return bytes;
    }

    private static Map<String, Tensor> oneOfEach() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("bool", Tensor.of(Shape.of(3), true, false, true));
        tensors.put("u8", Tensor.of(Shape.of(3), (byte) 0, (byte) 200, (byte) 255));
        tensors.put("f64", Tensor.of(0.1, -0.0, Double.POSITIVE_INFINITY));
        tensors.put("f32", Tensor.of(Shape.of(2, 2), 1.5f, -2f, 0.1f, Float.NEGATIVE_INFINITY));
        tensors.put("i64", Tensor.of(Long.MIN_VALUE, Long.MAX_VALUE));
        tensors.put("i32", Tensor.of(Integer.MIN_VALUE, Integer.MAX_VALUE, 5));
        tensors.put("scalar", Tensor.scalar(2.5f));
        tensors.put("empty", Tensor.zeros(DType.FLOAT32, Shape.of(0, 3)));
        tensors.put("ä.\"b\"", Tensor.of(1f));
        return tensors;
    }

    @Test
    void every_type_comes_back_bit_for_bit() throws IOException {
        Path file = folder.resolve("deep/in/here.safetensors");
        Map<String, Tensor> tensors = oneOfEach();
        tensors.put("nan", Tensor.of(Float.intBitsToFloat(0x7fc12345), -0f, Float.MIN_VALUE));
        tensors.put("part", Tensor.range(1000).slice(0, 100, 300).keep());
        Safetensors.write(file, tensors, Map.of("k", "v"));

        Safetensors read = Safetensors.read(file);
        assertThat(read.metadata()).containsExactly(Map.entry("k", "v"));
        assertThat(read.names()).containsExactlyInAnyOrderElementsOf(tensors.keySet());
        tensors.forEach((name, tensor) -> {
            Tensor got = assertReads(read, name);
            assertThat(got.dtype()).isEqualTo(tensor.dtype());
            assertThat(got.shape()).isEqualTo(tensor.shape());
            assertThat(bits(got)).as(name).isEqualTo(bits(tensor));
        });
    }

    private static Tensor assertReads(Safetensors file, String name) {
        try {
            return file.tensor(name);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }

    /** {@code safetensors_fixtures.py check} reads this very file with Python's safetensors. */
    @Test
    void writes_the_bytes_that_python_was_seen_to_read() throws IOException {
        Path file = folder.resolve("librate.safetensors");
        Safetensors.write(file, oneOfEach(), Map.of("note", "ä \"quoted\"\n", "a", ""));
        assertThat(file).hasSameBinaryContentAs(fixture("librate.safetensors"));
    }

    @Test
    void places_are_aligned_and_the_same_content_gives_the_same_bytes() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        Map<String, Tensor> tensors = oneOfEach();
        Safetensors.write(one, tensors, Map.of("b", "1", "a", "2", "c", "3"));
        Safetensors.write(two, new TreeMap<>(tensors), new TreeMap<>(Map.of("b", "1", "a", "2", "c", "3")));
        assertThat(one).hasSameBinaryContentAs(two);
        assertThat(ByteBuffer.wrap(Files.readAllBytes(one)).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8).isZero();
        Safetensors.read(one).entries().values().forEach(entry -> assertThat(entry.begin() % entry.type().bytes()).isZero());
    }

    @Test
    void reads_what_python_wrote() throws IOException {
        Safetensors file = Safetensors.read(fixture("dtypes.safetensors"));
        assertThat(file.metadata()).containsExactly(Map.entry("made by", "safetensors, ä\ud83d\ude00"));
        double[] nasty = {0.0, -0.0, 1.0, -1.5, 65504.0, 6e-8, 6.1e-5, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, 0.1, -3.14159};
        float[] floats = new float[nasty.length];
        IntStream.range(0, nasty.length).forEach(i -> floats[i] = (float) nasty[i]);
        assertThat(file.tensor("f64").toDoubles()).isEqualTo(nasty);
        assertThat(file.tensor("f64").shape()).isEqualTo(Shape.of(3, 4));
        assertThat(file.tensor("f32").toArray()).isEqualTo(floats);
        // as float.hex() of Python's prints them
        assertThat(file.tensor("f16").toArray()).containsExactly(0f, -0f, 1f, -1.5f, 65504f, 0x1p-24f, 0x1.ff8p-15f, Float.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY, Float.NaN, 0x1.998p-4f, -3.140625f);
        assertThat(file.tensor("bf16").toArray()).containsExactly(0f, -0f, 1f, -1.5f, 65536f, 0x1.02p-24f, 0x1p-14f, Float.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY, Float.NaN, 0x1.9ap-4f, -3.140625f);
        assertThat(file.entries().get("f16").type()).isEqualTo(StoredType.F16);
        assertThat(file.tensor("f16").dtype()).isEqualTo(DType.FLOAT32);
        assertThat(file.tensor("i64").toLongs()).containsExactly(Long.MIN_VALUE, Long.MAX_VALUE, 7);
        assertThat(file.tensor("i32").toInts()).containsExactly(Integer.MIN_VALUE, Integer.MAX_VALUE);
        assertThat(file.tensor("u8").toInts()).containsExactly(0, 127, 255);
        assertThat(file.tensor("bool").toBooleans()).containsExactly(true, false, true);
        assertThat(file.tensor("scalar").item()).isEqualTo(2.5);
        assertThat(file.tensor("scalar").rank()).isZero();
        assertThat(file.tensor("empty").shape()).isEqualTo(Shape.of(0, 3));
        assertThat(file.tensor("f64").name()).isEqualTo("f64");
    }

    @Test
    void every_half_is_the_float_that_its_definition_says() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            int exponent = bits >> 10 & 31;
            double fraction = (bits & 1023) / 1024.0;
            double size = exponent == 31 ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                    : exponent == 0 ? fraction * 0x1p-14 : (1 + fraction) * Math.pow(2, exponent - 15);
            float expected = (float) (bits >= 1 << 15 ? -size : size);
            assertThat(Float.floatToIntBits(Halves.float16((short) bits))).as("%x", bits).isEqualTo(Float.floatToIntBits(expected));
        }
    }

    @Test
    void a_type_without_a_tensor_is_an_error_only_when_it_is_asked_for() throws IOException {
        Safetensors file = Safetensors.read(fixture("dtypes.safetensors"));
        assertThatThrownBy(() -> file.tensor("i16")).isInstanceOf(BadFileException.class)
                .hasMessageEndingWith("dtypes.safetensors: \"i16\" must be of a type that tensors have here, got I16. Convert it before it is "
                        + "saved, to F32 or I64.");
        assertThatThrownBy(() -> file.tensor("absent")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Safetensors: there is no \"absent\" in ");
    }

    @Test
    void a_write_that_fails_leaves_the_old_file_and_nothing_else() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Safetensors.write(file, Map.of("x", Tensor.of(1f)), Map.of());
        byte[] before = Files.readAllBytes(file);
        Step step = Step.of("test", x -> x.get(0).add(1));
        Tensor dead = step.run(Tensor.of(1f));
        step.run(Tensor.of(2f));
        assertThatThrownBy(() -> Safetensors.write(file, Map.of("x", dead), Map.of())).isInstanceOf(IllegalStateException.class);
        assertThat(file).hasBinaryContent(before);
        Safetensors.write(file, Map.of("x", Tensor.of(2f)), Map.of());
        assertThat(Safetensors.read(file).tensor("x").item()).isEqualTo(2);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_file_that_changes_after_it_was_opened_is_an_error() throws IOException {
        Path path = folder.resolve("model.safetensors");
        Safetensors.write(path, Map.of("x", Tensor.of(1f, 2f)), Map.of());
        Safetensors file = Safetensors.read(path);
        Files.write(path, new byte[12]);
        assertThatThrownBy(() -> file.tensor("x")).isInstanceOf(BadFileException.class).hasMessageContaining("must not change while it is in use");
    }

    @Test
    void the_formats_own_name_is_refused() {
        assertThatThrownBy(() -> Safetensors.write(folder.resolve("x"), Map.of("__metadata__", Tensor.of(1f)), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
