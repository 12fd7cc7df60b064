package org.librate.nn.schedule;

/** One schedule, and after a while another. */
record Sequence(Schedule first, Span until, Schedule next) implements Schedule {

    @Override
    public double factor(long step, long stepsPerEpoch) {
        long change = (long) Math.ceil(until.steps(stepsPerEpoch));
        return step < change ? first.factor(step, stepsPerEpoch) : next.factor(step - change, stepsPerEpoch);
    }

    @Override
    public String toString() {
        return "Sequence[" + first + ", after " + until + " " + next + "]";
    }
}
