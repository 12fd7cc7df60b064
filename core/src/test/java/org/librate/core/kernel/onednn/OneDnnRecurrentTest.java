package org.librate.core.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.librate.core.Shape;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.RecurrentCell;

class OneDnnRecurrentTest extends OneDnnTest {

    @ParameterizedTest
    @EnumSource(RecurrentCell.class)
    void every_cell_runs_here_and_not_on_the_reference(RecurrentCell cell) {
        for (int options = 0; options < 16; options++) {
            boolean cellState = cell == RecurrentCell.LSTM && (options & 8) > 0;
            KernelOp.Recurrent op = new KernelOp.Recurrent(cell, (options & 1) > 0, (options & 2) > 0, (options & 4) > 0, cellState, true);
            assertThat(new OneDnnRecurrent().keptBytes(op, Shape.of(5, 7, 3), 6)).as(op.toString()).isPositive();
        }
    }
}
