package org.disentangle.datasets.npz;

import java.util.function.Function;
import org.disentangle.datasets.file.DataFileError;

/** The element type of a header and its byte order: {@code <f4}. */
record NpyDescription(NpyType type, boolean bigEndian) {
    private static final String READABLE = "Save it as bool, int8 to int64, uint8 to uint32, or float16 to float64.";

    /** Why a type is not read, and what helps. */
    record Refusal(String found, String fix) {}

    /** @param error makes the complaint at the description's place */
    static NpyDescription parse(String word, Function<Refusal, DataFileError> error) {
        char order = word.isEmpty() ? ' ' : word.charAt(0);
        String code = word.isEmpty() ? "" : word.substring(1);
        NpyType type = NpyType.ofCode(code).orElse(null);
        if (type == null || "<>|".indexOf(order) < 0 || (order == '|' && type.bytes() > 1)) {
            throw error.apply(refusal(word, code));
        }
        return new NpyDescription(type, order == '>');
    }

    private static Refusal refusal(String word, String code) {
        if (code.startsWith("O")) {
            return new Refusal(
                    "an array of Python objects; object arrays are pickles and are never opened",
                    "Save it as an array of numbers.");
        }
        String what = code.equals("u8") ? "elements of type uint64" : "elements of type '" + word + "'";
        return new Refusal(what + " are not read", READABLE);
    }
}
