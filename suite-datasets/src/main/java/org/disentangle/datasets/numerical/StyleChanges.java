package org.disentangle.datasets.numerical;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.NormalizedGaussianSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.core.view.Augmentation;
import org.disentangle.core.view.SharedColumns;
import org.disentangle.core.view.ViewPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The views of the numerical data. Every step draws fresh samples, whatever groups it was given: all views of a group have its content; the
 * first view has its styles, and every later one changes each style block (see {@link Latents}). A view policy names the blocks,
 * {@code style1} and so on: a view that shares one has the earlier view's numbers there.
 */
final class StyleChanges implements Augmentation {
    private static final String CONTENT = "content";

    private final NumericalOptions options;
    private final Latents latents;
    private final List<String> columns = new ArrayList<>();
    private final Set<String> groups;
    private @Nullable Mixing mixing;

    StyleChanges(NumericalOptions options) {
        this.options = options;
        this.latents = new Latents(options);
        Map<String, Integer> blocks = new LinkedHashMap<>();
        blocks.put(CONTENT, options.content());
        for (int style = 0; style < options.styles().size(); style++) {
            blocks.put(Numerical.style(style), options.styles().get(style));
        }
        blocks.forEach((name, dimension) -> {
            for (int i = 0; i < dimension; i++) {
                columns.add(name + "/" + i);
            }
        });
        blocks.remove(CONTENT);
        this.groups = Collections.unmodifiableSet(blocks.keySet());
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public Set<String> groups() {
        return groups;
    }

    @Override
    public Map<String, HostTensor> draw(ViewPolicy policy, int batch, long step, SeedStreams streams) {
        int rows = policy.views() * batch;
        float[][] values = new float[columns.size()][rows];
        drawSamples(values, batch, rows, streams.stream(SeedStreams.AUGMENTATION + "/samples", step));
        int start = options.content();
        for (int style = 0; style < options.styles().size(); style++) {
            UniformRandomProvider random =
                    streams.stream(SeedStreams.AUGMENTATION + "/" + Numerical.style(style), step);
            change(style, values, start, batch, rows, random);
            start += options.styles().get(style);
        }
        Map<String, float[]> byName = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            byName.put(columns.get(i), values[i]);
        }
        for (ViewPolicy.Sharing shared : policy.sharing()) {
            if (shared.closeness() == ViewPolicy.Closeness.EQUAL) {
                SharedColumns.copy(policy, shared, batch, step, byName, shared.group());
            }
        }
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        byName.forEach((name, column) -> tensors.put(name, HostTensor.of(Shape.of(rows), column)));
        return tensors;
    }

    private void drawSamples(float[][] values, int batch, int rows, UniformRandomProvider random) {
        NormalizedGaussianSampler gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        double[] sample = new double[options.dimension()];
        for (int place = 0; place < batch; place++) {
            latents.draw(gaussian, sample);
            for (int row = place; row < rows; row += batch) {
                for (int i = 0; i < sample.length; i++) {
                    values[i][row] = (float) sample[i];
                }
            }
        }
    }

    private void change(int style, float[][] values, int start, int batch, int rows, UniformRandomProvider random) {
        NormalizedGaussianSampler gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        int dimension = options.styles().get(style);
        double[] change = new double[dimension];
        for (int row = batch; row < rows; row++) {
            latents.change(style, gaussian, random, change);
            for (int i = 0; i < dimension; i++) {
                values[start + i][row] += (float) change[i];
            }
        }
    }

    @Override
    public Tensor render(Map<String, Tensor> pools, Map<String, Tensor> sources, Map<String, Tensor> columns) {
        List<Tensor> stacked = new ArrayList<>();
        for (String name : this.columns) {
            Tensor column = Objects.requireNonNull(columns.get(name));
            stacked.add(column.reshape(column.size(0), 1));
        }
        return mixing().apply(stacked.get(0).builder().concatenate(1, stacked));
    }

    /** Found when views are first rendered, for it takes a second, and kept: a step may need programs of several sizes. */
    private Mixing mixing() {
        if (mixing == null) {
            mixing = Mixing.of(options);
        }
        return mixing;
    }
}
