package org.librate.core.data;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** The four files that MNIST and datasets in its form consist of. */
record MnistFiles(RemoteFile trainImages, RemoteFile trainLabels, RemoteFile testImages, RemoteFile testLabels, List<String> classNames) {

    private static final String TRAIN_IMAGES = "train-images-idx3-ubyte.gz";
    private static final String TRAIN_LABELS = "train-labels-idx1-ubyte.gz";
    private static final String TEST_IMAGES = "t10k-images-idx3-ubyte.gz";
    private static final String TEST_LABELS = "t10k-labels-idx1-ubyte.gz";

    /** Length and checksum of each file, and the addresses they hang under. */
    static MnistFiles of(String folder, long[] bytes, String[] sha256, List<String> classNames, String... places) {
        return new MnistFiles(file(folder, TRAIN_IMAGES, bytes[0], sha256[0], places), file(folder, TRAIN_LABELS, bytes[1], sha256[1], places),
                file(folder, TEST_IMAGES, bytes[2], sha256[2], places), file(folder, TEST_LABELS, bytes[3], sha256[3], places), classNames);
    }

    private static RemoteFile file(String folder, String name, long bytes, String sha256, String[] places) {
        return new RemoteFile(folder, name, bytes, sha256, Arrays.stream(places).map(place -> URI.create(place + name)).toList());
    }

    Pixels train(Downloads from) throws IOException {
        return Idx.read(from.get(trainImages), from.get(trainLabels)).withClassNames(classNames);
    }

    Pixels test(Downloads from) throws IOException {
        return Idx.read(from.get(testImages), from.get(testLabels)).withClassNames(classNames);
    }
}
