package org.disentangle.datasets.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.disentangle.core.UserError;
import org.disentangle.datasets.file.DataFileError;
import org.disentangle.datasets.file.FileDigests;

/**
 * Brings published files into a data folder: finds them by name, reads each to its end, copies or links them so that each
 * appears whole or not at all, and writes the manifest last. What is found wrong stops the import before anything is copied.
 */
public final class DataImport {

    private static final int DEPTH = 4;

    private final DataLibrary library;

    public DataImport(DataLibrary library) {
        this.library = library;
    }

    /** How files come in. */
    public enum Transfer {
        COPY,
        /** By symbolic link: the source must stay where it is. */
        LINK
    }

    /**
     * @param alreadyThere whether the same content lay there before
     */
    public record Imported(DataFile file, Path path, boolean alreadyThere) {}

    private record Found(DataFile file, Path source, FileDigests digests) {}

    /**
     * Imports all published data sets that a folder holds, at any depth down to four.
     *
     * @throws UserError if there are none, if one of them is incomplete or damaged, if a name occurs twice, or if another file
     *     lies in the place already
     */
    public List<Imported> from(Path source, Transfer transfer) {
        if (!Files.isDirectory(source)) {
            throw new UserError(
                    source + " is no folder. Name the folder that holds the files, unpacked from any tar archive.");
        }
        List<Found> found = new ArrayList<>();
        try {
            List<Path> all = files(source);
            for (PublishedSet set : PublishedSet.values()) {
                found.addAll(checked(set, source, all));
            }
            if (found.isEmpty()) {
                throw new UserError("No published file in " + source + ". Known names: " + knownNames()
                        + ". Archives (.tar.gz, .zip) must be unpacked first.");
            }
            return transfer(found, transfer);
        } catch (IOException | UncheckedIOException e) {
            throw new UserError(
                    "Could not import from " + source + " to " + library.folder() + ": " + e
                            + ". Check that both can be accessed and that the disk has room.",
                    e);
        }
    }

    private static List<Path> files(Path source) throws IOException {
        try (Stream<Path> tree = Files.walk(source, DEPTH)) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** @param all the files below the source */
    private List<Found> checked(PublishedSet set, Path source, List<Path> all) {
        Map<DataFile, Path> sources = new LinkedHashMap<>();
        for (DataFile file : set.files()) {
            List<Path> places = places(file, all);
            if (places.size() > 1) {
                throw new UserError("Several files could be the " + file.what() + ": " + places
                        + ". Import from a folder that holds one of them.");
            }
            places.forEach(place -> sources.put(file, place));
        }
        if (sources.isEmpty()) {
            return List.of();
        }
        Map<DataFile, Path> complete = new LinkedHashMap<>();
        for (DataFile file : set.files()) {
            Path place = sources.get(file);
            complete.put(
                    file,
                    place != null
                            ? place
                            : library.find(file)
                                    .orElseThrow(() -> new UserError("Of " + set.title() + ", " + source + " holds "
                                            + sources.values() + ", but not "
                                            + file.forms().get(0).name() + " (" + file.what()
                                            + "). All " + set.files().size() + " files are needed.")));
        }
        List<Found> found = new ArrayList<>();
        sources.forEach((file, place) -> {
            FileDigests digests = FileDigests.of(place);
            DataLibrary.checkPublished(file, place, digests);
            found.add(new Found(file, place, digests));
        });
        for (List<DataFile> part : set.parts()) {
            set.checkContent(part.stream().map(complete::get).toList());
        }
        return found;
    }

    /** Of several forms of one file in one folder, the usual one counts. */
    private static List<Path> places(DataFile file, List<Path> all) {
        for (PublishedFile form : file.forms()) {
            List<Path> named = all.stream()
                    .filter(path -> form.name().equals(String.valueOf(path.getFileName())))
                    .toList();
            if (!named.isEmpty()) {
                return named;
            }
        }
        return List.of();
    }

    private List<Imported> transfer(List<Found> found, Transfer transfer) throws IOException {
        List<Imported> imported = new ArrayList<>();
        Map<String, Manifest.Entry> entries = new TreeMap<>();
        for (Found one : found) {
            refuseOther(one);
        }
        for (Found one : found) {
            Path target = target(one);
            boolean there = Files.exists(target);
            if (!there && transfer == Transfer.COPY) {
                AtomicFiles.copy(one.source, target);
            } else if (!there) {
                AtomicFiles.link(one.source, target);
            }
            FileDigests arrived = library.digests().refresh(target);
            if (!arrived.equals(one.digests)) {
                throw DataFileError.inFile(
                        target, "differs from " + one.source + " after copying", "Check the disk, and import again.");
            }
            entries.put(
                    one.file.folder() + "/" + target.getFileName(),
                    new Manifest.Entry(arrived.size(), arrived.sha256()));
            imported.add(new Imported(one.file, target, there));
        }
        Manifest.read(library.folder()).with(entries).write(library.folder());
        return imported;
    }

    private void refuseOther(Found one) {
        library.find(one.file).ifPresent(present -> {
            FileDigests digests = library.digests().refresh(present);
            if (!digests.equals(one.digests) || !present.equals(target(one))) {
                throw DataFileError.inFile(
                        present,
                        "lies there already and differs from " + one.source,
                        "Remove it first if the other one shall take its place.");
            }
        });
    }

    private Path target(Found one) {
        return library.folder().resolve(one.file.folder()).resolve(String.valueOf(one.source.getFileName()));
    }

    private static String knownNames() {
        return String.join(
                ", ",
                Stream.of(PublishedSet.values())
                        .flatMap(set -> set.files().stream())
                        .map(file -> file.forms().get(0).name())
                        .toList());
    }
}
