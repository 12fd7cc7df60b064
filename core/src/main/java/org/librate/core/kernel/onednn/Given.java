package org.librate.core.kernel.onednn;

/**
 * What a call brings along that its plan does not depend on: so a learning rate that falls, or a slice that moves on, finds the plan of
 * the call before, where a plan for each would be compiled and would push others out.
 */
final class Given {

    static final Given NOTHING = new Given(new float[0], new long[0]);

    private final float[] numbers;
    private final long[] offsets;

    private Given(float[] numbers, long[] offsets) {
        this.numbers = numbers;
        this.offsets = offsets;
    }

    /** Values for the {@link PlanBuilder#number numbers} of the plan, in order. */
    static Given numbers(double... values) {
        float[] numbers = new float[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) values[i];
        }
        return new Given(numbers, NOTHING.offsets);
    }

    /** Where the work begins in each array, in bytes. */
    static Given offsets(long... offsets) {
        return new Given(NOTHING.numbers, offsets);
    }

    float number(int i) {
        return numbers[i];
    }

    long offset(int array) {
        return array < offsets.length ? offsets[array] : 0;
    }
}
