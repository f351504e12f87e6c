package org.disentangle.datasets.npz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a header's Python dictionary: the keys {@code descr}, {@code fortran_order} and {@code shape}, each once, and nothing else.
 * Nothing is evaluated.
 */
final class NpyHeaderParser {
    private static final int MOST_AXES = 64;

    private final PythonText text;
    private final Set<String> seen = new HashSet<>();

    private @Nullable NpyDescription description;
    private @Nullable Boolean fortranOrder;
    private @Nullable List<Long> shape;

    NpyHeaderParser(PythonText text) {
        this.text = text;
    }

    NpyHeader header() {
        text.expect('{');
        while (!text.accept('}')) {
            entry();
            if (!text.accept(',')) {
                text.expect('}');
                break;
            }
        }
        text.expectEnd();
        if (description == null || fortranOrder == null || shape == null) {
            throw text.error(0, "the header lacks 'descr', 'fortran_order' or 'shape'", NpyInput.NOT_NUMPY);
        }
        return new NpyHeader(description.type(), description.bigEndian(), fortranOrder, shape);
    }

    private void entry() {
        int start = text.position();
        String key = text.string();
        text.expect(':');
        if (!seen.add(key)) {
            throw text.error(start, "the key '" + key + "' stands twice in the header", NpyInput.NOT_NUMPY);
        }
        switch (key) {
            case "descr" -> description = description();
            case "fortran_order" -> fortranOrder = text.bool();
            case "shape" -> shape = shape();
            default ->
                throw text.error(
                        start, "the key '" + key + "', known are descr, fortran_order and shape", NpyInput.NOT_NUMPY);
        }
    }

    private NpyDescription description() {
        int start = text.position();
        if (text.accept('[')) {
            throw text.error(
                    start, "a structured array, whose elements are records", "Save each field as an array of its own.");
        }
        String word = text.string();
        return NpyDescription.parse(word, (found, fix) -> text.error(start, found, fix));
    }

    private List<Long> shape() {
        List<Long> sizes = new ArrayList<>();
        text.expect('(');
        while (!text.accept(')')) {
            sizes.add(text.number());
            if (sizes.size() > MOST_AXES) {
                throw text.error(text.position(), "more than " + MOST_AXES + " axes", NpyInput.NOT_NUMPY);
            }
            if (!text.accept(',')) {
                if (sizes.size() == 1) {
                    throw text.unlike("a comma: one size alone is no tuple");
                }
                text.expect(')');
                break;
            }
        }
        return sizes;
    }
}
