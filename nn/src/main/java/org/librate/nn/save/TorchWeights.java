package org.librate.nn.save;

import java.io.IOException;
import java.nio.file.Path;
import org.librate.core.save.Safetensors;
import org.librate.nn.Network;

/**
 * Weights that PyTorch trained, from a state dict saved as safetensors
 * ({@code safetensors.torch.save_file(model.state_dict(), "model.safetensors")}).
 *
 * <pre>{@code
 * TorchWeights.load(network, Path.of("model.safetensors"), NameMap.create().conv2d("conv1", "conv2d").linear("fc", "dense"));
 * }</pre>
 *
 * <p>Epsilons and paddings are not in the file: give the network PyTorch's. PyTorch pads a strided convolution alike on both sides, which
 * {@code Padding.SAME} does only where the division leaves nothing over.
 */
public final class TorchWeights {

    private TorchWeights() {
    }

    /** Loads a file that fits in all names and shapes. */
    public static Loaded load(Network network, Path path, NameMap names) throws IOException {
        return load(network, path, names, LoadPolicy.EXACT);
    }

    /** Loads a file. When it fails, the network stays as it was. */
    public static Loaded load(Network network, Path path, NameMap names, LoadPolicy policy) throws IOException {
        Safetensors file = Safetensors.read(path);
        Matching matching = new Matching(network, file);
        for (Safetensors.Entry torch : file.entries().values()) {
            NameMap.Place place = names.place(torch.name());
            if (place == null) {
                matching.unexpected(torch.name());
            } else if (place.name() != null) {
                matching.offer(torch, place.name(), place.layout(), place.parts());
            }
        }
        return matching.finish(policy);
    }
}
