package org.disentangle.datasets.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.disentangle.core.data.DataSetFamily;
import org.disentangle.datasets.cifar.CifarReader;
import org.disentangle.datasets.file.FileDigests;
import org.disentangle.datasets.idx.IdxReader;
import org.disentangle.datasets.spritefile.SpriteFile;
import org.disentangle.datasets.stl10.Stl10Reader;

/**
 * The data sets that users bring: their files, and the checksums of the published ones. A file with another size than the
 * published one is taken too, as long as it reads well: a part of STL-10, or MNIST compressed anew.
 */
public enum PublishedSet {
    MNIST(
            "MNIST (LeCun, Cortes, Burges 1998)",
            List.of(
                    idx(
                            "training images",
                            "train-images",
                            "idx3-ubyte",
                            9912422,
                            "f68b3c2dcbeaaa9fbdd348bbdeb94873",
                            47040016,
                            "6bbc9ace898e44ae57da46a324031adb"),
                    idx(
                            "training labels",
                            "train-labels",
                            "idx1-ubyte",
                            28881,
                            "d53e105ee54ea40749a09fcbcd1e9432",
                            60008,
                            "a25bea736e30d166cdddb491f175f624"),
                    idx(
                            "test images",
                            "t10k-images",
                            "idx3-ubyte",
                            1648877,
                            "9fb629c4189551a2d022fa330f9573f3",
                            7840016,
                            "2646ac647ad5339dbf082846283269ea"),
                    idx(
                            "test labels",
                            "t10k-labels",
                            "idx1-ubyte",
                            4542,
                            "ec29112dd5afa0611ce80d1b7f02629c",
                            10008,
                            "27ae3e4e09519cfbb04c329615203637")),
            2,
            part -> IdxReader.read(part.get(0), part.get(1), 28, 28, 10)),
    STL10(
            "STL-10, labelled part (Coates, Lee, Ng 2011)",
            List.of(
                    binary("training images", "train_X.bin", 138240000, "918c2871b30a85fa023e0c44e0bee87f"),
                    binary("training labels", "train_y.bin", 5000, "5a34089d4802c674881badbb80307741"),
                    binary("test images", "test_X.bin", 221184000, "7f263ba9f9e0b06b93213547f721ac82"),
                    binary("test labels", "test_y.bin", 8000, "36f9794fa4beb8a2c72628de14fa638e")),
            2,
            // The smallest crop: whole files are read in any case.
            part -> Stl10Reader.read(part.get(0), part.get(1), 2)),
    CIFAR10(
            "CIFAR-10, binary version (Krizhevsky 2009)",
            Stream.concat(
                            IntStream.rangeClosed(1, 5)
                                    .mapToObj(batch -> cifar(
                                            "cifar10",
                                            "CIFAR-10 training images " + batch + " of 5",
                                            "data_batch_" + batch + ".bin",
                                            30_730_000)),
                            Stream.of(cifar("cifar10", "CIFAR-10 test images", "test_batch.bin", 30_730_000)))
                    .toList(),
            1,
            part -> CifarReader.TEN.read(part.get(0))),
    CIFAR100(
            "CIFAR-100, binary version (Krizhevsky 2009)",
            List.of(
                    cifar("cifar100", "CIFAR-100 training images", "train.bin", 153_700_000),
                    cifar("cifar100", "CIFAR-100 test images", "test.bin", 30_740_000)),
            1,
            part -> CifarReader.HUNDRED.read(part.get(0))),
    DSPRITES(
            "dSprites (Matthey, Higgins, Hassabis, Lerchner 2017)",
            List.of(new DataFile(
                    "dsprites",
                    "dSprites images, all or a part",
                    List.of(
                            // Not stated by its authors; public loaders of the file agree on it, and none tells the
                            // size.
                            new PublishedFile(
                                    "dsprites_ndarray_co1sh3sc6or40x32y32_64x64.npz",
                                    PublishedFile.UNKNOWN,
                                    "7da33b31b13a06f4b04a70402ce90c2e"),
                            // Parts that github.com/colleenjg/neuromatch_ssl_tutorial holds: 20,000 images and 46,080.
                            new PublishedFile("dsprites_subset.npz", 710_021, "bbc77fb34afc89a384056b53f474ccdd"),
                            new PublishedFile(
                                    "dsprites_downsampled.npz", 1_341_726, "6201c648b5cbdc67573cca0f25894413")))),
            1,
            part -> SpriteFile.open(part.get(0)).read((number, bits) -> {}));

    private final String title;
    private final List<DataFile> files;
    private final int filesPerPart;
    private final Consumer<List<Path>> reading;

    /** @param reading of the files of a part, from beginning to end */
    PublishedSet(String title, List<DataFile> files, int filesPerPart, Consumer<List<Path>> reading) {
        this.title = title;
        this.files = files;
        this.filesPerPart = filesPerPart;
        this.reading = reading;
    }

    public String title() {
        return title;
    }

    /** Those for training before those for testing; images before their labels where these are apart. */
    public List<DataFile> files() {
        return files;
    }

    /** As experiments list them. */
    public List<DataSetFamily.RequiredFile> requiredFiles() {
        return files.stream()
                .map(file -> new DataSetFamily.RequiredFile(
                        file.paths(), file.what(), file.forms().get(0).md5()))
                .toList();
    }

    /** The files in their order, those together that can only be read together, such as images and labels. */
    List<List<DataFile>> parts() {
        return IntStream.range(0, files.size() / filesPerPart)
                .mapToObj(part -> files.subList(part * filesPerPart, (part + 1) * filesPerPart))
                .toList();
    }

    /**
     * Reads the files of a part from beginning to end.
     *
     * @throws org.disentangle.datasets.file.DataFileError if one of them is damaged or they do not belong together
     */
    void checkContent(List<Path> part) {
        reading.accept(part);
    }

    /** The published file with exactly this content. */
    static Optional<PublishedFile> identify(FileDigests digests) {
        return List.of(values()).stream()
                .flatMap(set -> set.files.stream())
                .flatMap(file -> file.forms().stream())
                .filter(form -> form.matches(digests))
                .findFirst();
    }

    private static DataFile idx(
            String what, String stem, String type, long packed, String packedMd5, long plain, String plainMd5) {
        return new DataFile(
                "mnist",
                "MNIST " + what,
                List.of(
                        new PublishedFile(stem + "-" + type + ".gz", packed, packedMd5),
                        new PublishedFile(stem + "-" + type, plain, plainMd5),
                        new PublishedFile(stem + "." + type, plain, plainMd5)));
    }

    /** Only the archives' checksums were published. */
    private static DataFile cifar(String folder, String what, String name, long size) {
        return new DataFile(folder, what, List.of(new PublishedFile(name, size, "")));
    }

    private static DataFile binary(String what, String name, long size, String md5) {
        return new DataFile("stl10", "STL-10 " + what, List.of(new PublishedFile(name, size, md5)));
    }
}
