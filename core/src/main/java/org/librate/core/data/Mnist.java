package org.librate.core.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * MNIST: 60,000 and 10,000 grey images of handwritten digits, 28×28; by LeCun, Cortes and Burges.
 *
 * <pre>{@code
 * Dataset train = Mnist.train();               // downloaded once, 12 MB
 * Dataset train = Mnist.train(folder);         // or read from a folder
 * }</pre>
 */
public final class Mnist {

    private static final MnistFiles FILES = MnistFiles.of("mnist",
            new long[] {9_912_422, 28_881, 1_648_877, 4_542},
            new String[] {
                "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
                "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
                "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
                "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"},
            List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
            "https://storage.googleapis.com/cvdf-datasets/mnist/",
            "https://ossci-datasets.s3.amazonaws.com/mnist/");

    private Mnist() {
    }

    /** The 60,000 training images: see {@link Downloads#standard}. */
    public static Pixels train() throws IOException {
        return FILES.train(Downloads.standard());
    }

    /** The 10,000 test images: see {@link Downloads#standard}. */
    public static Pixels test() throws IOException {
        return FILES.test(Downloads.standard());
    }

    /** The training images from a folder that holds the four files; no network is used. */
    public static Pixels train(Path folder) throws IOException {
        return FILES.train(Downloads.offline(folder));
    }

    /** The test images from a folder that holds the four files; no network is used. */
    public static Pixels test(Path folder) throws IOException {
        return FILES.test(Downloads.offline(folder));
    }
}
