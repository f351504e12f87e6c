package org.disentangle.datasets;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real data sets, which are not in the repository. */
public final class TestData {

    private TestData() {}

    /**
     * The folder with {@code mnist/} and {@code stl10/}: the system property {@code suite.testData}, else the environment's {@code
     * SUITE_TEST_DATA}, else {@code shared/data} beside the repository. A test that asks for it is skipped where there is none.
     */
    public static Path folder() {
        String environment = System.getenv("SUITE_TEST_DATA");
        String given = System.getProperty("suite.testData", environment == null ? "../../shared/data" : environment);
        Path folder = Path.of(given).toAbsolutePath().normalize();
        assumeTrue(
                Files.isDirectory(folder.resolve("mnist")) && Files.isDirectory(folder.resolve("stl10")),
                () -> "no real MNIST and STL-10 in " + folder + "; set -Dsuite.testData or SUITE_TEST_DATA");
        return folder;
    }
}
