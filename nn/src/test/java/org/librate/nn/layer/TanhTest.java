package org.librate.nn.layer;

class TanhTest extends ElementwiseContract {

    TanhTest() {
        super(Tanh.create(), -0.96402758f, -0.462117157f, 0.0f, 0.905148254f);
    }
}
