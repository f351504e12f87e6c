package org.disentangle.runner.experiment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.disentangle.core.UserError;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.Split;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.training.Selection;
import org.disentangle.core.view.Augmentation;
import org.disentangle.core.view.ViewPolicy;
import org.disentangle.datasets.augmentation.ImageTransforms;
import org.disentangle.runner.json.Place;
import org.disentangle.runner.json.PlacedError;
import org.disentangle.runner.json.Tree;

/** What must fit together before work starts: every method with every data set, the encoder, the batch and the scoring. */
final class ExperimentChecks {
    private final Tree.Mapping root;
    private final Experiment experiment;

    ExperimentChecks(Tree.Mapping root, Experiment experiment) {
        this.root = root;
        this.experiment = experiment;
    }

    /** @param places where each method entry stands, in order */
    void check(List<Place> places) {
        for (int i = 0; i < experiment.methods().size(); i++) {
            somewhere(experiment.methods().get(i), places.get(i));
        }
        for (DataEntry entry : experiment.data()) {
            DataSetDescription data = entry.data().describe();
            run(place("encoder"), () -> experiment.encoder().check(data.sample()));
            groups("train_groups", experiment.scoring().trainGroups(), data, Split.TRAIN);
            groups("test_groups", experiment.scoring().testGroups(), data, Split.TEST);
            for (int i = 0; i < experiment.methods().size(); i++) {
                if (!experiment.methods().get(i).runsOn(entry)) {
                    continue;
                }
                method(experiment.methods().get(i), data, places.get(i));
                views(experiment.methods().get(i), entry, data, places.get(i));
            }
        }
    }

    /** A method that names data sets must find one of them here. */
    private void somewhere(MethodEntry entry, Place place) {
        if (experiment.data().stream().noneMatch(entry::runsOn)) {
            throw new PlacedError(
                    place,
                    "'" + entry.method().name() + "' is to run on " + String.join(", ", entry.on())
                            + ", which is not among the data sets of this experiment: "
                            + String.join(
                                    ", ",
                                    experiment.data().stream()
                                            .map(data -> data.data().name())
                                            .distinct()
                                            .toList()));
        }
    }

    /** Whatever views share must be there to be shared. */
    private void views(MethodEntry entry, DataEntry dataEntry, DataSetDescription data, Place place) {
        if (!entry.method().trains()) {
            return;
        }
        Set<String> groups = dataEntry
                .data()
                .augmentation()
                .map(Augmentation::groups)
                .orElseGet(() -> ExperimentReader.placed(
                                place,
                                () -> new ImageTransforms(entry.training().augmentation(), data.sample()))
                        .groups());
        ask(place, () -> entry.method().views().sharing().stream()
                .map(ViewPolicy.Sharing::group)
                .filter(group -> !groups.contains(group))
                .findFirst()
                .ifPresent(group -> {
                    throw new UserError("the method '" + entry.method().name() + "' wants views that share '" + group
                            + "', but no active transform of the augmentation of '" + data.name()
                            + "' is called so. It has: " + String.join(", ", groups));
                }));
    }

    private void method(MethodEntry entry, DataSetDescription data, Place place) {
        ask(place, () -> entry.method().check(data));
        ask(place, () -> entry.method().architecture(experiment.encoder().dimension()));
        if (!entry.method().trains()) {
            return;
        }
        int available = groups(data, Split.TRAIN) - selection(entry, data, place);
        if (entry.training().batch() > available) {
            Place batch = root.get("training") instanceof Tree.Mapping training && training.get("batch") != null
                    ? training.require("batch").place()
                    : place;
            throw new PlacedError(
                    batch,
                    "'batch' is " + entry.training().batch() + ", but '" + data.name() + "' has " + available
                            + " training groups"
                            + (entry.training().selection().heldOut() > 0 ? " that are not held out" : "")
                            + "; allowed is at most that many");
        }
    }

    /** @return groups that the method's training is not to see */
    private int selection(MethodEntry entry, DataSetDescription data, Place place) {
        if (!(entry.training().selection() instanceof Selection.BestValidation rule)) {
            return 0;
        }
        Place at = root.get("training") instanceof Tree.Mapping training && training.get("selection") != null
                ? training.require("selection").place()
                : place;
        int available = groups(data, Split.TRAIN);
        if (rule.groups() >= available) {
            throw new PlacedError(
                    at,
                    "the selection holds out 'groups: " + rule.groups() + "', but '" + data.name() + "' has "
                            + available + " training groups; allowed are fewer");
        }
        selectionMetric(rule, at);
        ask(at, () -> {
            List<String> blocks = entry.method()
                    .architecture(experiment.encoder().dimension())
                    .blockNames();
            if (!blocks.contains(rule.block())) {
                throw new UserError("the selection's 'block' is " + rule.block() + "; '"
                        + entry.method().name() + "' has " + String.join(", ", blocks));
            }
        });
        return rule.groups();
    }

    private void selectionMetric(Selection.BestValidation rule, Place at) {
        List<String> usable = experiment.scoring().metrics().stream()
                .filter(metric -> metric.metric().needs().isEmpty()
                        && metric.metric().direction(metric.name()) != Metric.Direction.NEITHER)
                .map(ConfiguredMetric::name)
                .toList();
        if (!usable.contains(rule.metric())) {
            throw new PlacedError(
                    at,
                    "the selection's 'metric' is " + rule.metric()
                            + "; allowed is one that 'scoring' names, that is not derived"
                            + " from others and of which one direction is better: "
                            + (usable.isEmpty() ? "here is none" : String.join(", ", usable)));
        }
    }

    private void groups(String key, int wanted, DataSetDescription data, Split split) {
        int available = groups(data, split);
        if (wanted > available) {
            Tree.Mapping scoring = root.mapping("scoring");
            throw new PlacedError(
                    scoring.require(key).place(),
                    "'" + key + "' is " + wanted + ", but '" + data.name() + "' has " + available + " groups in its "
                            + split.label() + " split; allowed is at most that many, or 0 for all");
        }
    }

    private static int groups(DataSetDescription data, Split split) {
        return Map.copyOf(data.groups()).getOrDefault(split, Integer.MAX_VALUE);
    }

    private Place place(String key) {
        Tree member = root.get(key);
        return member == null ? root.place() : member.place();
    }

    /** A method that breaks when it is asked is no mistake of the experiment: its trials fail and say so, and the others run. */
    private static void ask(Place place, Runnable check) {
        run(place, () -> {
            try {
                check.run();
            } catch (UserError e) {
                throw e;
            } catch (RuntimeException | LinkageError broken) {
                // Every trial of the method meets it again and records it, with its trace.
                return;
            }
        });
    }

    private static void run(Place place, Runnable check) {
        ExperimentReader.placed(place, () -> {
            check.run();
            return true;
        });
    }
}
