package org.librate.nn.layer;

class SiluTest extends ElementwiseContract {

    SiluTest() {
        super(Silu.create(), -0.238405844f, -0.188770334f, 0.0f, 1.22636171f);
    }
}
