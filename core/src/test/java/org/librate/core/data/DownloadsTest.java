package org.librate.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server of this JVM: no test needs a network. */
class DownloadsTest {

    private static final byte[] CONTENT = "the content".getBytes(StandardCharsets.UTF_8);
    private static final String SHA256 = "0".repeat(64);

    @TempDir Path folder;
    private HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        page("/good", 200, CONTENT);
        page("/missing", 404, CONTENT);
        page("/other", 200, "the CONTENT".getBytes(StandardCharsets.UTF_8));
        page("/short", 200, Arrays.copyOf(CONTENT, 5));
        page("/long", 200, new byte[1 << 20]);
        server.start();
    }

    @AfterEach void stop() {
        server.stop(0);
    }

    private void page(String path, int code, byte[] content) {
        server.createContext(path, exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(code, content.length);
            try (exchange) {
                exchange.getResponseBody().write(content);
            } catch (IOException e) {
                assertThat(e).isNotNull(); // who asked has hung up, having seen enough
            }
        });
    }

    private RemoteFile remote(String... paths) throws IOException {
        Path content = Files.write(Files.createTempFile("content", ""), CONTENT);
        String sha256 = Downloads.sha256(content);
        Files.delete(content);
        return new RemoteFile("things", "thing.bin", CONTENT.length, sha256,
                Arrays.stream(paths).map(path -> path.startsWith("/") ? URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path)
                        : URI.create(path)).toList());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(path -> folder.relativize(path).toString().replace('\\', '/')).toList();
        }
    }

    @Test void a_file_is_fetched_once() throws IOException {
        Path path = Downloads.into(folder).get(remote("/good"));
        assertThat(path).isEqualTo(folder.resolve("things/thing.bin")).hasBinaryContent(CONTENT);
        Downloads.into(folder).get(remote("/good"));
        assertThat(asked).hasValue(1);
        assertThat(files()).containsExactly("things/thing.bin");
    }

    @Test void a_damaged_file_in_the_cache_is_fetched_again() throws IOException {
        Path path = Downloads.into(folder).get(remote("/good"));
        Files.writeString(path, "something else");
        assertThat(Downloads.into(folder).get(remote("/good"))).hasBinaryContent(CONTENT);
        assertThat(asked).hasValue(2);
    }

    @Test void the_next_address_is_tried_and_a_wrong_file_never_kept() throws IOException {
        assertThat(Downloads.into(folder).get(remote("/missing", "/other", "/short", "/long", "/good"))).hasBinaryContent(CONTENT);
        assertThat(asked).hasValue(5);
        assertThat(files()).containsExactly("things/thing.bin");
    }

    @Test void a_file_address_works_as_well() throws IOException {
        Path elsewhere = Files.write(folder.resolve("here.bin"), CONTENT);
        assertThat(Downloads.into(folder.resolve("cache")).get(remote(elsewhere.toUri().toString()))).hasBinaryContent(CONTENT);
    }

    @Test void without_success_the_error_says_what_to_put_where() throws IOException {
        RemoteFile remote = remote("/missing", "/other", "/long");
        assertThatThrownBy(() -> Downloads.into(folder).get(remote)).isInstanceOf(IOException.class)
                .hasMessageContainingAll("thing.bin", remote.sha256(), "/missing", folder.resolve("things").toString(), "-Dlibrate.data=")
                .satisfies(e -> assertThat(Arrays.stream(e.getSuppressed()).map(Throwable::getMessage).toList()).hasSize(3)
                        .satisfies(reasons -> {
                            assertThat(reasons.get(0)).contains("the server answered 404");
                            assertThat(reasons.get(1)).contains("its SHA-256 must be");
                            assertThat(reasons.get(2)).contains("must have 11 bytes, got more");
                        }));
        assertThat(files()).isEmpty();
    }

    @Test void offline_takes_what_lies_in_the_folder_and_asks_nobody() throws IOException {
        RemoteFile remote = remote("/good");
        assertThatThrownBy(() -> Downloads.offline(folder).get(remote)).isInstanceOf(FileNotFoundException.class)
                .hasMessageContainingAll("thing.bin", folder.toString(), "Put it there", "/good");
        Files.createDirectories(folder.resolve("things"));
        Files.writeString(folder.resolve("things/thing.bin"), "mine");
        assertThat(Downloads.offline(folder).get(remote)).hasContent("mine");
        Files.writeString(folder.resolve("thing.bin"), "nearer");
        assertThat(Downloads.offline(folder).get(remote)).hasContent("nearer");
        assertThat(asked).hasValue(0);
    }

    @Test void a_descriptor_must_be_sound() {
        assertThatThrownBy(() -> new RemoteFile("a", "b", 1, "abc", List.of())).hasMessageContaining("64 lower-case");
        assertThatThrownBy(() -> new RemoteFile("a", "../b", 1, SHA256, List.of())).hasMessageContaining("without folders");
    }

    @Test void fashion_mnist_is_read_from_a_folder() throws IOException {
        String given = System.getProperty(Downloads.FOLDER_PROPERTY);
        assumeTrue(given != null, "-Dlibrate.data names no folder with fashion-mnist");
        Pixels test = FashionMnist.test(Path.of(given));
        assertThat(test.size()).isEqualTo(10_000);
        assertThat(test.classCounts()).containsOnly(1000);
        assertThat(test.classNames()).hasSize(10);
    }

    @Test void mnist_says_what_is_missing() {
        assertThatThrownBy(() -> Mnist.train(folder)).isInstanceOf(FileNotFoundException.class).hasMessageContaining("train-images-idx3-ubyte.gz");
        assertThatThrownBy(() -> FashionMnist.train(folder)).hasMessageContaining("subfolder fashion-mnist");
    }
}
