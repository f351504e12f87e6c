package org.disentangle.datasets.npz;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The element types that are read; NumPy's names in lower case. */
public enum NpyType {
    BOOL("b1", 1, Kind.BOOL),
    INT8("i1", 1, Kind.INTEGER),
    INT16("i2", 2, Kind.INTEGER),
    INT32("i4", 4, Kind.INTEGER),
    INT64("i8", 8, Kind.INTEGER),
    UINT8("u1", 1, Kind.INTEGER),
    UINT16("u2", 2, Kind.INTEGER),
    UINT32("u4", 4, Kind.INTEGER),
    FLOAT16("f2", 2, Kind.REAL),
    FLOAT32("f4", 4, Kind.REAL),
    FLOAT64("f8", 8, Kind.REAL);

    private final String code;
    private final int bytes;
    private final Kind kind;

    /** What the values are. */
    public enum Kind {
        BOOL,
        INTEGER,
        REAL
    }

    NpyType(String code, int bytes, Kind kind) {
        this.code = code;
        this.bytes = bytes;
        this.kind = kind;
    }

    /** Kind and size as a header has them after the byte order, such as {@code f4}. */
    String code() {
        return code;
    }

    /** Bytes of one element in a file. */
    public int bytes() {
        return bytes;
    }

    public Kind kind() {
        return kind;
    }

    /** Bytes of one element in a {@link NpyArray}. */
    int bytesInMemory() {
        return switch (this) {
            case BOOL, UINT8 -> 1;
            case FLOAT16, FLOAT32 -> 4;
            default -> 8;
        };
    }

    static Optional<NpyType> ofCode(String code) {
        return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
    }

    /** As NumPy writes it: {@code float32}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
