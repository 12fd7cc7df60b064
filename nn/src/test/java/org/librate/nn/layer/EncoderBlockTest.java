package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;

class EncoderBlockTest extends BlockContract {

    EncoderBlockTest() {
        super(EncoderBlock.of(4).withHeads(2).withFeedForward(3).withDropout(0.2));
    }

    @Test
    void counts_its_parameters() {
        // as PyTorch's TransformerEncoderLayer(128, 4, 256)
        assertThat(EncoderBlock.of(128).withHeads(4).withFeedForward(256).parameterCount(Shape.of(64, 128))).isEqualTo(132_480);
        assertThat(Repeat.times(6, EncoderBlock.of(16)).parameterCount(Shape.of(3, 16)))
                .isEqualTo(6 * EncoderBlock.of(16).parameterCount(Shape.of(3, 16)));
    }

    @Test
    void prints_what_differs() {
        assertThat(EncoderBlock.of(256).withHeads(8).withFeedForward(1024).withDropout(0.1))
                .hasToString("EncoderBlock[width=256, heads=8, feedForward=1024, dropout=0.1]");
        assertThat(EncoderBlock.of(256).withPreNorm(false).withActivation(Relu.create()).withCausal(true).withNorm(RmsNorm.create()).withBias(false)
                .withRotary(true).withKeyValueHeads(2))
                .hasToString("EncoderBlock[width=256, heads=8, keyValueHeads=2, feedForward=1024, preNorm=false, rotary=true, bias=false, "
                        + "activation=Relu, norm=" + RmsNorm.create() + ", causal=true]");
    }
}
