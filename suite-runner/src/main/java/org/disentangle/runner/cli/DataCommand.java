package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.disentangle.core.UserError;
import org.disentangle.datasets.imagefolder.ImageFolder;
import org.disentangle.datasets.library.DataImport;
import org.disentangle.datasets.library.DataLibrary;
import org.disentangle.datasets.library.DataLocation;
import org.disentangle.datasets.library.DigestCache;
import org.disentangle.datasets.library.PlatformCache;
import org.disentangle.datasets.library.PublishedSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code suite data}. */
@Command(
        name = "data",
        description = "Lists, imports, verifies and shows data sets.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DataCommand.ListFiles.class,
            DataCommand.Import.class,
            DataCommand.Verify.class,
            PreviewCommand.class
        })
final class DataCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command: list, import, verify or preview.");
    }

    /** Where the data are. */
    static final class Location {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "The folder of data sets (default: $SUITE_DATA, or the platform's cache folder).")
        private @Nullable Path data;

        DataLocation find() {
            return DataLocation.find(data);
        }

        DataLibrary library() {
            return new DataLibrary(find().folder(), DigestCache.ofThisUser());
        }
    }

    private static boolean print(Printer printer, List<DataLibrary.FileState> states, String good) {
        states.forEach(state -> printer.print(String.format(
                Locale.ROOT, "%-34s %s%n", place(state), state.problem().orElse(good))));
        return states.stream().allMatch(state -> state.problem().isEmpty());
    }

    /** Where the file lies, by the name that it has there; where it is missing, by its usual one. */
    private static String place(DataLibrary.FileState state) {
        return state.path()
                .map(path -> state.file().folder() + "/" + path.getFileName())
                .orElse(state.file().path());
    }

    /** {@code suite data list}. */
    @Command(
            name = "list",
            description = "Lists the files that data sets need, and which of them are there; reads none of them.")
    static final class ListFiles implements Callable<Integer> {
        private final Printer printer;

        @Mixin
        private final Location location = new Location();

        ListFiles(Printer printer) {
            this.printer = printer;
        }

        @Override
        public Integer call() {
            DataLocation found = location.find();
            printer.say("Data in " + found.folder() + " (by " + found.origin()
                    + "). drawn-digits needs no files, nor does color-dsprites without 'source: file'.");
            print(printer, location.library().list(), "there");
            printer.say("color-dsprites with 'source: file' takes the whole of dSprites or a part of it, the first of: "
                    + String.join(", ", PublishedSet.DSPRITES.files().get(0).paths()) + ".");
            printer.say(
                    "image-folder takes any folder of pictures in there, or a link to one: NAME/train/CLASS/*.jpg and"
                            + " NAME/val/CLASS/*.jpg. Decoded pictures are kept in "
                            + PlatformCache.folder().resolve(ImageFolder.CACHE) + ".");
            return ExitCode.WELL;
        }
    }

    /** {@code suite data import}. */
    @Command(
            name = "import",
            description = {
                "Brings the published files of MNIST, STL-10, CIFAR and dSprites from a folder into the folder of data sets.",
                "Each is read to its end and checked first; the manifest with checksums is written last."
            })
    static final class Import implements Callable<Integer> {
        private final Printer printer;

        @Parameters(paramLabel = "FOLDER", description = "A folder that holds the files, up to four levels deep.")
        private Path folder;

        @Mixin
        private final Location location = new Location();

        @Option(names = "--link", description = "Link instead of copying; the files must then stay where they are.")
        private boolean link;

        Import(Printer printer) {
            this.printer = printer;
        }

        @Override
        public Integer call() {
            List<DataImport.Imported> imported = new DataImport(location.library())
                    .from(folder, link ? DataImport.Transfer.LINK : DataImport.Transfer.COPY);
            imported.forEach(each -> printer.print(
                    each.file().path() + (each.alreadyThere() ? " (was there already)" : " -> " + each.path()) + "\n"));
            printer.say(imported.size() + " files are in " + location.find().folder() + ".");
            return ExitCode.WELL;
        }
    }

    /** {@code suite data verify}. */
    @Command(name = "verify", description = "Reads every file that is there and checks checksums, sizes and labels.")
    static final class Verify implements Callable<Integer> {
        private final Printer printer;

        @Mixin
        private final Location location = new Location();

        Verify(Printer printer) {
            this.printer = printer;
        }

        @Override
        public Integer call() {
            if (!print(printer, location.library().verify(), "well")) {
                throw new UserError("Not all files are in order; the list says which and why.");
            }
            return ExitCode.WELL;
        }
    }
}
