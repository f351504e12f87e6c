package org.disentangle.runner.json;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * YAML 1.2's core schema: {@code true} and {@code false} are the only booleans, {@code 1e-4} is a number, {@code no} and {@code
 * 010} are texts. Anchors, aliases and {@code <<} work within bounds; a key that stands twice is refused.
 */
public final class YamlReader {
    private static final Pattern NUMBER = Pattern.compile("[-+]?(0|[1-9][0-9_]*)?(\\.[0-9]*)?([eE][-+]?[0-9]{1,5})?");
    private static final Pattern DIGIT = Pattern.compile("[-+]?\\.?[0-9].*");
    private static final Set<String> NOT_A_NUMBER = Set.of(".nan", ".NaN", ".NAN", "NaN", "nan");
    private static final Set<String> INFINITE = Set.of(".inf", ".Inf", ".INF", "Infinity", "inf");
    private static final int MOST_NODES = 100_000;
    private static final int MOST_DEPTH = 64;

    private int nodes;

    private YamlReader() {}

    public static Tree read(String source, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(100);
        Place root = Place.root(source);
        try {
            Node node = new Yaml(options).compose(new StringReader(text));
            if (node == null) {
                throw new PlacedError(root, "the file is empty");
            }
            return new YamlReader().tree(root, node, 0);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            Place place = mark == null ? root : root.at(mark.getLine() + 1, mark.getColumn() + 1);
            throw new PlacedError(place, "not YAML: " + e.getProblem(), e);
        } catch (YAMLException e) {
            throw new PlacedError(root, "not YAML: " + e.getMessage(), e);
        }
    }

    private Tree tree(Place path, Node node, int depth) {
        Place place = here(path, node);
        if (++nodes > MOST_NODES || depth > MOST_DEPTH) {
            throw new PlacedError(place, "aliases make this file too large or let it contain itself");
        }
        if (node instanceof MappingNode mapping) {
            return mapping(place, mapping, depth);
        }
        if (node instanceof SequenceNode sequence) {
            List<Tree> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(tree(place.element(items.size()), item, depth + 1));
            }
            return new Tree.Sequence(place, items);
        }
        return new Tree.Scalar(place, scalar(place, (ScalarNode) node));
    }

    private Tree.Mapping mapping(Place place, MappingNode node, int depth) {
        Map<String, Tree> members = new LinkedHashMap<>();
        Map<String, Place> keys = new LinkedHashMap<>();
        Map<String, Tree> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Place keyPlace = here(place, tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                throw new PlacedError(keyPlace, "a key must be a word");
            }
            String key = keyNode.getValue();
            if (key.equals("<<") && keyNode.getScalarStyle() == ScalarStyle.PLAIN) {
                merge(place, tuple.getValueNode(), merged, keys, depth);
                continue;
            }
            Tree value = tree(place.member(key), tuple.getValueNode(), depth + 1);
            if (members.put(key, value) != null) {
                throw new PlacedError(keyPlace.member(key), "the key '" + key + "' stands here twice");
            }
            keys.put(key, keyPlace.member(key));
        }
        merged.forEach(members::putIfAbsent);
        return new Tree.Mapping(place, members, keys);
    }

    private void merge(Place place, Node node, Map<String, Tree> merged, Map<String, Place> keys, int depth) {
        Tree value = tree(place, node, depth + 1);
        List<Tree> sources = value instanceof Tree.Sequence sequence ? sequence.items() : List.of(value);
        for (Tree source : sources) {
            if (!(source instanceof Tree.Mapping mapping)) {
                throw new PlacedError(source.place(), "'<<' takes a mapping, not " + source.kind());
            }
            mapping.members().forEach(merged::putIfAbsent);
            mapping.members().keySet().forEach(key -> keys.putIfAbsent(key, mapping.key(key)));
        }
    }

    private static Place here(Place path, Node node) {
        Mark mark = node.getStartMark();
        return mark == null ? path : path.at(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static @Nullable Object scalar(Place place, ScalarNode node) {
        String text = node.getValue();
        if (node.getScalarStyle() != ScalarStyle.PLAIN) {
            return text;
        }
        switch (text) {
            case "", "~", "null", "Null", "NULL" -> {
                return null;
            }
            case "true", "True", "TRUE" -> {
                return true;
            }
            case "false", "False", "FALSE" -> {
                return false;
            }
            default -> {
                return numberOrText(place, text);
            }
        }
    }

    private static Object numberOrText(Place place, String text) {
        if (NOT_A_NUMBER.contains(text)) {
            return Double.NaN;
        }
        String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (INFINITE.contains(unsigned)) {
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (DIGIT.matcher(text).matches() && NUMBER.matcher(text).matches()) {
            return Numbers.parse(place, text.replace("_", ""));
        }
        return text;
    }
}
