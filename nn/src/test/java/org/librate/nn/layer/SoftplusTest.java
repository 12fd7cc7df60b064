package org.librate.nn.layer;

class SoftplusTest extends ElementwiseContract {

    SoftplusTest() {
        super(Softplus.create(), 0.126928011f, 0.474076984f, 0.693147181f, 1.70141328f);
    }
}
