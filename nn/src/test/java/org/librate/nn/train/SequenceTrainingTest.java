package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.Updates;
import org.librate.core.data.BatchOrder;
import org.librate.core.data.Dataset;
import org.librate.core.data.Padded;
import org.librate.core.data.SequenceDataset;
import org.librate.core.data.TokenWindows;
import org.librate.core.metric.Accuracy;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.nn.Network;
import org.librate.nn.Pass;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Embedding;
import org.librate.nn.layer.Flatten;
import org.librate.nn.layer.Relu;
import org.librate.nn.loss.CrossEntropy;
import org.librate.nn.optim.Sgd;

/** Training on padded sequences, from the data set to the loss and the metric. */
class SequenceTrainingTest {

    private static final RandomStream RANDOM = RandomSource.of(9).stream("sequences").at(0);

    /** Sentences of 1 to 20 tokens below 10. */
    private static int[][] sentences(int n) {
        int[][] all = new int[n][];
        for (int i = 0; i < n; i++) {
            all[i] = RANDOM.withDraw(i).integers(1 + i * 7 % 20, 1, 10);
        }
        return all;
    }

    /** A token's tag is whether it is even. */
    private static int[][] tags(int[][] sentences) {
        return Arrays.stream(sentences).map(row -> Arrays.stream(row).map(token -> 1 - token % 2).toArray()).toArray(int[][]::new);
    }

    private static final Sequential TAGGER = Sequential.of(Embedding.of(11, 8), Dense.of(8), Relu.create(), Dense.of(2));

    private static Trainer<Classifier> quick(Sequential net) {
        return Trainer.classifier(net).epochs(1).batchSize(5).seed(2).display(Display.SILENT);
    }

    @Test
    void what_stands_in_the_padding_changes_no_bit() {
        int[][] sentences = sentences(23);
        SequenceDataset data = SequenceDataset.tagged(sentences, tags(sentences));
        Classifier one = quick(TAGGER).epochs(4).fit(data, data);
        Classifier other = quick(TAGGER).epochs(4).fit(data.withPadding(7), data.withPadding(9));
        assertThat(Samples.weights(other)).containsExactly(Samples.weights(one));
        assertThat(other.history().last().validationLoss()).isEqualTo(one.history().last().validationLoss());
        assertThat(other.history().last().metrics()).isEqualTo(one.history().last().metrics());
    }

    @Test
    void a_step_of_padded_rows_is_the_step_of_all_their_tokens() {
        int[][] sentences = sentences(6);
        int[][] tags = tags(sentences);
        int[][] tokens = Arrays.stream(sentences).flatMapToInt(Arrays::stream).mapToObj(token -> new int[] {token}).toArray(int[][]::new);
        int[][] tagOfEach = Arrays.stream(tags).flatMapToInt(Arrays::stream).mapToObj(tag -> new int[] {tag}).toArray(int[][]::new);
        Trainer<Classifier> plan = quick(TAGGER).optimizer(Sgd.of(0.5)).batchSize(1000).classWeights(1, 3);
        Classifier padded = plan.fit(SequenceDataset.tagged(sentences, tags));
        Classifier plain = plan.fit(SequenceDataset.tagged(tokens, tagOfEach));
        assertThat(Samples.weights(padded)).usingComparatorWithPrecision(1e-6f).containsExactly(Samples.weights(plain));
        assertThat(padded.history().last().loss()).isCloseTo(plain.history().last().loss(), within(1e-6));

        Classifier inParts = plan.batchSize(2).accumulate(3).fit(SequenceDataset.tagged(sentences, tags));
        assertThat(Samples.weights(inParts)).usingComparatorWithPrecision(1e-6f).containsExactly(Samples.weights(plain));
    }

    @Test
    void weights_of_rows_weigh_their_steps() {
        int[][] sentences = sentences(4);
        Dataset data = SequenceDataset.tagged(sentences, tags(sentences));
        Trainer<Classifier> plan = quick(TAGGER).optimizer(Sgd.of(0.5)).batchSize(10);
        Classifier some = plan.fit(data.subset(1, 3));
        Classifier weighed = plan.fit(data.withWeights(0, 2, 0, 2));
        assertThat(Samples.weights(weighed)).usingComparatorWithPrecision(1e-6f).containsExactly(Samples.weights(some));
    }

    @Test
    void a_tagger_learns_and_its_metric_sees_real_steps_only() {
        int[][] sentences = sentences(60);
        SequenceDataset data = SequenceDataset.tagged(sentences, tags(sentences));
        Classifier model = quick(TAGGER).epochs(30).balanceClasses().metrics(Accuracy.metric()).fit(data, data);
        assertThat(model.history().last().metrics().get("accuracy")).isEqualTo(1);
    }

    @Test
    void labels_yes_or_no_and_values_are_for_each_step_too() {
        int[][] sentences = sentences(20);
        Sequential one = Sequential.of(Embedding.of(11, 8), Dense.of(1));
        Classifier binary = Trainer.binary(one).epochs(20).seed(1).batchSize(4).optimizer(Sgd.of(2)).display(Display.SILENT)
                .fit(SequenceDataset.tagged(sentences, tags(sentences)), SequenceDataset.tagged(sentences, tags(sentences)));
        assertThat(binary.history().last().metrics().get("accuracy")).isGreaterThan(0.95);
        float[][][] values = Arrays.stream(sentences)
                .map(row -> Arrays.stream(row).mapToObj(token -> new float[] {token % 2}).toArray(float[][]::new)).toArray(float[][][]::new);
        SequenceDataset data = SequenceDataset.of(sentences).withStepValues(values);
        Regressor regressor = Trainer.regressor(one).epochs(40).seed(1).batchSize(4).optimizer(Sgd.of(0.2)).display(Display.SILENT).fit(data, data);
        assertThat(regressor.history().last().metrics().get("mae")).isLessThan(0.1);
        Classifier labels = Trainer.multiLabel(one).epochs(20).seed(1).batchSize(4).optimizer(Sgd.of(2)).display(Display.SILENT).fit(data, data);
        assertThat(labels.history().last().metrics().values()).allSatisfy(value -> assertThat(value).isGreaterThan(0.95));
    }

    @Test
    void a_target_for_each_row_needs_a_network_that_joins_the_steps() {
        int[][] sentences = sentences(20);
        assertThatThrownBy(() -> quick(TAGGER).fit(SequenceDataset.of(sentences, new int[20])))
                .hasMessageContaining("needs targets for every step").hasMessageContaining("GlobalAvgPool1d");
    }

    @Test
    void a_language_model_learns_the_next_token_at_every_step() {
        int[] text = new int[600];
        Arrays.setAll(text, i -> 1 + i % 7);
        Sequential model = Sequential.of(Embedding.of(8, 8), Dense.of(8));
        Classifier next = quick(model).epochs(20).batchSize(8).optimizer(Sgd.of(2))
                .fit(TokenWindows.of(text, 12).withRandomOffsets(RandomSource.of(1)), TokenWindows.of(text, 12));
        assertThat(next.history().last().metrics().get("accuracy")).isEqualTo(1);
        assertThat(next.predict(Tensor.of(Shape.of(1, 3), 1, 2, 7)).toInts()).containsExactly(2, 3, 1);
    }

    @Test
    void steps_are_replayed_for_each_length() {
        int[][] sentences = sentences(40);
        DatasetFeed feed = DatasetFeed.of("training", SequenceDataset.tagged(sentences, tags(sentences)), 4, 0,
                BatchOrder.bucketed(RandomSource.of(1)));
        Network network = Network.build(TAGGER, Shape.of(20), RandomSource.of(1));
        Tensor rate = Tensor.of(0.1f);
        try (Programs programs = new Programs(network, Pass.training(), CrossEntropy.create(), ClassifierTask.CLASSES, feed.sequences(), null, false,
                () -> Updates.sgd(network.parameters().values(), network.parameters().gradients(), rate))) {
            for (int epoch = 1; epoch < 6; epoch++) {
                try (Feed.Flow flow = feed.open(epoch, 0)) {
                    for (Feed.Rows rows = flow.next(); rows != null; rows = flow.next()) {
                        programs.gradients(rows);
                        programs.update();
                        programs.evaluate(rows);
                    }
                }
            }
            assertThat(programs.explain().lines().filter(line -> line.contains("INT32"))).hasSize(6) // three buckets, in training and evaluation
                    .allSatisfy(line -> assertThat(line).contains("replayed"));
        }
    }

    @Test
    void answers_to_padded_rows_are_those_to_each_row_alone() {
        int[][] sentences = sentences(20);
        Classifier tagger = quick(TAGGER).fit(SequenceDataset.tagged(sentences, tags(sentences)));
        for (int run = 0; run < 4; run++) { // the last replayed
            int[][] asked = Arrays.copyOfRange(sentences, run, run + 16);
            Tensor all = tagger.predictProbabilities(Padded.of(asked));
            Tensor classes = tagger.predict(Padded.of(asked));
            Padded outputs = tagger.outputs(Padded.of(asked));
            for (int i = 0; i < asked.length; i++) {
                int length = asked[i].length;
                Tensor row = Tensor.of(Shape.of(1, length), asked[i]);
                assertThat(all.select(0, i).slice(0, 0, length).toArray()).containsExactly(tagger.predictProbabilities(row).toArray(), within(1e-6f));
                assertThat(all.select(0, i).slice(0, length, all.dim(1)).toArray()).isEqualTo(new float[2 * ((int) all.dim(1) - length)]);
                assertThat(Arrays.stream(classes.select(0, i).toInts()).filter(k -> k >= 0).toArray()).containsExactly(tagger.predict(row).toInts());
                assertThat(outputs.values().select(0, i).slice(0, 0, length).toArray()).containsExactly(tagger.outputs(row).toArray(), within(1e-6f));
            }
            assertThat(outputs.lengths().toInts()).containsExactly(Arrays.stream(asked).mapToInt(row -> row.length).toArray());
        }
        Padded many = Padded.of(sentences(300));
        assertThat(tagger.predict(many).shape()).isEqualTo(Shape.of(300, 20));
        assertThat(tagger.features("relu").of(many).lengths().toInts()).containsExactly(many.lengths().toInts());
        Dataset features = tagger.features("relu").of(SequenceDataset.tagged(sentences, tags(sentences)));
        assertThat(features.lengths("x")).containsExactly(features.lengths("y"));
        assertThat(DeadUnits.of(tagger.network(), many).layers()).hasSize(1);
    }

    @Test
    void a_data_set_is_asked_about_and_judged_by_real_steps() {
        int[][] sentences = sentences(300);
        SequenceDataset data = SequenceDataset.tagged(sentences, tags(sentences));
        Classifier tagger = quick(TAGGER).epochs(2).metrics(Accuracy.metric()).fit(data, data);
        assertThat(tagger.predict(data).shape()).isEqualTo(Shape.of(300, 20));
        assertThat(tagger.predict(data).toInts()).containsExactly(tagger.predict(Padded.of(sentences)).toInts());
        double accuracy = tagger.evaluate(data, Accuracy.metric()).get(Accuracy.metric());
        assertThat(accuracy).isCloseTo(tagger.history().last().metrics().get("accuracy"), within(1e-12));

        ClassPredictor pair = ClassifierEnsemble.averaging(List.of(tagger, tagger));
        Padded some = Padded.of(Arrays.copyOf(sentences, 20));
        assertThat(pair.predictProbabilities(some).toArray()).containsExactly(tagger.predictProbabilities(some).toArray(), within(1e-6f));
        assertThat(pair.predict(some).toInts()).containsExactly(tagger.predict(some).toInts());
        RowLosses losses = RowLosses.of(data, ClassifierTask.CLASSES, CrossEntropy.create(), tagger::outputs);
        assertThat(losses.mean()).isCloseTo(tagger.history().last().validationLoss().orElseThrow(), within(1e-5));
    }

    @Test
    void a_network_takes_other_lengths_if_its_layers_do() {
        Classifier tagger = quick(TAGGER).fit(SequenceDataset.tagged(sentences(20), tags(sentences(20))));
        assertThat(tagger.network().inputs().get(0)).isEqualTo(Shape.of(20));
        assertThat(tagger.predict(Tensor.of(Shape.of(1, 50), new int[50])).shape()).isEqualTo(Shape.of(1, 50));

        Regressor flat = Trainer.regressor(Sequential.of(Flatten.create(), Dense.of(1))).epochs(1).display(Display.SILENT)
                .fit(Dataset.of(Tensor.ones(4, 3, 2), Tensor.ones(4)));
        assertThatThrownBy(() -> flat.predict(Tensor.ones(4, 5, 2)))
                .hasMessageContaining("built for samples [[3, 2]], and one of its layers takes no others").hasMessageContaining("Dense");
        assertThatThrownBy(() -> flat.predict(Tensor.ones(4, 3, 3))).hasMessageContaining("needs batches of samples [3, 2]");
    }
}
