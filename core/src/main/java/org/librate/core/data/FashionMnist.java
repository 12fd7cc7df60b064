package org.librate.core.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Fashion-MNIST: 60,000 and 10,000 grey images of clothes, 28×28, in 10 classes; by Zalando Research, MIT licence
 * (<a href="https://arxiv.org/abs/1708.07747">Xiao, Rasul and Vollgraf 2017</a>).
 *
 * <pre>{@code
 * Dataset train = FashionMnist.train();               // downloaded once, 30 MB
 * Dataset train = FashionMnist.train(folder);         // or read from a folder
 * }</pre>
 */
public final class FashionMnist {

    private static final MnistFiles FILES = MnistFiles.of("fashion-mnist",
            new long[] {26_421_880, 29_515, 4_422_102, 5_148},
            new String[] {
                "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
                "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
                "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
                "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"},
            List.of("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"),
            "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/",
            "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/");

    private FashionMnist() {
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
