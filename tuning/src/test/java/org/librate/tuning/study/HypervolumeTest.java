package org.librate.tuning.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.librate.core.random.RandomSource;
import org.librate.tuning.search.Param;

class HypervolumeTest {

    @Test
    void knows_areas_and_volumes_by_hand() {
        assertThat(Hypervolume.of(new double[][] {{1, 3}, {2, 2}, {3, 3}, {5, 0}}, new double[] {4, 4})).isEqualTo(5);
        assertThat(Hypervolume.of(new double[][] {{1, 2, 3}}, new double[] {2, 4, 6})).isEqualTo(6);
        assertThat(Hypervolume.of(new double[][] {{0, 0, 1}, {1, 0, 0}, {0, 1, 0}}, new double[] {2, 2, 2}))
                .isEqualTo(7); // all but the unit cube at 0
        assertThat(Hypervolume.of(new double[0][], new double[] {1, 1})).isZero();
    }

    @Test
    void agrees_with_counting_cells_in_up_to_four_goals() {
        for (int goals = 1; goals <= 4; goals++) {
            int cells = 6;
            double[][] points = new double[12][goals];
            for (int i = 0; i < points.length; i++) {
                for (int goal = 0; goal < goals; goal++) {
                    points[i][goal] = RandomSource.of(goals).stream("points").at(i).integer(goal, 0, cells);
                }
            }
            int dominated = 0;
            for (int cell = 0; cell < Math.pow(cells, goals); cell++) {
                int rest = cell;
                double[] corner = new double[goals];
                for (int goal = 0; goal < goals; goal++) {
                    corner[goal] = rest % cells;
                    rest /= cells;
                }
                dominated += Arrays.stream(points).anyMatch(point -> Arrays.equals(point, corner) || Hypervolume.dominates(point, corner)) ? 1 : 0;
            }
            double[] reference = new double[goals];
            Arrays.fill(reference, cells);

            assertThat(Hypervolume.of(points, reference)).isCloseTo(dominated, within(1e-9));
        }
    }

    @Test
    void a_study_has_a_front_of_feasible_trials() {
        Param<Double> x = Param.uniform("x", 0, 1);
        Param<Double> waste = Param.uniform("waste", 0, 1);
        StudyResult result = Study.of(Goal.minimise("cost"), Goal.maximise("gain")).runMany(Budget.trials(60), trial -> {
            double cost = trial.get(x) + trial.get(waste);
            trial.constraint("cost", cost - 1);
            return new double[] {cost, Math.sqrt(trial.get(x))};
        });

        assertThat(result.front()).isNotEmpty().allMatch(TrialResult::isFeasible);
        for (TrialResult one : result.front()) {
            assertThat(result.trials())
                    .noneMatch(other -> other.isFeasible() && other.values()[0] < one.values()[0] && other.values()[1] > one.values()[1]);
        }
        assertThat(result.hypervolume(1, 0)).isBetween(0.2, 2.0 / 3);
        assertThat(result.table()).contains("gain (more is better)");
    }
}
