package org.disentangle.runner.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.BoardView;

/**
 * A page that leads to several boards. What is on them is not repeated here: a first place without its interval would be read as a fact.
 *
 * @param title heads the page
 */
public record Index(String title, List<Entry> entries) {
    public Index {
        entries = List.copyOf(entries);
    }

    /**
     * One output folder.
     *
     * @param folder its path from the index, as a relative URL
     * @param state how many trials are done
     * @param engine what computed all of them, with its precision; empty where several did
     * @param links names of the board's files, and their relative URLs
     */
    public record Entry(
            String folder,
            String title,
            String description,
            String state,
            boolean complete,
            List<String> datasets,
            List<String> methods,
            String engine,
            List<Link> links) {
        public Entry {
            datasets = List.copyOf(datasets);
            methods = List.copyOf(methods);
            links = List.copyOf(links);
        }

        /**
         * @param folder the folder's name
         * @param files names of those of the board's files that are there
         */
        public static Entry of(String folder, Board board, List<String> files) {
            Set<String> datasets = new LinkedHashSet<>();
            Set<String> methods = new LinkedHashSet<>();
            board.lines().forEach(line -> {
                datasets.add(line.dataset());
                methods.add(line.method());
            });
            Board.Counts counts = board.counts();
            List<Link> links = new ArrayList<>();
            files.forEach(file -> links.add(new Link(file, segment(folder) + "/" + segment(file))));
            return new Entry(
                    segment(folder),
                    board.title(),
                    board.description(),
                    counts.done() + " of " + counts.planned() + " trials done" + BoardView.rest(counts),
                    counts.done() == counts.planned(),
                    List.copyOf(datasets),
                    List.copyOf(methods),
                    engine(board),
                    links);
        }

        private static String engine(Board board) {
            return Stream.of("engine", "precision")
                    .map(board.common()::get)
                    .filter(Objects::nonNull)
                    .map(Object::toString)
                    .collect(Collectors.joining(", "));
        }

        /** The first form of the board that there is, or else the folder. */
        public String board() {
            return links.stream()
                    .filter(link -> link.name().startsWith("board."))
                    .map(Link::url)
                    .findFirst()
                    .orElse(folder + "/");
        }

        private static String segment(String name) {
            return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }

    /** A file and where it lies. */
    public record Link(String name, String url) {}

    /** The page as HTML: the same bytes for the same boards. */
    public String html() {
        return PageHtml.write(this);
    }
}
