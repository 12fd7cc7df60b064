package org.librate.imbalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DraftTest {

    private final Rows rows = new Rows(new double[] {0, 1, 2, 3, 4, 5, 6, 7}, 2, new int[] {0, 1, 2, 0}, new int[] {3}, new int[] {0, 0, 1, 1},
            List.of("a", "b"));
    private final Draft draft = Draft.keeping(0, 2, 3)
            .with(NewRows.between(1, new int[] {2, 3}, new int[] {3, 2}, new double[] {0.5, 0.25}))
            .with(NewRows.copies(1, new int[0]))
            .with(NewRows.at(1, new int[] {3}, new double[] {9, 8}))
            .with(NewRows.copies(1, new int[] {2}).withValues(new double[] {7, 7}).withCodes(new int[] {1}));

    @Test
    void rows_come_out_kept_first_and_then_made() {
        Rows after = rows.after(draft);
        assertThat(draft.size()).isEqualTo(7);
        assertThat(after.values()).containsExactly(0, 1, 4, 5, 6, 7, 5, 6, 5.5, 6.5, 9, 8, 7, 7);
        assertThat(after.labels()).containsExactly(0, 1, 1, 1, 1, 1, 1);
        assertThat(after.codes(new int[] {0, 1, 2, 3, 4, 5, 6})).containsExactly(0, 2, 0, 2, 0, 0, 1);
        assertThat(after).hasToString("Rows[7 rows of 2 numbers and 1 categories, classes {a=1, b=6}]");
    }

    @Test
    void a_second_sampler_may_leave_some_out() {
        Draft fewer = draft.only(rows, new int[] {1, 4, 5, 6});
        assertThat(fewer.kept()).containsExactly(2);
        assertThat(rows.after(fewer).values()).containsExactly(4, 5, 5.5, 6.5, 9, 8, 7, 7);
        assertThat(rows.after(fewer).codes(new int[] {0, 1, 2, 3})).containsExactly(2, 0, 0, 1);
        assertThat(draft.only(rows, new int[] {}).size()).isZero();
        assertThat(draft.only(rows, new int[] {0, 1, 2, 3, 4, 5, 6})).hasToString(draft.toString()).hasToString("Draft[3 kept, 4 made]");
    }

    @Test
    void new_rows_say_where_they_came_from() {
        MadeRows made = new MadeRows(draft.made(), rows.classNames());
        assertThat(made.size()).isEqualTo(4);
        assertThat(made.first(1)).isEqualTo(3);
        assertThat(made.second(1)).isEqualTo(2);
        assertThat(made.weight(1)).isEqualTo(0.25);
        assertThat(made.first(2)).as("a point without parents").isEqualTo(-1);
        assertThat(made.first(3)).isEqualTo(2);
        assertThat(made.className(3)).isEqualTo("b");
        assertThatThrownBy(() -> made.first(4)).hasMessage("MadeRows: a row must be in [0, 4), got 4.");
        assertThat(new MadeRows(List.of(), rows.classNames()).size()).isZero();
    }

    @Test
    void parents_and_weights_must_be_as_many() {
        assertThatThrownBy(() -> NewRows.between(0, new int[2], new int[1], new double[2]))
                .hasMessage("NewRows: needs as many first as second parents and weights, got 2, 1 and 2.");
    }

    /** 2^32 rows and codes, of which none need be stored to see that they are too many. */
    @Test
    void more_rows_than_an_array_holds_are_refused() {
        NewRows part = NewRows.copies(0, new int[1 << 20]);
        Draft draft = Draft.keeping(0);
        for (int i = 0; i < 16; i++) {
            draft = draft.with(part);
        }
        Draft many = draft;
        Rows wide = new Rows(new double[0], 0, new int[256], new int[256], new int[] {0}, List.of("a", "b"));
        assertThatThrownBy(() -> wide.after(many)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Rows: rows times columns must be below 2^31, got 16777217 times 256");
        for (int i = 0; i < 2048; i++) {
            draft = draft.with(part);
        }
        assertThatThrownBy(draft::size).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Draft: rows times columns must be below 2^31");
        assertThat(Rows.cells("x", 1 << 16, 1 << 14)).isEqualTo(1 << 30);
        assertThat(Rows.cells("x", Integer.MAX_VALUE, 0)).isZero();
    }
}
