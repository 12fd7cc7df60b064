package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.data.BatchOrder;
import org.librate.core.data.Dataset;
import org.librate.core.random.RandomSource;
import org.librate.nn.Network;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Sigmoid;
import org.librate.nn.layer.Softmax;
import org.librate.nn.loss.MeanSquaredError;
import org.librate.nn.schedule.Cosine;

class PlanAdviceTest {

    private static final Dataset SPIRALS = Samples.spirals(120, 1);

    private static List<String> advice(Trainer<?> plan, Sequential net, Dataset data) {
        DatasetFeed feed = DatasetFeed.of("training", data, 40, 0, BatchOrder.sequential());
        Network network = Network.build(net, feed.inputs(), RandomSource.of(1), DType.FLOAT32);
        return PlanAdvice.of(plan.task(), plan.options(), plan.byClass().loss(data, network.outputs().get(0)), network, feed, 3);
    }

    private static List<String> classifier(Sequential net) {
        return advice(Trainer.classifier(net), net, SPIRALS);
    }

    @Test
    void a_usual_plan_needs_none() {
        assertThat(classifier(Samples.mlp(4, 3))).isEmpty();
        Sequential one = Samples.mlp(4, 1);
        assertThat(advice(Trainer.regressor(one), one, Samples.plane(200))).isEmpty();
    }

    @Test
    void a_schedule_should_last_as_long_as_the_run() {
        Sequential net = Samples.mlp(4, 3);
        Trainer<Classifier> plan = Trainer.classifier(net).epochs(5);
        assertThat(advice(plan.schedule(Cosine.overEpochs(2)), net, SPIRALS)).singleElement().asString()
                .contains("gives the rate 0 from epoch 3 on, and the run has 5 epochs: nothing is learned in 3 of them");
        assertThat(advice(plan.schedule(Cosine.overEpochs(5)), net, SPIRALS)).isEmpty();
        assertThat(advice(plan.schedule(Cosine.overEpochs(2).withEnd(0.1)), net, SPIRALS)).isEmpty();
    }

    @Test
    void losses_apply_softmax_and_sigmoid_themselves() {
        assertThat(classifier(Sequential.of(Dense.of(3), Softmax.create()))).singleElement().asString().contains("The network ends with Softmax")
                .contains("Leave the layer out");
        assertThat(classifier(Sequential.of(Sequential.of(Dense.of(3), Softmax.create())))).hasSize(1);
        Sequential yes = Sequential.of(Dense.of(1), Sigmoid.create());
        assertThat(advice(Trainer.binary(yes), yes, Samples.xor())).singleElement().asString().contains("The network ends with Sigmoid");
        assertThat(advice(Trainer.binary(yes).loss(MeanSquaredError.create()), yes, Samples.xor())).isEmpty();
    }

    @Test
    void outputs_that_no_row_asks_for_are_told() {
        assertThat(classifier(Samples.mlp(4, 10))).singleElement().asString()
                .contains("outputs for 10 classes, and no row has a class above 2: end it with 3 outputs");
    }

    @Test
    void a_regressor_of_classes_is_told() {
        Sequential one = Samples.mlp(4, 1);
        assertThat(advice(Trainer.regressor(one), one, SPIRALS)).singleElement().asString().contains("3 different whole numbers")
                .contains("Trainer.classifier");
        assertThat(one.outputShape(Shape.of(2))).isEqualTo(Shape.of(1));
    }
}
