package org.librate.nn.layer;

class ReluTest extends ElementwiseContract {

    ReluTest() {
        super(Relu.create(), 0.0f, 0.0f, 0.0f, 1.5f);
    }
}
