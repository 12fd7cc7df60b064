package org.librate.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.librate.core.Adjacency;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.GraphDataset;
import org.librate.core.metric.Accuracy;
import org.librate.examples.AccuracyTable.Rows;
import org.librate.nn.GraphNet;
import org.librate.nn.layer.Dropout;
import org.librate.nn.layer.Elu;
import org.librate.nn.layer.Gat;
import org.librate.nn.layer.GraphSage;
import org.librate.nn.layer.Relu;
import org.librate.nn.model.GcnNet;
import org.librate.nn.optim.Adam;
import org.librate.nn.optim.Penalty;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.EarlyStopping;
import org.librate.nn.train.Trainer;

/**
 * What 2,708 papers are about, from their words and from who cites whom, when the topic of only 140 is known: the Cora graph with the Planetoid
 * split. Three seeds for each network; the epoch is chosen on 500 other papers, 1,000 more are the test.
 *
 * <p>Arguments: the folder with {@code features.txt} (the numbers of the words in each paper, a line each), {@code labels.txt}, {@code edges.txt}
 * (two papers in each line) and {@code split.txt} ({@code train}, {@code validation} and {@code test}, each with the papers' numbers); then
 * {@code gcn} (if nothing is said), {@code sage}, {@code gat} or {@code all}; then the most epochs.
 */
public final class CoraGcn {

    private CoraGcn() {
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("CoraGcn: needs the folder with features.txt, labels.txt, edges.txt and split.txt as argument.");
        }
        Path folder = Path.of(arguments[0]);
        String which = arguments.length > 1 ? arguments[1] : "gcn";
        int epochs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200;

        int[] topics = ints(String.join(" ", Files.readAllLines(folder.resolve("labels.txt"))));
        int[][] citations = lines(folder.resolve("edges.txt"));
        Adjacency papers = Adjacency.undirected(topics.length, citations);
        Tensor words = words(lines(folder.resolve("features.txt")));
        int classes = Arrays.stream(topics).max().getAsInt() + 1;

        AccuracyTable.printHead();
        if (which.equals("gcn") || which.equals("all")) {
            Trainer<Classifier> plan = plan(GcnNet.ofNodes(0.5, 16, classes), 0.01, epochs);
            AccuracyTable.print("GCN 16", plan, division(folder, GraphDataset.ofNodes(papers.withSelfLoops(), words, topics)));
        }
        if (which.equals("sage") || which.equals("all")) {
            GraphNet sage = GraphNet.of(Dropout.of(0.5), GraphSage.of(16), Relu.create(), Dropout.of(0.5), GraphSage.of(classes));
            AccuracyTable.print("GraphSAGE 16", plan(sage, 0.01, epochs), division(folder, GraphDataset.ofNodes(papers, words, topics)));
        }
        if (which.equals("gat") || which.equals("all")) {
            GraphNet gat = GraphNet.of(Dropout.of(0.6), Gat.of(8).withHeads(8).withDropout(0.6), Elu.create(), Dropout.of(0.6),
                    Gat.of(classes).withDropout(0.6));
            AccuracyTable.print("GAT 8×8", plan(gat, 0.005, epochs), division(folder, GraphDataset.ofNodes(papers.withSelfLoops(), words, topics)));
        }
    }

    private static Trainer<Classifier> plan(GraphNet net, double rate, int epochs) {
        return Trainer.nodeClassifier(net)
                .optimizer(Adam.of(rate)).penalty(Penalty.l2(5e-4))
                .epochs(epochs)
                .callbacks(EarlyStopping.maximizing(Accuracy.metric()).withPatience(100))
                .display(Display.SILENT);
    }

    private static AccuracyTable.Division division(Path folder, GraphDataset all) throws IOException {
        List<String> split = Files.readAllLines(folder.resolve("split.txt"));
        Rows rows = new Rows(all.onlyNodes(part("train", split)), all.onlyNodes(part("validation", split)), all.onlyNodes(part("test", split)));
        return seed -> rows;
    }

    /** The papers in the line that begins with the part's name. */
    private static int[] part(String name, List<String> split) {
        return split.stream().filter(line -> line.startsWith(name + " ")).flatMapToInt(line -> Arrays.stream(ints(line.substring(name.length()))))
                .toArray();
    }

    /** Each paper's words share one unit, so that long papers do not count more. */
    private static Tensor words(int[][] ofPapers) {
        int vocabulary = Arrays.stream(ofPapers).flatMapToInt(Arrays::stream).max().getAsInt() + 1;
        float[] values = new float[ofPapers.length * vocabulary];
        for (int paper = 0; paper < ofPapers.length; paper++) {
            for (int word : ofPapers[paper]) {
                values[paper * vocabulary + word] = 1f / ofPapers[paper].length;
            }
        }
        return Tensor.of(Shape.of(ofPapers.length, vocabulary), values);
    }

    private static int[][] lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(CoraGcn::ints).toArray(int[][]::new);
    }

    private static int[] ints(String text) {
        return text.isBlank() ? new int[0] : Arrays.stream(text.strip().split("\\s+")).mapToInt(Integer::parseInt).toArray();
    }
}
