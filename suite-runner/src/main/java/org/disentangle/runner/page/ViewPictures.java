package org.disentangle.runner.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pictures of what encoders saw in their first step; those of methods that saw the same are one. */
final class ViewPictures {
    private static final int MOST = 4;
    /** Of all pictures together. */
    private static final int MOST_BYTES = 200_000;
    /** What a PNG file begins with; nothing else is put into a page as a picture. */
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final Map<String, List<String>> methods = new LinkedHashMap<>();
    private int bytes;

    /** @param content of {@code views.png} */
    void add(String method, byte[] content) {
        if (!isPng(content)) {
            return;
        }
        String uri = "data:image/png;base64," + Base64.getEncoder().encodeToString(content);
        if (!methods.containsKey(uri)) {
            if (methods.size() == MOST || bytes + content.length > MOST_BYTES) {
                return;
            }
            bytes += content.length;
        }
        methods.computeIfAbsent(uri, same -> new ArrayList<>()).add(method);
    }

    List<Page.Picture> pictures() {
        return methods.entrySet().stream()
                .map(entry -> new Page.Picture(
                        entry.getKey(),
                        String.join(", ", entry.getValue().stream().distinct().toList())))
                .toList();
    }

    private static boolean isPng(byte[] content) {
        return content.length > SIGNATURE.length
                && Arrays.equals(content, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }
}
