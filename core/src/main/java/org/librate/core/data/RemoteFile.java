package org.librate.core.data;

import java.net.URI;
import java.util.List;
import org.librate.core.Check;

/**
 * A file that anybody can download, and how to know that it is the right one.
 *
 * @param folder the dataset it belongs to, as in {@code fashion-mnist}: a folder of the cache
 * @param name   its file name
 * @param bytes  its length
 * @param sha256 its checksum, in lower-case hexadecimal
 * @param urls   where it can be had, the best first
 */
public record RemoteFile(String folder, String name, long bytes, String sha256, List<URI> urls) {

    public RemoteFile {
        Check.require(sha256.matches("[0-9a-f]{64}"), "RemoteFile " + name, "a SHA-256 must be 64 lower-case hexadecimal digits", sha256);
        Check.require(!name.contains("/") && !name.contains("\\") && !folder.contains(".."), "RemoteFile",
                "a name must be that of a file, without folders", name);
        Check.positive("RemoteFile " + name, "bytes", bytes);
        urls = List.copyOf(urls);
    }
}
