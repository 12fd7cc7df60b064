package org.librate.nn.layer;

class SeluTest extends ElementwiseContract {

    SeluTest() {
        super(Selu.create(), -1.52016647f, -0.691758188f, 0.0f, 1.57605148f);
    }
}
