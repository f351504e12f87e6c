package org.disentangle.runner.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Strict JSON: one value, no key twice, no comments, no NaN. */
public final class JsonReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonReader() {}

    /** @throws PlacedError if the text is not JSON */
    public static Tree read(String source, String text) {
        Place root = Place.root(source);
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new PlacedError(root, "not JSON: there is nothing");
            }
            Tree tree = tree(parser, root);
            if (parser.nextToken() != null) {
                throw new PlacedError(here(parser, root), "not JSON: something follows the value");
            }
            return tree;
        } catch (JsonParseException e) {
            JsonLocation location = e.getLocation();
            Place place = location == null ? root : root.at(location.getLineNr(), location.getColumnNr());
            throw new PlacedError(place, "not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Tree tree(JsonParser parser, Place path) throws IOException {
        Place place = here(parser, path);
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> mapping(parser, place);
            case START_ARRAY -> {
                List<Tree> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(tree(parser, place.element(items.size())));
                }
                yield new Tree.Sequence(place, items);
            }
            case VALUE_STRING -> new Tree.Scalar(place, parser.getText());
            case VALUE_TRUE -> new Tree.Scalar(place, true);
            case VALUE_FALSE -> new Tree.Scalar(place, false);
            case VALUE_NULL -> new Tree.Scalar(place, null);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Tree.Scalar(place, Numbers.parse(place, parser.getText()));
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new PlacedError(place, "not JSON: unexpected " + token);
        };
    }

    private static Tree.Mapping mapping(JsonParser parser, Place place) throws IOException {
        Map<String, Tree> members = new LinkedHashMap<>();
        Map<String, Place> keys = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            keys.put(key, here(parser, place.member(key)));
            parser.nextToken();
            members.put(key, tree(parser, place.member(key)));
        }
        return new Tree.Mapping(place, members, keys);
    }

    private static Place here(JsonParser parser, Place path) {
        JsonLocation location = parser.currentTokenLocation();
        return path.at(location.getLineNr(), location.getColumnNr());
    }
}
