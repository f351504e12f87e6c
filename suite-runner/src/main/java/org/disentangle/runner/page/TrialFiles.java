package org.disentangle.runner.page;

import java.util.List;

/** What trials have left beside their records, as far as boards show it. */
@FunctionalInterface
public interface TrialFiles {

    /** The lines of a trial's learning curve; none if it has left none. */
    List<String> curve(String id);

    /**
     * The content of one of a trial's files, such as {@code views.png}.
     *
     * @param name as its record has it
     * @return empty if there is no such file
     */
    default byte[] content(String id, String name) {
        return new byte[0];
    }
}
