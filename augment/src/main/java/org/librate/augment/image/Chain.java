package org.librate.augment.image;

/** One geometry after the other. */
record Chain(Geometry first, Geometry second) implements Geometry {

    @Override
    public int height() {
        return second.height();
    }

    @Override
    public int width() {
        return second.width();
    }

    @Override
    public void forward(double[] points) {
        first.forward(points);
        second.forward(points);
    }

    @Override
    public Image move(Image image, Layer.Kind kind) {
        return second.move(first.move(image, kind), kind);
    }

    @Override
    public boolean bends() {
        return first.bends() || second.bends();
    }

    @Override
    public boolean mirrors() {
        return first.mirrors() ^ second.mirrors();
    }

    @Override
    public Geometry inverse() {
        return new Chain(second.inverse(), first.inverse());
    }

    @Override
    public String toString() {
        return first + ", " + second;
    }
}
