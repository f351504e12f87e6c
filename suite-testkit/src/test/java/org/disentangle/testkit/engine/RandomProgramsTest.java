package org.disentangle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RandomProgramsTest {
    @Test
    void most_programs_lie_far_from_every_kink_and_have_gradients_that_could_be_wrong() {
        List<RandomProgramsContract.Sample> smooth = RandomProgramsContract.seeds()
                .map(RandomProgramsContract.Sample::of)
                .filter(RandomProgramsContract.Sample::smooth)
                .toList();

        assertThat(smooth).hasSizeGreaterThan(120);
        assertThat(smooth)
                .filteredOn(sample -> RandomProgramsContract.INPUTS.stream()
                        .flatMapToDouble(
                                input -> Arrays.stream(sample.gradient(input).values()))
                        .anyMatch(slope -> Math.abs(slope) > 100 * RandomProgramsContract.GRADIENTS))
                .hasSizeGreaterThan(120);
    }
}
