package org.disentangle.metrics.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import org.disentangle.core.metric.Codes;
import org.disentangle.metrics.Examples;
import org.junit.jupiter.api.Test;

class RowBlockTest {

    @Test
    void a_block_holds_its_rows_both_ways_and_can_be_filled_again() {
        Codes codes = Examples.noise("z", 40, 5, 5);
        RowBlock block = new RowBlock(5);
        RowReader twice = (values, offset, row) -> {
            for (int j = 0; j < row.length; j++) {
                row[j] = 2.0 * values[offset + j];
            }
        };
        for (int[] range : new int[][] {{0, 40}, {3, 14}, {7, 8}}) {
            block.load(codes, twice, range[0], range[1]);
            assertThat(block.rows()).isEqualTo(range[1] - range[0]);
            for (int i = 0; i < block.rows(); i++) {
                for (int j = 0; j < 5; j++) {
                    double expected = 2.0 * codes.values()[(range[0] + i) * 5 + j];
                    assertThat(block.byRow()[i][j]).isEqualTo(expected);
                    assertThat(block.byColumn()[j][i]).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void blocks_stay_within_a_mebibyte_and_cover_all_rows() {
        for (int dimension : new int[] {1, 8, 64, 512, 2048}) {
            int perBlock = RowBlock.rowsPerBlock(dimension);
            assertThat((long) perBlock * dimension * Double.BYTES).isLessThanOrEqualTo(1 << 20);
            assertThat(RowBlock.blocks(perBlock + 1, dimension)).isEqualTo(2);
            assertThat(RowBlock.blocks(perBlock, dimension)).isEqualTo(1);
        }
    }
}
