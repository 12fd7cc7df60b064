package org.librate.nn;

/** One pass through a network: is it for training, where dropout drops and batch norm uses the batch, or for inference? */
public final class Pass {

    private static final Pass TRAINING = new Pass(true);
    private static final Pass INFERENCE = new Pass(false);

    private final boolean training;

    private Pass(boolean training) {
        this.training = training;
    }

    public static Pass training() {
        return TRAINING;
    }

    public static Pass inference() {
        return INFERENCE;
    }

    public boolean isTraining() {
        return training;
    }

    @Override
    public String toString() {
        return training ? "Pass.training()" : "Pass.inference()";
    }
}
