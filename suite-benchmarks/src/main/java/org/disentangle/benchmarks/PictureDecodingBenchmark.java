package org.disentangle.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.disentangle.core.data.DataSet;
import org.disentangle.datasets.imagefolder.ImageFolder;
import org.disentangle.datasets.imagefolder.ImageFolderOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Opening a folder of JPEG files for the first time: reading, decoding, resizing to 256 pixels, and writing with checksums; one
 * thread per core. The folder is the environment variable {@code SUITE_PICTURES}, with two classes; {@code
 * scripts/peers/decode_pictures.py} makes one and is the peer.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 7)
public class PictureDecodingBenchmark {
    private Path cache;

    @Setup(Level.Iteration)
    public void begin() throws IOException {
        cache = Files.createTempDirectory("decoding");
    }

    @Benchmark
    public DataSet open() {
        Path pictures = Path.of(System.getenv("SUITE_PICTURES")).toAbsolutePath();
        ImageFolderOptions options =
                new ImageFolderOptions(String.valueOf(pictures.getFileName()), 2, 224, 256, 0, 0, false);
        return new ImageFolder(cache, Runtime.getRuntime().availableProcessors(), note -> {})
                .open(options, pictures.resolve(".."));
    }

    @TearDown(Level.Iteration)
    public void end() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(cache)) {
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
