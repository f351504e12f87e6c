package org.disentangle.engine.nd4j.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinkFailuresTest {
    private static final String NEEDED = "needs CUDA 11.6 and cuDNN 8.3";

    @Test
    void a_missing_library_is_named_from_the_depth_of_the_chain() {
        Throwable deep = new UnsatisfiedLinkError(
                "/home/a b/libjnicudnn.so: libcudnn.so.8: cannot open shared object file: No such file");
        Throwable failure = new UnsatisfiedLinkError("no jnicudnn in java.library.path: /usr/lib").initCause(deep);

        assertThat(LinkFailures.explain(new RuntimeException("x", failure)))
                .startsWith("The library libcudnn.so.8 was not found.")
                .contains(NEEDED)
                .contains("--engine libtorch")
                .doesNotContain("/home");
    }

    @Test
    void the_drivers_own_library_is_told_from_cudas() {
        assertThat(LinkFailures.explain(new UnsatisfiedLinkError(
                        "/x/libjnicudart.so: libcuda.so.1: cannot open shared object file: No such file or directory")))
                .isEqualTo(
                        "No NVIDIA driver was found: its library libcuda.so.1 is missing. CUDA 11.6 needs release 450.80 or newer."
                                + " Use --engine libtorch.");
    }

    @Test
    void another_release_is_told_from_a_missing_one() {
        assertThat(
                        LinkFailures.explain(
                                new UnsatisfiedLinkError(
                                        "/x/libnd4jcuda.so: /usr/lib/libcublas.so.11: version `libcublas.so.11' not found (required by /x/libnd4jcuda.so)")))
                .startsWith("The library libcublas.so.11 is of another release")
                .contains(NEEDED);
        assertThat(LinkFailures.explain(new UnsatisfiedLinkError(
                        "/x/libnd4jcuda.so: undefined symbol: cudnnSetStream, version libcudnn.so.8")))
                .startsWith("The library libnd4jcuda.so is of another release");
    }

    @Test
    void no_natives_for_the_platform_is_said() {
        assertThat(LinkFailures.explain(
                        new UnsatisfiedLinkError("no jnicudart in java.library.path: /usr/java/packages/lib")))
                .startsWith("There is no native library jnicudart for this platform (")
                .contains("--engine libtorch");
    }

    @Test
    void anything_else_keeps_its_own_words() {
        assertThat(LinkFailures.explain(
                        new RuntimeException("a", new IllegalStateException("No CUDA devices were found in system"))))
                .contains("No CUDA devices were found in system")
                .contains(NEEDED);
    }
}
