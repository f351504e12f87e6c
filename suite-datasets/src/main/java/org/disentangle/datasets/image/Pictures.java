package org.disentangle.datasets.image;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.data.Split;

/**
 * Square RGB pictures of one size with labels of one factor or several, as unsigned bytes in the order {@code [picture, channel, row,
 * column]}. Arrays are not copied.
 *
 * @param labels per factor name, a label per picture, from 0
 */
public record Pictures(int count, int side, byte[] pixels, Map<String, int[]> labels) {

    public Pictures {
        if (pixels.length != 3L * count * side * side) {
            throw new IllegalArgumentException(pixels.length + " bytes are no " + count + " pictures of side " + side);
        }
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        labels.forEach((factor, column) -> {
            if (column.length != count) {
                throw new IllegalArgumentException(column.length + " labels of " + count + " pictures: " + factor);
            }
        });
    }

    /** Pictures of one size and the same factors, one set after another. */
    public static Pictures joined(List<Pictures> parts) {
        Pictures first = parts.get(0);
        int count = parts.stream().mapToInt(Pictures::count).sum();
        byte[] pixels = new byte[Math.multiplyExact(count, 3 * first.side * first.side)];
        int filled = 0;
        for (Pictures part : parts) {
            System.arraycopy(part.pixels, 0, pixels, filled, part.pixels.length);
            filled += part.pixels.length;
        }
        Map<String, int[]> labels = new LinkedHashMap<>();
        for (String factor : first.labels.keySet()) {
            labels.put(
                    factor,
                    parts.stream()
                            .flatMapToInt(part -> Arrays.stream(part.labels.getOrDefault(factor, new int[0])))
                            .toArray());
        }
        return new Pictures(count, first.side, pixels, labels);
    }

    /**
     * The first pictures.
     *
     * @throws UserError if there are fewer
     */
    public Pictures first(int wanted, Split split) {
        if (wanted > count) {
            throw new UserError("'" + split.label() + "_images' is " + wanted + ", but the files hold " + count
                    + " images of the " + split.label() + " split. Ask for at most that many.");
        }
        if (wanted == count) {
            return this;
        }
        Map<String, int[]> cut = new LinkedHashMap<>();
        labels.forEach((factor, column) -> cut.put(factor, Arrays.copyOf(column, wanted)));
        return new Pictures(wanted, side, Arrays.copyOf(pixels, wanted * 3 * side * side), cut);
    }

    /** Adds pixels, then labels. */
    public void addTo(ContentDigest digest) {
        digest.add(pixels);
        labels.values().forEach(digest::add);
    }
}
