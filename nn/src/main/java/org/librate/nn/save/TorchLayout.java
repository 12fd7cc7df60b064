package org.librate.nn.save;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/**
 * How a tensor of PyTorch's is turned into the one that the same layer has here. PyTorch keeps outputs in front and channels before positions; here
 * images are channels-last and a weight's last axis is the output.
 */
@FunctionalInterface
public interface TorchLayout {

    Tensor convert(Tensor torch);

    /** As it is: biases, norms, embeddings. */
    static TorchLayout same() {
        return torch -> torch;
    }

    /** A Linear's weight {@code [out, in]} to {@code [in, out]}. */
    static TorchLayout linear() {
        return torch -> permuted("Linear", torch, 1, 0);
    }

    /**
     * The weight {@code [out, channels · height · width]} of a Linear that follows a Flatten of images. PyTorch flattens channels first, here
     * positions come first, so the inputs are reordered as well; without that the shapes would fit and the answers be wrong.
     */
    static TorchLayout linearAfterFlatten(int channels, int height, int width) {
        return torch -> {
            if (torch.rank() != 2 || torch.dim(1) != (long) channels * height * width) {
                throw new ShapeException("Linear after Flatten", "needs a weight [out, " + channels + " · " + height + " · " + width + "]", "",
                        torch.shape());
            }
            long out = torch.dim(0);
            return torch.reshape(out, channels, height, width).permute(2, 3, 1, 0).reshape(Shape.of((long) channels * height * width, out));
        };
    }

    /** A Conv1d's weight {@code [out, in / groups, k]} to {@code [k, in / groups, out]}. */
    static TorchLayout conv1d() {
        return torch -> permuted("Conv1d", torch, 2, 1, 0);
    }

    /** A Conv2d's weight {@code [out, in / groups, kh, kw]} to {@code [kh, kw, in / groups, out]}. */
    static TorchLayout conv2d() {
        return torch -> permuted("Conv2d", torch, 2, 3, 1, 0);
    }

    /** A ConvTranspose2d's weight {@code [in, out, kh, kw]} to {@code [kh, kw, out, in]}. */
    static TorchLayout convTranspose2d() {
        return torch -> permuted("ConvTranspose2d", torch, 2, 3, 1, 0);
    }

    /**
     * A recurrent layer's weight {@code [gates · units, in]} to {@code [in, gates · units]}, the gates in another order.
     *
     * @param order which of PyTorch's gates comes first, second and so on: {@code 1, 0, 2} for a GRU, which has r, z, n there and z, r, n here
     */
    static TorchLayout gates(int... order) {
        return torch -> {
            if (torch.rank() != 2 || torch.dim(0) % order.length != 0) {
                throw new ShapeException("Recurrent layer", "needs a weight [" + order.length + " · units, in]", "", torch.shape());
            }
            long units = torch.dim(0) / order.length;
            List<Tensor> gates = new ArrayList<>();
            for (int gate : order) {
                gates.add(torch.slice(0, gate * units, (gate + 1) * units));
            }
            return Tensor.concat(0, gates).transpose();
        };
    }

    private static Tensor permuted(String who, Tensor torch, int... order) {
        if (torch.rank() != order.length) {
            throw new ShapeException(who, "needs a weight with " + order.length + " axes, to be reordered as " + Arrays.toString(order), "",
                    torch.shape());
        }
        return torch.permute(order);
    }
}
