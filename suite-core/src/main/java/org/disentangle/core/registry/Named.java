package org.disentangle.core.registry;

import java.util.List;

/** Something that is looked up by a short name: lower-case letters, digits and hyphens, beginning with a letter, at most 40 characters. */
public interface Named {
    String name();

    /** Other names that find it. */
    default List<String> aliases() {
        return List.of();
    }

    /** One sentence for lists. */
    String summary();
}
