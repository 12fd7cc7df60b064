package org.librate.nn.save;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.BadFileException;
import org.librate.core.random.RandomSource;
import org.librate.core.save.Packed;
import org.librate.core.save.Quoted;
import org.librate.core.save.Safetensors;
import org.librate.core.save.SavedTypes;
import org.librate.nn.Build;
import org.librate.nn.Net;
import org.librate.nn.Network;
import org.librate.nn.Pretrained;

/**
 * A network in one file, weights and how it was written, so that it can be rebuilt from the file alone.
 *
 * <pre>{@code
 * NetworkFile.save(network, Path.of("digits.safetensors"));
 * Network same = NetworkFile.load(Path.of("digits.safetensors"));
 * }</pre>
 *
 * <p>The file is one of {@link Weights} too: its weights can be loaded into a network that is there. Loading makes only what is registered, checks
 * names, shapes and types of all weights against the network before memory is claimed, and throws a {@link BadFileException} for whatever is wrong
 * with the file. A fitted model is saved with {@code model.save(path)}, which keeps its history as well.
 */
public final class NetworkFile {

    /** The network as JSON: see {@link NetJson}. */
    public static final String NET = "librate.net";
    /** The shapes of samples, and the type of the weights. */
    public static final String INPUTS = "librate.inputs";

    private static final long MOST_LAYERS = 10_000;
    private static final String DAMAGED = "It is damaged, or not what it says it is.";

    private record Inputs(List<Shape> shapes, DType dtype) {
    }

    private static final SavedTypes OWN = SavedTypes.create().with("Inputs", Inputs.class);

    private NetworkFile() {
    }

    /** Saves a network. */
    public static void save(Network network, Path path) throws IOException {
        save(network, path, Map.of(), NetJson.types());
    }

    /**
     * Saves a network with further text and types of yours. The file is replaced at once and whole.
     *
     * @param metadata text by names of yours
     * @param types {@link NetJson#types} and your own
     */
    public static void save(Network network, Path path, Map<String, String> metadata, SavedTypes types) throws IOException {
        long layers = network.net().layerCount();
        Check.require(layers <= MOST_LAYERS, "NetworkFile", "a network in a file has at most " + MOST_LAYERS + " layers", layers);
        Map<String, String> all = new TreeMap<>(metadata);
        Packed net = types.pack(NET, network.net());
        Map<String, String> own = new LinkedHashMap<>(Weights.described(network));
        own.put(NET, net.json());
        own.put(INPUTS, OWN.toJson(new Inputs(network.inputs(), network.parameters().values().dtype())));
        own.forEach((key, text) -> Check.require(all.put(key, text) == null, "NetworkFile", "this name is the library's own", key,
                "Take another name for the note."));
        Map<String, Tensor> tensors = new LinkedHashMap<>(Matching.targets(network));
        net.tensors()
                .forEach((name, tensor) -> Check.require(tensors.put(name, tensor) == null, "NetworkFile",
                "names that begin with " + NET + " are the library's own", name));
        Safetensors.write(path, tensors, all);
    }

    /** The network that a file holds. */
    public static Network load(Path path) throws IOException {
        return load(Safetensors.read(path), NetJson.types());
    }

    /** The network that a file holds, with types of yours. */
    public static Network load(Path path, SavedTypes types) throws IOException {
        return load(Safetensors.read(path), types);
    }

    /** Complains about a file whose format a later version of this library made. */
    public static void checkFormat(Safetensors file) throws BadFileException {
        Weights.checkFormat(file);
    }

    /** The network that an opened file holds, with types of yours. */
    public static Network load(Safetensors file, SavedTypes types) throws IOException {
        Weights.checkFormat(file);
        if (!file.metadata().containsKey(NET)) {
            throw new BadFileException(file.path(), "a network must be described under " + NET, Quoted.list(file.metadata().keySet()),
                    "It holds weights only: build the network as it was, and use Weights.load or TorchWeights.load.");
        }
        Net net = types.unpack(Net.class, NET, file);
        Inputs inputs = OWN.unpack(Inputs.class, INPUTS, file);
        try {
            checkFits(file, net, inputs);
            Map<String, Tensor> values = new LinkedHashMap<>();
            for (String name : file.names()) {
                if (!isOfNet(name)) {
                    values.put(name, file.tensor(name));
                }
            }
            return Network.build(Pretrained.of(net, values), inputs.shapes(), RandomSource.of(0), inputs.dtype());
        } catch (RuntimeException e) { // a layer's complaint about what the file makes of it
            throw new BadFileException(file.path().toString(), "the network must be one that can be built",
                    Quoted.message(String.valueOf(e.getMessage())), DAMAGED, e);
        }
    }

    /** A network's weights and states by name, for a file that holds more than a network. They are copied. */
    public static Map<String, Tensor> values(Network network) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        Matching.targets(network).forEach((name, tensor) -> values.put(name, tensor.keep()));
        return values;
    }

    /** The network that was written so, with these {@link #values}; names, shapes and types are checked before there is memory for it. */
    public static Network rebuild(Net net, List<Shape> inputs, DType dtype, Map<String, Tensor> values) {
        Check.require(dtype.isFloating(), "NetworkFile", "weights are of a floating type", dtype);
        Map<String, Shape> needed = needed(net, inputs);
        Check.require(needed.keySet().equals(values.keySet()), "NetworkFile", "the weights must be the network's, " + Quoted.list(needed.keySet()),
                Quoted.list(values.keySet()));
        needed.forEach((name, shape) -> {
            Tensor value = Objects.requireNonNull(values.get(name));
            Check.require(value.shape().equals(shape) && value.dtype() == dtype, "NetworkFile",
                    "the network needs " + Quoted.of(name) + " as " + dtype + " " + shape, value.dtype() + " " + value.shape());
        });
        return Network.build(Pretrained.of(net, values), inputs, RandomSource.of(0), dtype);
    }

    private static boolean isOfNet(String name) {
        return name.startsWith(NET + "/");
    }

    /** All names and shapes, before there is memory for any of them. */
    private static void checkFits(Safetensors file, Net net, Inputs inputs) throws BadFileException {
        Check.require(inputs.dtype().isFloating(), "NetworkFile", "weights are of a floating type", inputs.dtype());
        Map<String, Shape> needed = needed(net, inputs.shapes());
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, Shape> one : needed.entrySet()) {
            Safetensors.Entry entry = file.entries().get(one.getKey());
            if (entry == null) {
                missing.add(one.getKey());
            } else if (!entry.shape().equals(one.getValue()) || entry.type().dtype() != inputs.dtype()
                    || entry.type().bytes() != inputs.dtype().bytes()) {
                throw new BadFileException(file.path(), "the network needs " + Quoted.of(entry.name()) + " as " + inputs.dtype() + " "
                        + one.getValue(), entry.type() + " " + entry.shape(), DAMAGED);
            }
        }
        List<String> unexpected = file.names().stream().filter(name -> !needed.containsKey(name) && !isOfNet(name)).toList();
        if (!missing.isEmpty() || !unexpected.isEmpty()) {
            throw new BadFileException(file.path(), "the weights must be the network's",
                    "missing " + Quoted.list(missing) + ", unexpected " + Quoted.list(unexpected), DAMAGED);
        }
    }

    private static Map<String, Shape> needed(Net net, List<Shape> inputs) {
        Check.require(net.layerCount() <= MOST_LAYERS, "NetworkFile", "a network in a file has at most " + MOST_LAYERS + " layers", net.layerCount());
        Build build = Build.counting();
        net.build(inputs, build);
        Map<String, Shape> needed = new LinkedHashMap<>();
        build.sizes().forEach(size -> needed.put(size.name(), size.shape()));
        needed.putAll(build.stateShapes());
        return needed;
    }
}
