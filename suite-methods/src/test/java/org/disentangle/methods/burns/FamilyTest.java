package org.disentangle.methods.burns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.method.Block;
import org.disentangle.core.method.Method;
import org.disentangle.core.registry.Registry;
import org.disentangle.core.tensor.Shape;
import org.disentangle.methods.contrastive.LabelUse;
import org.junit.jupiter.api.Test;

class FamilyTest {
    @SuppressWarnings("rawtypes")
    private static final Registry<Method> METHODS =
            Registry.load("method", Method.class, FamilyTest.class.getClassLoader());

    private static final DataSetDescription UNLABELLED =
            new DataSetDescription("photos", Shape.of(3, 8, 8), List.of(), List.of(), Map.of(), 1, 0, "");

    private static final List<String> FAMILY =
            List.of("hessian", "infomin", "ortho", "ortho-perm", "random", "simclr", "sub-infomax", "supervised");

    @Test
    void the_service_file_lists_every_method_of_the_family() {
        assertThat(METHODS.problems()).isEmpty();
        assertThat(METHODS.all()).extracting(Method::name).containsAll(FAMILY);
    }

    @Test
    void every_method_scores_the_halves_of_r_so_that_boards_can_compare() {
        for (String name : FAMILY) {
            assertThat(blocks(METHODS.get(name))).as(name).contains(new Block("r0", 0, 16), new Block("r1", 16, 16));
        }
    }

    @Test
    void every_method_of_the_paper_cites_it() {
        for (String name : List.of("hessian", "infomin", "ortho", "ortho-perm", "sub-infomax", "supervised")) {
            assertThat(METHODS.get(name).citations()).as(name).isNotEmpty();
        }
        assertThat(new Ortho().citations().get(0).toString()).contains("2021").contains("2108.06613");
    }

    @Test
    void data_without_joint_labels_are_refused_where_they_are_needed_with_the_way_out() {
        for (String name : List.of("hessian", "infomin", "ortho", "ortho-perm", "sub-infomax")) {
            Method<?> method = METHODS.get(name);
            assertThatThrownBy(() -> checkDefaults(method))
                    .as(name)
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("'" + name + "'")
                    .hasMessageContaining("'labels: joint-supcon'")
                    .hasMessageContaining("'photos'")
                    .hasMessageContaining("'labels: pair-only'");
        }
        checkDefaults(new Simclr());
        checkDefaults(new Untrained());
        new SubInfomax().check(new SubInfomaxOptions(LabelUse.PAIR_ONLY, 0.1, 8, List.of(0), true), UNLABELLED);
    }

    private static <O extends Record> void checkDefaults(Method<O> method) {
        method.check(method.defaults(), UNLABELLED);
    }

    private static <O extends Record> List<Block> blocks(Method<O> method) {
        return method.architecture(method.defaults(), 32).representationBlocks();
    }
}
