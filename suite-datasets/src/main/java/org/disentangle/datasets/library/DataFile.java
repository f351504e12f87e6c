package org.disentangle.datasets.library;

import java.util.List;

/**
 * A file that a data set is made of.
 *
 * @param folder its folder below the data location, such as {@code mnist}
 * @param what for people, such as {@code MNIST training images}
 * @param forms the names under which it may lie there, the usual one first
 */
public record DataFile(String folder, String what, List<PublishedFile> forms) {

    public DataFile {
        forms = List.copyOf(forms);
    }

    /** The usual place, below the data location. */
    public String path() {
        return paths().get(0);
    }

    /** The places where it may lie, below the data location, the usual one first. */
    public List<String> paths() {
        return forms.stream().map(form -> folder + "/" + form.name()).toList();
    }
}
