package org.disentangle.datasets.npz;

import java.util.function.BiFunction;
import org.disentangle.datasets.file.DataFileError;

/** The element type of a header and its byte order: {@code <f4}. */
record NpyDescription(NpyType type, boolean bigEndian) {
    private static final String READABLE = "Save it as bool, int8 to int64, uint8 to uint32, or float16 to float64.";

    /** @param error makes the complaint at the description's place, of what was found and what helps */
    static NpyDescription parse(String word, BiFunction<String, String, DataFileError> error) {
        char order = word.isEmpty() ? ' ' : word.charAt(0);
        String code = word.isEmpty() ? "" : word.substring(1);
        NpyType type = NpyType.ofCode(code).orElse(null);
        if (type == null || "<>|".indexOf(order) < 0 || (order == '|' && type.bytes() > 1)) {
            if (code.startsWith("O")) {
                throw error.apply(
                        "an array of Python objects; object arrays are pickles and are never opened",
                        "Save it as an array of numbers.");
            }
            String what = code.equals("u8") ? "elements of type uint64" : "elements of type '" + word + "'";
            throw error.apply(what + " are not read", READABLE);
        }
        return new NpyDescription(type, order == '>');
    }
}
