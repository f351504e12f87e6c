package org.disentangle.datasets.imagefolder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.disentangle.core.UserError;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.DataSetFamily;
import org.disentangle.core.data.Factor;
import org.disentangle.core.data.Split;
import org.disentangle.core.registry.Citation;
import org.disentangle.core.tensor.Shape;
import org.disentangle.datasets.DataCitations;
import org.disentangle.datasets.file.DataFileError;
import org.disentangle.datasets.image.ContentDigest;
import org.disentangle.datasets.library.PlatformCache;
import org.disentangle.datasets.scene.BySplit;

/**
 * A folder of photographs with a folder per class, laid out as ImageNet is (Deng et al. 2009); see {@link FolderScan}. One group
 * is one picture, the one factor its class.
 *
 * <p>Pictures are decoded once, see {@link PictureDecoder}, and their middle squares kept, see {@link SquareResize}: views are
 * cropped from these and not from the originals.
 */
public final class ImageFolder implements DataSetFamily<ImageFolderOptions> {
    /** The folder of decoded pictures, below the platform's cache folder. */
    public static final String CACHE = "pictures";

    private static final int PROBLEMS_NAMED = 10;

    private final Path cache;
    private final Consumer<String> notes;
    private final int threads;

    public ImageFolder() {
        this(PlatformCache.folder().resolve(CACHE), Runtime.getRuntime().availableProcessors(), System.err::println);
    }

    /**
     * @param cache where decoded pictures are kept
     * @param threads that decode
     * @param notes told how decoding goes, in lines
     */
    public ImageFolder(Path cache, int threads, Consumer<String> notes) {
        this.cache = cache;
        this.threads = threads;
        this.notes = notes;
    }

    @Override
    public String name() {
        return "image-folder";
    }

    @Override
    public String summary() {
        return "A folder of JPEG and PNG photographs with a folder per class, such as ImageNet; decoded once, then streamed";
    }

    @Override
    public ImageFolderOptions defaults() {
        return ImageFolderOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(DataCitations.DENG_2009);
    }

    @Override
    public List<RequiredFile> files(ImageFolderOptions options) {
        String what = "a folder of pictures, <class>/... in train/ and val/, or alone; a link will do";
        return List.of(new RequiredFile(List.of(options.folder()), what, ""));
    }

    /** Names of classes, and the number of pictures where all are taken, are not known before the folder is read. */
    @Override
    public DataSetDescription describe(ImageFolderOptions options) {
        Map<Split, Integer> groups = new EnumMap<>(Split.class);
        if (options.trainImages() > 0) {
            groups.put(Split.TRAIN, options.trainImages());
        }
        if (options.testImages() > 0) {
            groups.put(Split.TEST, options.testImages());
        }
        List<String> classes = IntStream.range(0, options.classes())
                .mapToObj(label -> "class " + label)
                .toList();
        return describe(options, classes, groups, "");
    }

    private DataSetDescription describe(
            ImageFolderOptions options, List<String> classes, Map<Split, Integer> groups, String digest) {
        return new DataSetDescription(
                name(),
                Shape.of(3, options.side(), options.side()),
                List.of(new Factor(ImageFolderSet.CLASS, "class", classes)),
                List.of(ImageFolderSet.CLASS),
                groups,
                1,
                classes.size(),
                digest);
    }

    /** Version 1 had samples in the order of their names, class by class. */
    @Override
    public int version() {
        return 2;
    }

    @Override
    public DataSet open(ImageFolderOptions options, Path location) {
        Path folder = location.resolve(options.folder());
        FolderScan scan = new FolderScan(folder);
        FolderIndex index = scan.scan();
        if (index.classes().size() != options.classes()) {
            throw new UserError("'classes' is " + options.classes() + ", but " + folder + " has "
                    + index.classes().size() + " class folders. Write 'classes: "
                    + index.classes().size() + "' if that is right.");
        }
        BySplit<List<FolderIndex.Entry>> files = new BySplit<>(
                FolderIndex.part(index.files().train(), options.trainImages(), "train_images"),
                FolderIndex.part(index.files().test(), options.testImages(), "test_images"));
        BySplit<PixelFile> pixels = new BySplit<>(
                pixels(options, folder, scan, files, Split.TRAIN), pixels(options, folder, scan, files, Split.TEST));
        checkBroken(options, scan, files, pixels);
        BySplit<ImageFolderSet.Pictures> pictures = pixels.with(files, ImageFolder::pictures);
        Map<Split, Integer> groups = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            groups.put(split, pictures.of(split).rows().length);
            if (pictures.of(split).rows().length == 0) {
                throw new UserError(folder + ": no picture of the " + split.label() + " split can be read");
            }
        }
        String digest = digest(options, index.classes(), files, pictures);
        return new ImageFolderSet(describe(options, index.classes(), groups, digest), pictures);
    }

    private PixelFile pixels(
            ImageFolderOptions options,
            Path folder,
            FolderScan scan,
            BySplit<List<FolderIndex.Entry>> files,
            Split split) {
        int wanted = split == Split.TRAIN ? options.trainImages() : options.testImages();
        String place = NameHash.hex(real(folder) + "\n" + wanted);
        String key = options.folder() + "-" + split.label() + "-" + options.cacheSide() + "-" + place;
        String title = options.folder() + ", " + split.label();
        return new PixelStore(cache, threads, notes)
                .open(key, title, scan.root(split), files.of(split), options.cacheSide());
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw DataFileError.unreadable(folder, e);
        }
    }

    /** In the order of the names' hashes: the first so many of a split look like all of it, where names would give the first classes. */
    private static ImageFolderSet.Pictures pictures(PixelFile pixels, List<FolderIndex.Entry> files) {
        int[] rows =
                FolderIndex.byHash(files).filter(row -> !pixels.isBroken(row)).toArray();
        int[] labels = IntStream.of(rows).map(row -> files.get(row).label()).toArray();
        return new ImageFolderSet.Pictures(pixels, rows, labels);
    }

    private void checkBroken(
            ImageFolderOptions options,
            FolderScan scan,
            BySplit<List<FolderIndex.Entry>> files,
            BySplit<PixelFile> pixels) {
        List<String> problems = new ArrayList<>();
        int broken = 0;
        for (Split split : Split.values()) {
            for (int row = 0; row < files.of(split).size(); row++) {
                if (pixels.of(split).isBroken(row)) {
                    broken++;
                    if (problems.size() < PROBLEMS_NAMED) {
                        problems.add(problem(scan.root(split), files.of(split).get(row)));
                    }
                }
            }
        }
        if (broken == 0) {
            return;
        }
        String more = broken > problems.size() ? "\n  and " + (broken - problems.size()) + " more" : "";
        String list = "\n  " + String.join("\n  ", problems) + more;
        if (!options.skipBroken()) {
            throw new UserError("Files of " + options.folder() + " that are no pictures we can read: " + broken + "."
                    + list + "\nMend or remove them, or write 'skip_broken: true' to leave them out.");
        }
        notes.accept(options.folder() + ": files left out because they cannot be read: " + broken + "." + list);
    }

    private static String problem(Path root, FolderIndex.Entry file) {
        try {
            new PictureDecoder().decode(PixelBuild.content(root, file));
            return root.resolve(file.name()) + ": could not be decoded";
        } catch (BrokenPictureException e) {
            return root.resolve(file.name()) + ": " + e.getMessage();
        }
    }

    /** Of classes, names, labels and pixels, and not of times of change or places: the same on every machine. */
    private String digest(
            ImageFolderOptions options,
            List<String> classes,
            BySplit<List<FolderIndex.Entry>> files,
            BySplit<ImageFolderSet.Pictures> pictures) {
        ContentDigest digest = new ContentDigest();
        digest.add(
                FolderIndex.utf8(name() + "/" + version() + "\n" + options.side() + " " + options.cacheSide() + "\n"));
        classes.forEach(name -> digest.add(FolderIndex.utf8(name + "\n")));
        for (Split split : Split.values()) {
            digest.add(FolderIndex.utf8("\n" + split.label() + "\n"));
            for (int row : pictures.of(split).rows()) {
                digest.add(FolderIndex.utf8(files.of(split).get(row).name() + "\n"));
                digest.add(pictures.of(split).pixels().sha256(row));
            }
        }
        return digest.hex();
    }
}
