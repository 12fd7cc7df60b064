package org.librate.nn.layer;

class EluTest extends ElementwiseContract {

    EluTest() {
        super(Elu.create().withAlpha(2), -1.72932943f, -0.786938681f, 0.0f, 1.5f);
    }
}
