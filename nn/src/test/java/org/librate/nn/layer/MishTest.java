package org.librate.nn.layer;

class MishTest extends ElementwiseContract {

    MishTest() {
        super(Mish.create(), -0.252501483f, -0.220743775f, 0.0f, 1.40337827f);
    }
}
