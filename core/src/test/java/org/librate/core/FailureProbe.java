package org.librate.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A program that {@link FailureTest} runs in a process of its own, where something is missing or scarce. Each line says how one attempt ended. */
final class FailureProbe {

    private FailureProbe() {
    }

    public static void main(String[] tasks) {
        for (String task : tasks) {
            switch (task) {
                case "add" -> attempt(task, () -> Tensor.of(1f, 2f).add(Tensor.of(3f, 4f)));
                case "train" -> attempt(task, FailureProbe::train);
                case "float64" -> attempt(task, () -> Tensor.of(1.0, 2.0).matmul(Tensor.of(3.0, 4.0)));
                case "doctor" -> attempt(task, Librate::doctor);
                case "too much at once" -> attempt(task, () -> Tensor.zeros(100L << 20).shape());
                case "too much in a step" -> attempt(task, FailureProbe::grow);
                case "too much in all" -> attempt(task, FailureProbe::hoard);
                default -> throw new IllegalArgumentException(task);
            }
        }
    }

    private static void attempt(String task, Supplier<Object> body) {
        String outcome;
        try {
            outcome = String.valueOf(body.get());
        } catch (Exception | Error e) {
            outcome = "failed with " + e.getClass().getSimpleName() + ": " + e.getMessage();
        }
        System.out.println("[" + task + "] " + outcome);
    }

    /** A network learns that y = x₁ − x₂: the loss must fall. */
    private static Object train() {
        Parameter weight = Parameter.zeros("weight", Shape.of(2, 1));
        Parameters net = Parameters.of(weight);
        Tensor rate = Tensor.of(0.1f);
        Tensor x = Tensor.of(new float[][] {{1, 0}, {0, 1}, {1, 1}, {2, 1}});
        Tensor y = Tensor.of(new float[][] {{1}, {-1}, {0}, {1}});
        Tensor loss = Tensor.zeros();
        for (int i = 0; i < 200; i++) {
            loss = x.linear(weight.tensor(), null).sub(y).square().mean();
            net.backward(loss);
            Updates.sgd(net.values(), net.gradients(), rate);
        }
        return loss.item() < 1e-3 ? "learned" : "did not learn: " + loss.item();
    }

    /** A step that once asks for too much, then runs, and is replayed. */
    private static Object grow() {
        long[] size = {100L << 20};
        StringBuilder outcome = new StringBuilder();
        try (Step step = Step.of("grow", in -> in.get(0).expand(size[0]).sum())) {
            try {
                step.run(Tensor.of(1f));
            } catch (OutOfMemoryError e) {
                outcome.append(e.getMessage());
            }
            size[0] = 5;
            for (int i = 1; i < 5; i++) {
                outcome.append(' ').append(step.run(Tensor.of((float) i)).item());
            }
            return outcome.append(' ').append(step.explain().replace('\n', ' ')).toString();
        }
    }

    /** Keeps one megabyte after the other. */
    private static Object hoard() {
        List<Tensor> kept = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            kept.add(Tensor.zeros(1L << 18));
        }
        return kept.size() + " MB kept";
    }
}
