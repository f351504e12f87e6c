package org.disentangle.runner.figure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.disentangle.core.UserError;
import org.disentangle.runner.store.AtomicFiles;
import org.disentangle.runner.store.StoreError;

/** A folder of figures and of nothing else, so that figures of methods that are gone do not stay behind, and nobody's files are lost. */
public final class FigureFolder {
    /** Names the figures; by it the folder is known again. */
    static final String LIST = "figures.txt";

    private static final String HEADING =
            "# Figures made by suite report --figures. The next time, the files named here are replaced or removed.";

    private final Path folder;
    private final Set<String> there;

    private FigureFolder(Path folder, Set<String> there) {
        this.folder = folder;
        this.there = there;
    }

    /** @throws UserError if it is a file, or holds anything but the figures that were made before; nothing was written then */
    public static FigureFolder at(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return new FigureFolder(folder, Set.of());
        }
        if (!Files.isDirectory(folder)) {
            throw new UserError(folder + " is not a folder; --figures takes a new or an empty one");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            Set<String> listed = listed(folder.resolve(LIST));
            Set<String> there = new TreeSet<>();
            for (Path entry : entries.sorted().toList()) {
                String name = entry.getFileName().toString();
                boolean ours = listed.contains(name) && Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS);
                if (!ours) {
                    throw new UserError("The folder " + folder + " holds '" + name
                            + "', which is no figure made by suite report --figures; nothing is written among other files."
                            + " Give a new or an empty folder");
                }
                there.add(name);
            }
            return new FigureFolder(folder, there);
        } catch (IOException e) {
            throw StoreError.reading(folder, e);
        }
    }

    /** The list itself among them; none where there is no list. */
    private static Set<String> listed(Path list) throws IOException {
        if (!Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)) {
            return Set.of();
        }
        List<String> lines = new String(Files.readAllBytes(list), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (lines.isEmpty() || !lines.get(0).equals(HEADING)) {
            return Set.of();
        }
        Set<String> names = new TreeSet<>(lines);
        names.add(LIST);
        return names;
    }

    /** Puts these in the place of those that were there. */
    public void write(List<Figure> figures, FigureForm form) {
        AtomicFiles files = new AtomicFiles();
        Set<String> names = figures.stream().map(form::file).collect(Collectors.toCollection(TreeSet::new));
        Set<String> both = new TreeSet<>(there);
        both.addAll(names);
        // Old and new ones first: if writing ends half-way, the folder is still known.
        files.write(folder.resolve(LIST), list(both));
        figures.forEach(figure -> files.write(folder.resolve(form.file(figure)), form.content(figure)));
        for (String name : there) {
            if (!names.contains(name) && !name.equals(LIST)) {
                remove(folder.resolve(name));
            }
        }
        files.write(folder.resolve(LIST), list(names));
    }

    private static String list(Set<String> names) {
        return Stream.concat(Stream.of(HEADING), names.stream().filter(name -> !name.equals(LIST)))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static void remove(Path figure) {
        try {
            Files.deleteIfExists(figure);
        } catch (IOException e) {
            throw StoreError.writing(figure, e);
        }
    }
}
