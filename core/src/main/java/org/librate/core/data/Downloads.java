package org.librate.core.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Public files, downloaded once into a cache and checked, or read from a folder without any network.
 *
 * <pre>{@code
 * Path file = Downloads.standard().get(remote);            // the folder of -Dlibrate.data, or the cache, or the network
 * Path file = Downloads.offline(folder).get(remote);
 * }</pre>
 *
 * <p>What is downloaded must match its checksum. What lies in a folder of yours is taken as it is, with a warning if it is not the official
 * file: whoever names the folder vouches for it.
 */
public final class Downloads {

    /** The system property with a folder to read from instead of the network. */
    public static final String FOLDER_PROPERTY = "librate.data";

    private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Path folder;
    private final boolean network;

    private Downloads(Path folder, boolean network) {
        this.folder = folder;
        this.network = network;
    }

    /** From the folder that {@code -Dlibrate.data} names; without it through a cache in the user's home, {@code ~/.cache/librate}. */
    public static Downloads standard() {
        String given = System.getProperty(FOLDER_PROPERTY);
        return given != null ? offline(Path.of(given)) : into(Path.of(System.getProperty("user.home"), ".cache", "librate"));
    }

    /** Through another cache folder. */
    public static Downloads into(Path cache) {
        return new Downloads(cache, true);
    }

    /** Only what lies in this folder, or in its subfolder of the dataset's name; packed or not. */
    public static Downloads offline(Path folder) {
        return new Downloads(folder, false);
    }

    /** The file on this machine. */
    public Path get(RemoteFile file) throws IOException {
        return network ? cached(file) : given(file);
    }

    private Path given(RemoteFile file) throws IOException {
        String plain = file.name().endsWith(".gz") ? file.name().substring(0, file.name().length() - 3) : file.name();
        Optional<Path> found = Stream.of(folder.resolve(file.name()), folder.resolve(file.folder()).resolve(file.name()), folder.resolve(plain),
                folder.resolve(file.folder()).resolve(plain)).filter(Files::isRegularFile).findFirst();
        if (found.isEmpty()) {
            throw new FileNotFoundException("There is no " + file.name() + " in " + folder.toAbsolutePath() + " nor in its subfolder " + file.folder()
                    + ". Put it there; it can be had from " + addresses(file) + ".");
        }
        Path path = found.get();
        if (path.getFileName().toString().equals(file.name()) && !sha256(path).equals(file.sha256())) {
            LOG.warn("{} is not the official file (its SHA-256 is not {}); it is used as it is.", path, file.sha256());
        }
        return path;
    }

    private Path cached(RemoteFile file) throws IOException {
        Path path = folder.resolve(file.folder()).resolve(file.name());
        if (Files.isRegularFile(path)) {
            if (sha256(path).equals(file.sha256())) {
                return path;
            }
            LOG.warn("{} in the cache does not match its checksum; it is downloaded again.", path);
        }
        Files.createDirectories(path.getParent());
        IOException failure = new IOException("Could not download " + file.name() + " (SHA-256 " + file.sha256()
                + "). Without a network, get it elsewhere from " + addresses(file)
                + ", and put it into " + path.toAbsolutePath().getParent() + ", or name the folder it lies in with -D" + FOLDER_PROPERTY
                + "=... The reasons follow.");
        for (URI url : file.urls()) {
            try {
                download(url, file, path);
                return path;
            } catch (IOException e) {
                failure.addSuppressed(new IOException(url + ": " + e, e));
            }
        }
        throw failure;
    }

    private static void download(URI url, RemoteFile file, Path path) throws IOException {
        LOG.info("Downloading {} ({} bytes)", url, file.bytes());
        Path part = Files.createTempFile(path.getParent(), file.name(), ".part");
        try {
            MessageDigest digest = Fingerprint.sha256();
            long count;
            try (InputStream in = new DigestInputStream(open(url), digest); OutputStream out = Files.newOutputStream(part)) {
                count = copy(in, out, file.bytes());
            }
            if (count != file.bytes()) {
                throw new IOException("it must have " + file.bytes() + " bytes, got " + (count > file.bytes() ? "more" : "" + count));
            }
            String sha256 = HexFormat.of().formatHex(digest.digest());
            if (!sha256.equals(file.sha256())) {
                throw new IOException("its SHA-256 must be " + file.sha256() + ", got " + sha256);
            }
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static InputStream open(URI url) throws IOException {
        URLConnection connection = url.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        if (connection instanceof HttpURLConnection http && http.getResponseCode() != HttpURLConnection.HTTP_OK) {
            int code = http.getResponseCode();
            http.disconnect();
            throw new IOException("the server answered " + code);
        }
        return connection.getInputStream();
    }

    /** At most a little more than {@code most} bytes, so that a wrong address cannot fill the disk. */
    private static long copy(InputStream in, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long count = 0;
        for (int n = in.read(buffer); n >= 0 && count <= most; n = in.read(buffer)) {
            out.write(buffer, 0, n);
            count += n;
        }
        return count;
    }

    static String sha256(Path path) throws IOException {
        MessageDigest digest = Fingerprint.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String addresses(RemoteFile file) {
        return file.urls().stream().map(URI::toString).collect(Collectors.joining(" or "));
    }

    @Override
    public String toString() {
        return network ? "Downloads.into(" + folder + ")" : "Downloads.offline(" + folder + ")";
    }
}
