package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.nn.Network;

class TensorBoardTest {

    @TempDir
    Path folder;

    private Path only() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    /** The CRC-32C of "123456789" is e3069283; turned right by 15 bits, plus a282ead8. */
    @Test
    void checksums_are_masked() {
        assertThat(TensorBoard.checksum("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(Integer.rotateRight(0xe3069283, 15) + 0xa282ead8);
    }

    /** A run that stands still. */
    private record Still(long updates, double loss, List<EpochResult> results) implements Progress {

        @Override
        public int epoch() {
            return results.size();
        }

        @Override
        public int epochs() {
            return 1;
        }

        @Override
        public int batch() {
            return 1;
        }

        @Override
        public int batches() {
            return 1;
        }

        @Override
        public double rate() {
            return 0.125;
        }

        @Override
        public Network network() {
            throw new IllegalStateException("not asked for");
        }

        @Override
        public void stop(String reason) {
            throw new IllegalStateException("not asked for");
        }
    }

    /** Read back by tensorboard 2.21.0 (EventFileLoader and EventAccumulator) as the five scalars. */
    @Test
    void writes_the_bytes_that_tensorboard_reads() throws IOException {
        TrainingCallback board = TensorBoard.in(folder).withBatches(1).withClock(() -> 1_700_000_000_000L).begin();
        EpochResult result = new EpochResult(1, 300, 0.5, OptionalDouble.of(0.25), Map.of("accuracy", 0.75), 0.125, 1);
        board.onStart(new Still(0, Double.NaN, List.of()));
        board.onBatch(new Still(300, 0.375, List.of()));
        board.onEpoch(new Still(300, 0.375, List.of(result)));
        assertThat(only().getFileName()).hasToString("events.out.tfevents.1700000000.librate.000");
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(only()))).isEqualTo(GOLDEN);
    }

    private static final String GOLDEN =
            "1800000000000000a37f4b220900000040fc54d9411a0d627261696e2e4576656e743a32eced8f9d2100000000000000017becf60900000040fc54d9"
            + "4110ac022a130a110a0a62617463682f6c6f7373150000c03e70ba7411200000000000000029eda9500900000040fc54d94110012a130a110a0a6c6f"
            + "73732f747261696e150000003f279e0ae32500000000000000eabc36f30900000040fc54d94110012a180a160a0f6c6f73732f76616c69646174696f"
            + "6e150000803e90d638d42500000000000000eabc36f30900000040fc54d94110012a180a160a0f6d65747269632f6163637572616379150000403ffa"
            + "1083ab1a00000000000000129bd82d0900000040fc54d94110012a0d0a0b0a0472617465150000003e8a41f057";
}
