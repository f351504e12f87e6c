package org.disentangle.runner;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** What the design forbids. */
@AnalyzeClasses(packages = "org.disentangle", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String CORE = "org.disentangle.core..";
    private static final String RUNNER = "org.disentangle.runner..";
    private static final String TESTKIT = "org.disentangle.testkit..";
    private static final String DATASETS = "org.disentangle.datasets..";
    private static final String METHODS = "org.disentangle.methods..";
    private static final String METRICS = "org.disentangle.metrics..";
    private static final String ENGINES = "org.disentangle.engine..";
    private static final String ND4J_ENGINE = "org.disentangle.engine.nd4j..";
    private static final String DEEPLEARNING4J = "org.disentangle.deeplearning4j..";

    @ArchTest
    static final ArchRule methods_never_see_an_engine = noClasses()
            .that()
            .resideInAPackage(METHODS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.disentangle.core.engine..", ENGINES, "org.bytedeco..", "org.nd4j..");

    @ArchTest
    static final ArchRule the_core_sees_no_library_for_numbers_and_no_databind = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.fasterxml.jackson.databind..",
                    "org.bytedeco..",
                    "org.nd4j..",
                    "org.deeplearning4j..",
                    "org.apache.commons.math3..",
                    "smile..");

    @ArchTest
    static final ArchRule the_core_sees_no_other_module = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat(resideInAPackage("org.disentangle..").and(not(resideInAPackage(CORE))));

    @ArchTest
    static final ArchRule data_sets_see_the_core_alone = seesTheCoreAlone(DATASETS);

    @ArchTest
    static final ArchRule methods_see_the_core_alone = seesTheCoreAlone(METHODS);

    @ArchTest
    static final ArchRule metrics_see_the_core_alone = seesTheCoreAlone(METRICS);

    @ArchTest
    static final ArchRule engines_see_the_core_alone = seesTheCoreAlone(ENGINES);

    @ArchTest
    static final ArchRule what_is_done_by_deeplearning4j_sees_core_metrics_and_its_engine_alone = noClasses()
            .that()
            .resideInAPackage(DEEPLEARNING4J)
            .should()
            .dependOnClassesThat(resideInAPackage("org.disentangle..")
                    .and(not(resideInAnyPackage(CORE, METRICS, ND4J_ENGINE, DEEPLEARNING4J))));

    @ArchTest
    static final ArchRule deeplearning4j_is_seen_by_the_module_of_that_name_alone = noClasses()
            .that()
            .resideOutsideOfPackage(DEEPLEARNING4J)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.deeplearning4j..");

    @ArchTest
    static final ArchRule nd4j_is_seen_by_its_engine_and_deeplearning4j_alone = noClasses()
            .that()
            .resideOutsideOfPackages(ND4J_ENGINE, DEEPLEARNING4J)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.nd4j..");

    /** Each engine's own packages, the one with the engine in it among them. */
    @ArchTest
    static final ArchRule packages_of_engines_have_no_cycles =
            slices().matching("org.disentangle.engine.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothing_sees_the_runner = noClasses()
            .that()
            .resideOutsideOfPackage(RUNNER)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(RUNNER);

    @ArchTest
    static final ArchRule nothing_that_runs_sees_the_testkit = noClasses()
            .that()
            .resideOutsideOfPackage(TESTKIT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(TESTKIT);

    @ArchTest
    static final ArchRule boards_see_neither_store_nor_workers = noClasses()
            .that()
            .resideInAnyPackage("org.disentangle.runner.board..", "org.disentangle.runner.page..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.disentangle.runner.store..",
                    "org.disentangle.runner.worker..",
                    "org.disentangle.runner.trial..",
                    "org.disentangle.runner.plugin..",
                    "org.disentangle.runner.objective..",
                    "org.disentangle.runner.cli..",
                    "java.nio.file..",
                    "java.time..");

    @ArchTest
    static final ArchRule chance_comes_from_named_streams_alone = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Random.class, ThreadLocalRandom.class)
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule the_clock_is_handed_in = noClasses().should().callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule nothing_depends_on_the_default_locale = noClasses()
            .should()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "formatted", Object[].class)
            .orShould()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase");

    @ArchTest
    static final ArchRule nothing_depends_on_the_default_charset = noClasses()
            .should()
            .callMethod(String.class, "getBytes")
            .orShould()
            .callConstructor(String.class, byte[].class)
            .orShould()
            .callConstructor(InputStreamReader.class, InputStream.class)
            .orShould()
            .callConstructor(OutputStreamWriter.class, OutputStream.class)
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(FileReader.class, FileWriter.class);

    @ArchTest
    static final ArchRule nothing_is_serialized_by_java =
            noClasses().should().dependOnClassesThat().belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class);

    private static ArchRule seesTheCoreAlone(String module) {
        return noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat(resideInAPackage("org.disentangle..").and(not(resideInAnyPackage(CORE, module))));
    }
}
