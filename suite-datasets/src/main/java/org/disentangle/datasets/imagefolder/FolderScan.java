package org.disentangle.datasets.imagefolder;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.disentangle.core.data.Split;
import org.disentangle.datasets.file.DataFileError;
import org.disentangle.datasets.scene.BySplit;

/**
 * Finds the pictures of a folder: {@code train/<class>/...} and {@code val/<class>/...} or {@code test/<class>/...}, or {@code
 * <class>/...} alone, of which a tenth is then for testing, chosen by the hash of the name.
 *
 * <p>Pictures are files whose names end in jpg, jpeg or png, in any case and at any depth below a class; links are followed; names
 * that begin with a dot are left alone.
 */
final class FolderScan {
    private static final String TRAIN = "train";
    private static final List<String> TEST = List.of("val", "test");
    private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png");

    private final Path folder;

    FolderScan(Path folder) {
        this.folder = folder;
    }

    /** Where a split's names begin. */
    Path root(Split split) {
        if (!Files.isDirectory(folder.resolve(TRAIN))) {
            return folder;
        }
        return split == Split.TRAIN ? folder.resolve(TRAIN) : testFolder();
    }

    /** @throws DataFileError if the folder is not laid out so */
    FolderIndex scan() {
        if (!Files.isDirectory(folder)) {
            throw DataFileError.inFile(
                    folder,
                    "is no folder",
                    "Put the folder of pictures or a link to it there, or name the folder above it with --data or"
                            + " $SUITE_DATA.");
        }
        Path train = root(Split.TRAIN);
        List<String> classes = classes(train);
        if (train.equals(folder)) {
            return apart(classes);
        }
        Path test = root(Split.TEST);
        List<String> testClasses = classes(test);
        List<String> unknown = new ArrayList<>(testClasses);
        unknown.removeAll(classes);
        if (!unknown.isEmpty()) {
            throw DataFileError.inFile(
                    test,
                    "has class folders that " + train + " has not: " + some(unknown),
                    "Labels must mean the same in both.");
        }
        return new FolderIndex(classes, new BySplit<>(all(train, classes, classes), all(test, classes, testClasses)));
    }

    private Path testFolder() {
        return TEST.stream()
                .map(folder::resolve)
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> DataFileError.inFile(
                        folder,
                        "has " + TRAIN + "/ but neither " + String.join("/ nor ", TEST) + "/",
                        "Add one with the same class folders, or put the class folders directly into " + folder
                                + " to have a tenth kept for testing."));
    }

    private FolderIndex apart(List<String> classes) {
        List<FolderIndex.Entry> train = new ArrayList<>();
        List<FolderIndex.Entry> test = new ArrayList<>();
        for (FolderIndex.Entry entry : all(folder, classes, classes)) {
            (NameHash.of(entry.name()).inTestTenth() ? test : train).add(entry);
        }
        if (train.isEmpty() || test.isEmpty()) {
            throw DataFileError.inFile(
                    folder,
                    "has too few pictures to keep a tenth of them for testing: " + (train.size() + test.size()),
                    "Sort them into train/ and val/.");
        }
        return new FolderIndex(classes, new BySplit<>(List.copyOf(train), List.copyOf(test)));
    }

    /** @param present the classes that must have pictures */
    private static List<FolderIndex.Entry> all(Path root, List<String> classes, List<String> present) {
        List<List<FolderIndex.Entry>> byClass = files(root, classes);
        List<String> empty = new ArrayList<>(present);
        byClass.stream()
                .filter(entries -> !entries.isEmpty())
                .forEach(entries -> empty.remove(classes.get(entries.get(0).label())));
        if (!empty.isEmpty()) {
            throw DataFileError.inFile(
                    root,
                    "has class folders without pictures (" + String.join(", ", ENDINGS) + "): " + some(empty),
                    "Remove them or fill them.");
        }
        return byClass.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(FolderIndex.Entry::name, FolderIndex.ORDER))
                .toList();
    }

    private static List<String> classes(Path root) {
        try (Stream<Path> children = Files.list(root)) {
            List<String> names = children.filter(Files::isDirectory)
                    .map(child -> String.valueOf(child.getFileName()))
                    .filter(name -> !name.startsWith("."))
                    .sorted(FolderIndex.ORDER)
                    .toList();
            if (names.isEmpty()) {
                throw DataFileError.inFile(
                        root,
                        "holds no class folders",
                        "Pictures must lie in one folder per class, such as " + root.resolve("cat") + "; ImageNet's"
                                + " validation pictures come without and must be sorted first.");
            }
            return names;
        } catch (IOException e) {
            throw DataFileError.unreadable(root, e);
        }
    }

    private static List<List<FolderIndex.Entry>> files(Path root, List<String> classes) {
        return IntStream.range(0, classes.size())
                .parallel()
                .mapToObj(label -> files(root, classes.get(label), label))
                .toList();
    }

    private static List<FolderIndex.Entry> files(Path root, String name, int label) {
        Path start = root.resolve(name);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        Collector collector = new Collector(root, label);
        try {
            Files.walkFileTree(start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, collector);
        } catch (IOException e) {
            throw DataFileError.unreadable(start, e);
        }
        return collector.entries;
    }

    private static String some(List<String> names) {
        String more = names.size() > 10 ? " and " + (names.size() - 10) + " more" : "";
        return String.join(", ", names.subList(0, Math.min(10, names.size()))) + more;
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final Path root;
        private final int label;
        private final List<FolderIndex.Entry> entries = new ArrayList<>();

        Collector(Path root, int label) {
            this.root = root;
            this.label = label;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return hidden(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String lower = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            if (!hidden(file) && attributes.isRegularFile() && ENDINGS.stream().anyMatch(lower::endsWith)) {
                String name = root.relativize(file)
                        .toString()
                        .replace(root.getFileSystem().getSeparator(), "/");
                long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
                entries.add(new FolderIndex.Entry(name, label, attributes.size(), modified));
            }
            return FileVisitResult.CONTINUE;
        }

        private static boolean hidden(Path path) {
            return String.valueOf(path.getFileName()).startsWith(".");
        }
    }
}
