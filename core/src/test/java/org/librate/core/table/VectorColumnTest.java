package org.librate.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;

/** A one-hot column is a column of vectors in every respect. */
class VectorColumnTest {

    private final VectorColumn ones = VectorColumn.oneHot("v", 3, 0, 2, -1, 1);
    private final VectorColumn written = VectorColumn.of("v", Tensor.of(new float[][] {{1, 0, 0}, {0, 0, 1}, {0, 0, 0}, {0, 1, 0}}));

    @Test
    void valuesAreThoseOfItsPlaces() {
        assertThat(ones.values().toArray()).containsExactly(written.values().toArray());
        assertThat(ones.values()).isSameAs(ones.values());
        assertThat(ones.values().shape()).isEqualTo(Shape.of(4, 3));
        assertThat(ones).hasToString(written.toString());
        assertThat(ones.text(1)).isEqualTo(written.text(1));
        assertThat(ones.places()).containsExactly(0, 2, -1, 1);
    }

    @Test
    void rowsOfPlacesStayPlaces() {
        VectorColumn some = ones.rows(3, 3, 0).named("w");
        assertThat(some.isOneHot()).isTrue();
        assertThat(some.name()).isEqualTo("w");
        assertThat(some.values().toArray()).containsExactly(written.rows(3, 3, 0).values().toArray());
        assertThat(ones.rows().values().shape()).isEqualTo(Shape.of(0, 3));
        assertThat(ones.rows().size()).isZero();
    }

    @Test
    void placesAndNumbersCanBePutTogether() {
        assertThat(ones.concat(ones).isOneHot()).isTrue();
        float[] all = written.concat(written).values().toArray();
        assertThat(ones.concat(ones).values().toArray()).containsExactly(all);
        assertThat(ones.concat(written).values().toArray()).containsExactly(all);
        assertThat(written.concat(ones).values().toArray()).containsExactly(all);
        assertThatThrownBy(() -> ones.concat(VectorColumn.oneHot("v", 4, 0))).hasMessageContaining("one type and shape");
    }

    @Test
    void matrixHasThemBesideOtherColumns() {
        Table table = Table.of(NumericColumn.of("a", 1, 2, 3, 4), ones, NumericColumn.of("b", 5, 6, 7, 8));
        Table same = Table.of(NumericColumn.of("a", 1, 2, 3, 4), written, NumericColumn.of("b", 5, 6, 7, 8));
        assertThat(table.matrix().toArray()).containsExactly(same.matrix().toArray());
    }

    @Test
    void whatIsNoPlaceIsRefused() {
        assertThatThrownBy(() -> VectorColumn.oneHot("v", 3, 0, 3)).hasMessageContaining("v").hasMessageContaining("[-1, 2]")
                .hasMessageContaining("3");
        assertThatThrownBy(() -> VectorColumn.oneHot("v", 3, -2)).hasMessageContaining("-2");
        assertThatThrownBy(() -> VectorColumn.oneHot("v", 0)).hasMessageContaining("width");
        assertThatThrownBy(written::places).hasMessageContaining("one-hot");
    }

    @Test
    void placesAreACopy() {
        int[] given = {0, 1};
        VectorColumn column = VectorColumn.oneHot("v", 2, given);
        given[0] = 1;
        column.places()[1] = 0;
        assertThat(column.places()).containsExactly(0, 1);
    }
}
