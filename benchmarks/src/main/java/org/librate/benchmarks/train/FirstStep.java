package org.librate.benchmarks.train;

import org.librate.nn.train.Progress;
import org.librate.nn.train.TrainingCallback;

/** A program that trains mlp-small for one step, and says when it has done it. */
final class FirstStep {

    static final String DONE = "first step done";

    private FirstStep() {
    }

    public static void main(String[] args) {
        TrainCases.mlpSmall().epochs(1).callbacks(new TrainingCallback() {
            @Override
            public void onBatch(Progress progress) {
                System.out.println(DONE);
                progress.stop("one step was asked for");
            }
        }).fit(TrainCases.mlpSmallData());
    }
}
