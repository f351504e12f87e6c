package org.disentangle.metrics.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LbfgsTest {
    private static final Lbfgs.Preconditioner NONE = vector -> {};

    /** Rosenbrock's valley in ten dimensions; minimum 0 at ones. */
    private static double rosenbrock(double[] x, double[] gradient) {
        Arrays.fill(gradient, 0);
        double value = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double bend = x[i + 1] - x[i] * x[i];
            value += 100 * bend * bend + (1 - x[i]) * (1 - x[i]);
            gradient[i] += -400 * x[i] * bend - 2 * (1 - x[i]);
            gradient[i + 1] += 200 * bend;
        }
        return value;
    }

    /** Curvatures from 1 to 1000. */
    private static double stretchedBowl(double[] x, double[] gradient) {
        double value = 0;
        for (int i = 0; i < x.length; i++) {
            double curvature = Math.pow(10, 3.0 * i / (x.length - 1));
            gradient[i] = curvature * (x[i] - i);
            value += curvature * (x[i] - i) * (x[i] - i) / 2;
        }
        return value;
    }

    @Test
    void it_finds_the_end_of_rosenbrocks_valley() {
        Lbfgs.Minimum minimum = new Lbfgs(1e-9, 1000).minimize(LbfgsTest::rosenbrock, NONE, new double[10]);
        assertThat(minimum.end()).isEqualTo(Lbfgs.End.CONVERGED);
        assertThat(minimum.gradientNorm()).isLessThanOrEqualTo(1e-9);
        for (double x : minimum.point()) {
            assertThat(x).isCloseTo(1, within(1e-8));
        }
    }

    @Test
    void a_preconditioner_that_is_the_inverse_hessian_ends_it_in_one_step() {
        Lbfgs.Preconditioner exact = vector -> {
            for (int i = 0; i < vector.length; i++) {
                vector[i] /= Math.pow(10, 3.0 * i / (vector.length - 1));
            }
        };
        Lbfgs.Minimum with = new Lbfgs(1e-6, 1000).minimize(LbfgsTest::stretchedBowl, exact, new double[20]);
        Lbfgs.Minimum without = new Lbfgs(1e-6, 1000).minimize(LbfgsTest::stretchedBowl, NONE, new double[20]);
        assertThat(with.iterations()).isEqualTo(1);
        assertThat(without.iterations()).isGreaterThan(10);
        assertThat(without.end()).isEqualTo(Lbfgs.End.CONVERGED);
    }

    @Test
    void a_start_at_the_minimum_takes_no_step() {
        Lbfgs.Minimum minimum = new Lbfgs(1e-9, 1000).minimize(LbfgsTest::stretchedBowl, NONE, new double[] {0, 1, 2});
        assertThat(minimum.iterations()).isZero();
        assertThat(minimum.evaluations()).isEqualTo(1);
        assertThat(minimum.end()).isEqualTo(Lbfgs.End.CONVERGED);
    }

    @Test
    void the_iteration_limit_is_reported_with_the_best_point() {
        Lbfgs.Minimum minimum = new Lbfgs(1e-9, 3).minimize(LbfgsTest::rosenbrock, NONE, new double[10]);
        assertThat(minimum.end()).isEqualTo(Lbfgs.End.ITERATION_LIMIT);
        assertThat(minimum.iterations()).isEqualTo(3);
        assertThat(minimum.gradientNorm()).isGreaterThan(1e-9);
        assertThat(minimum.value()).isEqualTo(rosenbrock(minimum.point(), new double[10]));
    }

    @Test
    void a_gradient_that_points_the_wrong_way_ends_stalled_and_not_converged() {
        Lbfgs.Objective lying = (x, gradient) -> {
            gradient[0] = -1;
            return x[0];
        };
        Lbfgs.Minimum minimum = new Lbfgs(1e-9, 1000).minimize(lying, NONE, new double[1]);
        assertThat(minimum.end()).isEqualTo(Lbfgs.End.STALLED);
        assertThat(minimum.point()).containsExactly(0);
    }

    @Test
    void accepted_steps_never_raise_the_objective() {
        List<Double> values = new ArrayList<>();
        WolfeLineSearch search = new WolfeLineSearch(LbfgsTest::rosenbrock);
        WolfeLineSearch.Point here = search.at(new double[] {-1.2, 1, -1, 2});
        while (values.size() < 30) {
            values.add(here.value());
            double[] downhill = here.gradient().clone();
            for (int i = 0; i < downhill.length; i++) {
                downhill[i] *= -1e-3;
            }
            WolfeLineSearch.Point next = search.along(here, downhill);
            assertThat(next).isNotNull();
            assertThat(next.value()).isLessThan(here.value());
            assertThat(Math.abs(Lbfgs.dot(next.gradient(), downhill)))
                    .isLessThanOrEqualTo(WolfeLineSearch.CURVATURE * -Lbfgs.dot(here.gradient(), downhill));
            here = next;
        }
    }

    @Test
    void steps_into_a_region_without_finite_values_are_cut_back() {
        Lbfgs.Objective wall = (x, gradient) -> {
            gradient[0] = 1 - 1 / (1 - x[0]) - 3;
            return x[0] >= 1 ? Double.NaN : x[0] + Math.log(1 - x[0]) - 3 * x[0];
        };
        WolfeLineSearch search = new WolfeLineSearch(wall);
        WolfeLineSearch.Point next = search.along(search.at(new double[] {0}), new double[] {8});
        assertThat(next).isNotNull();
        assertThat(next.value()).isFinite().isLessThan(0);
    }

    @Test
    void a_direction_that_climbs_is_refused() {
        WolfeLineSearch search = new WolfeLineSearch(LbfgsTest::stretchedBowl);
        WolfeLineSearch.Point here = search.at(new double[] {5, 5});
        assertThat(search.along(here, here.gradient().clone())).isNull();
    }
}
