package org.disentangle.runner.agree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.reference.Slopes;
import org.disentangle.core.tensor.Shape;

/**
 * How far gradients are from the true one, whose slopes along directions are known: for each parameter along the first engine's gradient, in
 * which a wrong size shows; along the differences between engines, which say who is wrong; and along {@value #DRAWS} draws of random signs:
 * the root of the mean square of the slopes' errors is about as large as the error's length, wherever in the parameter it is.
 *
 * <p>Where parameters are too many to be asked about one by one, some of them move together.
 */
final class GradientErrors {
    /** With one draw, one error in twelve would show with less than a tenth of its length; with two, one in a hundred. */
    private static final int DRAWS = 2;

    private final Map<String, Map<String, float[]>> gradients;
    private final Map<String, Double> scales;
    private final Slopes slopes;
    private final Map<String, Shape> shapes;

    /**
     * @param gradients by engine and parameter
     * @param scales what the errors of a parameter are relative to
     */
    GradientErrors(
            Map<String, Map<String, float[]>> gradients,
            Map<String, Double> scales,
            Slopes slopes,
            Map<String, Shape> shapes) {
        this.gradients = gradients;
        this.scales = scales;
        this.slopes = slopes;
        this.shapes = shapes;
    }

    /**
     * Of some parameters that move together.
     *
     * @param errors by engine, the largest over directions, each relative to the parameters' scales
     */
    record Found(List<String> parameters, Map<String, Double> errors) {
        /** {@code a}, or {@code a to c (3 parameters)}. */
        String place() {
            String first = parameters.get(0);
            return parameters.size() == 1
                    ? first
                    : first + " to " + parameters.get(parameters.size() - 1) + " (" + parameters.size()
                            + " parameters)";
        }
    }

    /** How many slopes are asked for each group of parameters. */
    static int directions(int engines) {
        return engines + DRAWS;
    }

    /** @param groups how many groups the parameters fall into, at least 1 */
    List<Found> in(int groups) {
        List<String> parameters = List.copyOf(scales.keySet());
        int count = Math.min(groups, parameters.size());
        List<List<String>> parts = new ArrayList<>();
        for (int group = 0; group < count; group++) {
            parts.add(parameters.subList(group * parameters.size() / count, (group + 1) * parameters.size() / count));
        }
        return parts.parallelStream().map(this::of).toList();
    }

    private Found of(List<String> parameters) {
        List<Map<String, double[]>> directions = new ArrayList<>(telling(parameters));
        int drawn = directions.size();
        for (int draw = 0; draw < DRAWS; draw++) {
            directions.add(signs(parameters, draw));
        }
        List<Map<String, Double>> found =
                directions.parallelStream().map(this::errors).toList();
        Map<String, Double> errors = new LinkedHashMap<>();
        for (String engine : gradients.keySet()) {
            double largest = 0;
            double squares = 0;
            for (int i = 0; i < found.size(); i++) {
                double error = Objects.requireNonNull(found.get(i).get(engine));
                largest = i < drawn ? Math.max(largest, error) : largest;
                squares += i < drawn ? 0 : error * error;
            }
            errors.put(engine, Math.max(largest, Math.sqrt(squares / DRAWS)));
        }
        return new Found(parameters, errors);
    }

    /** By engine, along one direction, in which each parameter counts relative to its scale. */
    private Map<String, Double> errors(Map<String, double[]> direction) {
        double least =
                direction.keySet().stream().mapToDouble(this::scale).min().orElseThrow();
        Map<String, ReferenceTensor> scaled = new LinkedHashMap<>();
        direction.forEach((parameter, values) -> scaled.put(
                parameter,
                new ReferenceTensor(
                        Objects.requireNonNull(shapes.get(parameter)), times(values, least / scale(parameter)))));
        double slope = slopes.along(scaled);
        Map<String, Double> errors = new LinkedHashMap<>();
        gradients.forEach(
                (engine, gradient) -> errors.put(engine, Math.abs(product(gradient, scaled) - slope) / least));
        return errors;
    }

    private double scale(String parameter) {
        return Objects.requireNonNull(scales.get(parameter), parameter);
    }

    /** The first engine's gradient, and each other engine's less the first's. */
    private List<Map<String, double[]>> telling(List<String> parameters) {
        List<Map<String, double[]>> directions = new ArrayList<>();
        Map<String, float[]> first = gradients.values().iterator().next();
        Map<String, double[]> own = new LinkedHashMap<>();
        parameters.forEach(parameter -> own.put(parameter, unit(Norms.doubles(of(first, parameter)))));
        directions.add(own);
        gradients.values().stream().skip(1).forEach(other -> {
            Map<String, double[]> difference = new LinkedHashMap<>();
            for (String parameter : parameters) {
                difference.put(parameter, unit(difference(of(other, parameter), of(first, parameter))));
            }
            directions.add(difference);
        });
        return directions;
    }

    private Map<String, double[]> signs(List<String> parameters, int draw) {
        Map<String, double[]> signs = new LinkedHashMap<>();
        for (String parameter : parameters) {
            UniformRandomProvider random = new SeedStreams(draw).stream("agree/" + parameter);
            signs.put(
                    parameter,
                    IntStream.range(
                                    0,
                                    Objects.requireNonNull(shapes.get(parameter))
                                            .elements())
                            .mapToDouble(i -> random.nextBoolean() ? 1 : -1)
                            .toArray());
        }
        return signs;
    }

    private static float[] of(Map<String, float[]> gradient, String parameter) {
        return Objects.requireNonNull(gradient.get(parameter), parameter);
    }

    private static double[] difference(float[] one, float[] other) {
        double[] difference = new double[one.length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = (double) one[i] - other[i];
        }
        return difference;
    }

    /** Of length 1, in the same direction; zeros stay. */
    private static double[] unit(double[] values) {
        double length = Math.sqrt(product(values, values));
        return length == 0 ? values : times(values, 1 / length);
    }

    private static double[] times(double[] values, double factor) {
        double[] scaled = new double[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = factor * values[i];
        }
        return scaled;
    }

    private static double product(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static double product(Map<String, float[]> gradient, Map<String, ReferenceTensor> direction) {
        double sum = 0;
        for (Map.Entry<String, ReferenceTensor> part : direction.entrySet()) {
            sum += product(
                    Norms.doubles(of(gradient, part.getKey())), part.getValue().values());
        }
        return sum;
    }
}
