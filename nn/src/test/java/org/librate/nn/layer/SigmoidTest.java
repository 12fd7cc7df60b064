package org.librate.nn.layer;

class SigmoidTest extends ElementwiseContract {

    SigmoidTest() {
        super(Sigmoid.create(), 0.119202922f, 0.377540669f, 0.5f, 0.817574476f);
    }
}
