package org.disentangle.runner.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.disentangle.core.data.ConfiguredDataSet;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.runner.json.Tree;
import org.jspecify.annotations.Nullable;

/** Reads {@code data}: one data set or several, each with its grid. */
final class DataReader {
    private final Catalog catalog;
    private final ComponentReader components;

    DataReader(Catalog catalog, ComponentReader components) {
        this.catalog = catalog;
        this.components = components;
    }

    List<DataEntry> read(Tree tree) {
        List<ConfiguredDataSet<?>> sets = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Tree item : ExperimentReader.oneOrMore(tree, "data")) {
            for (Tree.Mapping point : ComponentReader.expand(catalog.dataSets(), "data set", item)) {
                ConfiguredDataSet<?> set = components.dataSet(point);
                sets.add(set);
                names.add(name(ExperimentReader.placed(item.place(), set::describe)));
            }
        }
        List<Map<String, @Nullable Object>> options =
                sets.stream().map(set -> Settings.of(set.options())).toList();
        List<Map<String, @Nullable Object>> told = Settings.distinctions(options.get(0), options);
        List<DataEntry> entries = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            String name = names.get(i);
            boolean unique = names.stream().filter(name::equals).count() == 1;
            entries.add(new DataEntry(sets.get(i), unique ? name : name + " (" + Settings.text(told.get(i)) + ")"));
        }
        return entries;
    }

    /** Such as {@code mnist-stl10 DC-BC}: the factors that pairs share are what tells variants apart. */
    private static String name(DataSetDescription data) {
        return data.rowsPerGroup() == 1 || data.sharedFactors().isEmpty()
                ? data.name()
                : data.name() + " " + String.join("-", data.sharedFactors());
    }
}
