package org.disentangle.datasets.library;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.disentangle.datasets.file.DataFileError;
import org.disentangle.datasets.file.FileDigests;

/**
 * A data folder: {@code mnist/}, {@code stl10/} and, where the files were imported, {@code manifest.json}. A folder without a
 * manifest that holds the right files will do as well.
 *
 * <p>Each file is checked on its first use, and again when its size or time of change differs: against the manifest, and against
 * the published checksum where it has the published size.
 */
public final class DataLibrary {

    private final Path folder;
    private final DigestCache digests;

    public DataLibrary(Path folder, DigestCache digests) {
        this.folder = folder;
        this.digests = digests;
    }

    /** A file that was found in order. */
    public record CheckedFile(Path path, FileDigests digests) {}

    /** How a file stands: {@code problem} is empty if it is in order. */
    public record FileState(DataFile file, Optional<Path> path, Optional<String> problem) {}

    public Path folder() {
        return folder;
    }

    DigestCache digests() {
        return digests;
    }

    /**
     * Finds a file and checks it.
     *
     * @throws DataFileError if it is missing, has changed since it was imported, is damaged, or is another one
     */
    public CheckedFile use(DataFile file) {
        Path path = find(file).orElseThrow(() -> missing(file));
        FileDigests found = digests.of(path);
        check(file, path, found);
        return new CheckedFile(path, found);
    }

    /**
     * Finds all files of a data set and checks them.
     *
     * @return in the order of {@link PublishedSet#files}
     * @throws DataFileError as {@link #use(DataFile)}
     */
    public List<Path> use(PublishedSet set) {
        return set.files().stream().map(file -> use(file).path()).toList();
    }

    /** Where a file lies, under whichever of its names. */
    public Optional<Path> find(DataFile file) {
        return file.forms().stream()
                .map(form -> folder.resolve(file.folder()).resolve(form.name()))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Which files are there; their content is not read. */
    public List<FileState> list() {
        List<FileState> states = new ArrayList<>();
        for (PublishedSet set : PublishedSet.values()) {
            for (DataFile file : set.files()) {
                Optional<Path> path = find(file);
                states.add(new FileState(file, path, path.isPresent() ? Optional.empty() : Optional.of("missing")));
            }
        }
        return states;
    }

    /**
     * Reads every file anew, whatever was remembered, and checks its digests and then its content. Data sets of which nothing is there
     * are left out.
     */
    public List<FileState> verify() {
        List<FileState> states = new ArrayList<>();
        for (PublishedSet set : PublishedSet.values()) {
            if (set.files().stream().allMatch(file -> find(file).isEmpty())) {
                continue;
            }
            for (List<DataFile> part : set.parts()) {
                List<FileState> ofPart = part.stream().map(this::verifyDigests).toList();
                states.add(withContent(set, ofPart));
                states.addAll(ofPart.subList(1, ofPart.size()));
            }
        }
        return states;
    }

    private FileState verifyDigests(DataFile file) {
        Optional<Path> path = find(file);
        if (path.isEmpty()) {
            return new FileState(file, path, Optional.of("missing"));
        }
        try {
            check(file, path.get(), digests.refresh(path.get()));
            return new FileState(file, path, Optional.empty());
        } catch (DataFileError e) {
            return new FileState(file, path, Optional.of(String.valueOf(e.getMessage())));
        }
    }

    /** The state of a part's first file, which also tells whether the part can be read. */
    private static FileState withContent(PublishedSet set, List<FileState> part) {
        FileState first = part.get(0);
        if (part.stream().anyMatch(file -> file.problem().isPresent())) {
            return first;
        }
        try {
            set.checkContent(part.stream().flatMap(file -> file.path().stream()).toList());
            return first;
        } catch (DataFileError e) {
            return new FileState(first.file(), first.path(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private void check(DataFile file, Path path, FileDigests found) {
        Manifest.Entry entry = Manifest.read(folder).files().get(file.folder() + "/" + path.getFileName());
        if (entry != null && (entry.size() != found.size() || !entry.sha256().equals(found.sha256()))) {
            throw DataFileError.inFile(
                    path,
                    "has changed since it was imported: " + found.size() + " bytes with SHA-256 " + found.sha256()
                            + ", expected " + entry.size() + " bytes with " + entry.sha256(),
                    "Remove it and import it again with 'suite data import'.");
        }
        checkPublished(file, path, found);
    }

    /** Refuses a file that is published under another name, and one that has the published size but not its checksum. */
    static void checkPublished(DataFile file, Path path, FileDigests found) {
        Optional<PublishedFile> known = PublishedSet.identify(found);
        if (known.isPresent() && !file.forms().contains(known.get())) {
            throw DataFileError.inFile(
                    path,
                    "is the published " + known.get().name() + ", expected " + file.what(),
                    "Files have been swapped: name them as they were published.");
        }
        String name = String.valueOf(path.getFileName());
        for (PublishedFile form : file.forms()) {
            if (known.isEmpty() && !form.md5().isEmpty() && form.name().equals(name) && form.size() == found.size()) {
                throw DataFileError.inFile(
                        path,
                        "has the size of the published file, but its MD5 is " + found.md5() + ", expected "
                                + form.md5(),
                        "The file is damaged: fetch it again.");
            }
        }
    }

    private DataFileError missing(DataFile file) {
        return DataFileError.inFile(
                folder.resolve(file.folder()).resolve(file.forms().get(0).name()),
                "is missing (" + file.what() + ")",
                "Import it with 'suite data import FOLDER', or name the folder that holds " + file.folder()
                        + "/ with --data or $" + DataLocation.VARIABLE + ".");
    }
}
