package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.disentangle.core.Check;
import org.disentangle.core.UserError;
import org.disentangle.core.data.ConfiguredDataSet;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.Samples;
import org.disentangle.core.data.Split;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.datasets.image.ContactSheet;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.experiment.EngineChoice;
import org.disentangle.runner.experiment.Experiment;
import org.disentangle.runner.experiment.ExperimentReader;
import org.disentangle.runner.json.YamlReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code suite data preview}. */
@Command(
        name = "preview",
        description = {
            "Writes a picture of a data set's first groups, the views of a group side by side.",
            "The data set is given as in an experiment: drawn-digits, or \"{name: mnist-stl10, variant: dc-dl}\"."
        })
final class PreviewCommand implements Callable<Integer> {
    private final Printer printer;

    @Parameters(paramLabel = "DATA", description = "A name of 'suite list data', or a mapping with its options.")
    private String data;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "preview.png",
            description = "Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--split", paramLabel = "S", defaultValue = "train", description = "train (default) or test.")
    private Split split = Split.TRAIN;

    @Option(
            names = "--groups",
            paramLabel = "N",
            defaultValue = "48",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int groups;

    @Option(
            names = "--zoom",
            paramLabel = "Z",
            defaultValue = "2",
            description = "Pixels per pixel (default: ${DEFAULT-VALUE}).")
    private int zoom;

    @Mixin
    private final DataCommand.Location location = new DataCommand.Location();

    @Mixin
    private final Catalogs catalogs = new Catalogs();

    PreviewCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Integer call() {
        Check.within("--groups", groups, 1, 10_000);
        Check.within("--zoom", zoom, 1, 16);
        Catalog catalog = catalogs.load(printer);
        ConfiguredDataSet<?> configured = new ExperimentReader(catalog).dataSet(YamlReader.read("DATA", data));
        DataSet opened = configured.open(location.find().folder());
        if (opened.description().sample().rank() != 3) {
            throw new UserError("'" + opened.description().name() + "' has no images to show");
        }
        String engine = EngineChoice.resolve(catalog, Experiment.AUTO, "cpu", Precision.FP32)
                .engine();
        Samples samples = opened.samples(split);
        int rows = Math.min(groups, samples.groups()) * samples.rowsPerGroup();
        HostTensor images = render(catalog.engines().get(engine), opened, samples, rows);
        int perRow = samples.rowsPerGroup() * Math.max(1, 16 / samples.rowsPerGroup());
        ContactSheet.of(images, perRow, zoom).write(out);
        printer.say("Written: " + Paths.shortest(out) + " (" + rows / samples.rowsPerGroup() + " groups of "
                + opened.description().name() + ", " + split.label() + ")");
        return ExitCode.WELL;
    }

    private HostTensor render(Engine engine, DataSet opened, Samples samples, int rows) {
        int threads = Runtime.getRuntime().availableProcessors();
        ProgramBuilder builder = new ProgramBuilder("preview");
        Map<String, HostTensor> inputs = new HashMap<>();
        Map<String, Tensor> pools = new LinkedHashMap<>();
        opened.pools(split).forEach((name, pool) -> {
            pools.put(name, builder.input(name, pool.type(), pool.shape()));
            inputs.put(name, pool);
        });
        Map<String, Tensor> sources = new LinkedHashMap<>();
        samples.sources().forEach((name, column) -> {
            sources.put(name, builder.input(name, DataSet.SOURCE_TYPE, Shape.of(rows)));
            inputs.put(name, HostTensor.indices(Arrays.copyOf(column, rows)));
        });
        opened.rows(split).forEach((name, source) -> {
            sources.put(
                    name, builder.input(name, ElementType.UINT8, source.row().rows(rows)));
            inputs.put(name, source.read(IntStream.range(0, rows).toArray()));
        });
        builder.output("images", opened.scene(pools, sources));
        Program program = builder.build();
        try (Session session = engine.open(new SessionOptions("cpu", Precision.FP32, threads));
                Variables variables = session.variables(program.parameters(), program.buffers());
                Executable executable = session.executable(program, variables);
                StepScope scope = session.scope()) {
            return Objects.requireNonNull(executable.run(inputs).get("images")).toHost();
        }
    }
}
