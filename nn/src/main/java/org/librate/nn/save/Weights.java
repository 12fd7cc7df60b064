package org.librate.nn.save;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.librate.core.Check;
import org.librate.core.Librate;
import org.librate.core.data.BadFileException;
import org.librate.core.save.Quoted;
import org.librate.core.save.Safetensors;
import org.librate.nn.Network;
import org.librate.nn.Summary;

/**
 * A network's parameters and states in a safetensors file, by name.
 *
 * <pre>{@code
 * Weights.save(network, Path.of("digits.safetensors"), Map.of("seed", "42", "accuracy", "0.981"));
 * Weights.load(sameNetwork, Path.of("digits.safetensors"));
 * }</pre>
 *
 * <p>The file also tells what made it: its {@link Safetensors#metadata} has the version of this layout ({@value #FORMAT}), the library's
 * ({@value #VERSION}), the network as it was written ({@value #NETWORK}) and its layers as a JSON array ({@value #LAYERS}).
 */
public final class Weights {

    /** The version of the layout: names and shapes of parameters. */
    public static final String FORMAT = "librate.format";
    /** The version of the library that wrote the file. */
    public static final String VERSION = "librate.version";
    /** The network as it was written. */
    public static final String NETWORK = "librate.network";
    /** Path, spec, output shapes and number of parameters of each layer, as JSON. */
    public static final String LAYERS = "librate.layers";

    private static final int CURRENT = 1;
    private static final String OURS = "librate.";

    private Weights() {
    }

    /** Saves a network. */
    public static void save(Network network, Path path) throws IOException {
        save(network, path, Map.of());
    }

    /** Saves a network with notes of your own, such as seed, data and metrics. The file is replaced at once and whole. */
    public static void save(Network network, Path path, Map<String, String> notes) throws IOException {
        Map<String, String> metadata = new TreeMap<>(notes);
        for (String key : notes.keySet()) {
            Check.require(!key.startsWith(OURS), "Weights", "names that begin with " + OURS + " are the library's own", key,
                    "Take another name for the note.");
        }
        metadata.putAll(described(network));
        Safetensors.write(path, Matching.targets(network), metadata);
    }

    /** What every file of ours says of its network, for people and other programs. */
    static Map<String, String> described(Network network) throws IOException {
        return Map.of(FORMAT, Integer.toString(CURRENT), VERSION, Librate.version(), NETWORK, network.net().toString(), LAYERS,
                layers(network.summary()));
    }

    /** Loads a file that fits in all names and shapes. */
    public static Loaded load(Network network, Path path) throws IOException {
        return load(network, path, LoadPolicy.EXACT);
    }

    /** Loads a file. When it fails, the network stays as it was. */
    public static Loaded load(Network network, Path path, LoadPolicy policy) throws IOException {
        Safetensors file = Safetensors.read(path);
        checkFormat(file);
        Matching matching = new Matching(network, file);
        for (Safetensors.Entry entry : file.entries().values()) {
            if (!entry.name().startsWith(OURS)) { // numbers of the network's description, which is not read here
                matching.offer(entry, entry.name(), TorchLayout.same());
            }
        }
        return matching.finish(policy);
    }

    /** A file without the mark is somebody else's, whose names may fit all the same. */
    static void checkFormat(Safetensors file) throws BadFileException {
        String format = file.metadata().getOrDefault(FORMAT, Integer.toString(CURRENT));
        if (!format.equals(Integer.toString(CURRENT))) {
            throw new BadFileException(file.path(), FORMAT + " must be " + CURRENT, Quoted.of(format) + " by version "
                    + Quoted.of(file.metadata().getOrDefault(VERSION, "unknown")),
                    "Read it with the version of the library that wrote it, or a later one; this is " + Librate.version() + ".");
        }
    }

    private static String layers(Summary summary) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartArray();
            for (Summary.Row row : summary.rows()) {
                json.writeStartObject();
                json.writeStringField("path", row.path());
                json.writeStringField("spec", row.spec());
                json.writeStringField("output", row.outputs().toString());
                json.writeNumberField("parameters", row.parameters());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return text.toString();
    }
}
