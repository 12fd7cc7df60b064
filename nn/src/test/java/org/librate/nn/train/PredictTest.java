package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;

class PredictTest {

    private static final Classifier MODEL = Trainer.classifier(Samples.mlp(16, 3)).epochs(3).display(Display.SILENT).fit(Samples.spirals(90, 1));

    @Test
    void four_threads_get_their_own_answers() throws Exception {
        Tensor x = Samples.x(Samples.spirals(700, 4));
        float[] all = MODEL.predictProbabilities(x).toArray();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int thread = t;
                done.add(threads.submit(() -> {
                    for (int i = 0; i < 300; i++) {
                        int from = (thread * 173 + i * 7) % 650;
                        int rows = 1 + (thread + i) % 5;
                        float[] some = MODEL.predictProbabilities(x.slice(0, from, from + rows)).toArray();
                        for (int k = 0; k < some.length; k++) {
                            assertThat(some[k]).isCloseTo(all[from * 3 + k], org.assertj.core.api.Assertions.within(1e-5f));
                        }
                    }
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void answers_outlive_the_next_question() {
        Tensor x = Samples.x(Samples.spirals(4, 1));
        Tensor first = MODEL.predict(x);
        MODEL.predict(x);
        assertThat(first.toInts()).containsExactly(MODEL.predict(x).toInts());
        assertThat(MODEL.outputs(x).shape()).isEqualTo(Shape.of(4, 3));
        assertThat(MODEL.predictProbabilities(Tensor.zeros(0, 2)).shape()).isEqualTo(Shape.of(0, 3));
    }
}
