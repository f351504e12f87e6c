package org.disentangle.runner.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.board.BoardPlans;
import org.disentangle.runner.experiment.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Views and maps of codes on the page. */
class PictureTest {
    private static final String MAP =
            "{\"block\":\"z\",\"labels\":{\"BC\":[0,9,4],\"DC\":[1,2,3]},\"x\":[0.0,1.5,-9.0],\"y\":[0.0,-1.5,0.5]}\n";

    private final Map<String, byte[]> kept = new LinkedHashMap<>();

    private static byte[] png() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new java.awt.image.BufferedImage(4, 2, java.awt.image.BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    /** All trials have these files, and records that say so; a trial may have another content than its record says. */
    private String page(Map<String, byte[]> said) {
        List<TrialRecord.Attachment> attachments = said.entrySet().stream()
                .map(file ->
                        new TrialRecord.Attachment(file.getKey(), "to look at", CanonicalJson.sha256(file.getValue())))
                .toList();
        Map<String, TrialRecord> records = new LinkedHashMap<>();
        BoardPlans.records().forEach((id, record) -> records.put(id, Fixtures.attached(record, attachments)));
        return PageMaker.write(BoardPlans.PLAN, records, new TrialFiles() {
            @Override
            public List<String> curve(String id) {
                return List.of();
            }

            @Override
            public byte[] content(String id, String name) {
                return kept.getOrDefault(name, new byte[0]);
            }
        });
    }

    @Test
    void methods_that_saw_the_same_share_a_picture() throws IOException {
        kept.put("views.png", png());

        String html = page(kept);

        assertThat(html)
                .containsOnlyOnce("<img src=\"data:image/png;base64,iVBORw0KGgo")
                .contains("a row per view: simclr, hessian<", "img-src data:");
    }

    @Test
    void a_map_has_a_mark_per_point_by_the_value_of_its_factor_and_stays_inside() {
        kept.put("map.jsonl", MAP.getBytes(StandardCharsets.UTF_8));

        String html = page(kept);

        assertThat(html)
                .contains("Maps of codes (2)", "<figcaption dir=\"auto\">z by BC</figcaption>")
                .contains("<path class=\"v0 dot\" d=\"M100 100h0\"/>")
                .as("the tenth value is a triangle of the second colour")
                .contains("<path class=\"v1\" d=\"M145 145m-3 2h6l-3-5z\"/>")
                .as("far out is at the edge")
                .contains("d=\"M4 85");
    }

    @Test
    void what_is_not_as_its_record_says_is_not_shown() throws IOException {
        kept.put("views.png", png());
        kept.put("map.jsonl", MAP.getBytes(StandardCharsets.UTF_8));

        assertThat(page(Map.of("views.png", new byte[] {1}, "map.jsonl", new byte[] {2})))
                .doesNotContain("<img", "Maps of codes (");
        assertThat(page(Map.of())).doesNotContain("<img", "Maps of codes (");
    }

    @Test
    void nothing_but_a_png_becomes_a_picture() {
        kept.put("views.png", "<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8));

        assertThat(page(kept)).doesNotContain("<img");
    }

    @ParameterizedTest
    @CsvSource({"50, 10", "80, 6", "100, 5"})
    void pages_of_500_trials_with_maps_and_a_picture_per_method_stay_below_three_megabytes(int lines, int seeds) {
        byte[] map = map(300).getBytes(StandardCharsets.UTF_8);
        List<String> curve = Pages.longCurve(500);
        Plan plan = Pages.plan(lines, seeds, "multi-space");
        Map<String, byte[]> pictures = new LinkedHashMap<>();
        Map<String, TrialRecord> records = new LinkedHashMap<>();
        Pages.records(plan).forEach((id, record) -> {
            byte[] picture = noise(pictures.size());
            pictures.put(id, picture);
            records.put(
                    id,
                    Fixtures.attached(
                            record,
                            List.of(
                                    new TrialRecord.Attachment("map.jsonl", "", CanonicalJson.sha256(map)),
                                    new TrialRecord.Attachment("views.png", "", CanonicalJson.sha256(picture)))));
        });

        String html = PageMaker.write(plan, records, new TrialFiles() {
            @Override
            public List<String> curve(String id) {
                return curve;
            }

            @Override
            public byte[] content(String id, String name) {
                return name.equals("map.jsonl") ? map : pictures.get(id);
            }
        });

        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(3_000_000);
        assertThat(html).contains("data:image/png");
        assertThat(html.contains("Maps of codes (")).isEqualTo(lines <= 80);
    }

    private static String map(int points) {
        Random random = new Random(7);
        List<String> columns = new ArrayList<>();
        for (String factor : List.of("BC", "DC", "DL")) {
            columns.add("\"" + factor + "\":"
                    + random.ints(points, 0, 8).boxed().toList().toString().replace(" ", ""));
        }
        String axes = random.doubles(points, -2, 2).boxed().toList().toString().replace(" ", "");
        return "{\"block\":\"z\",\"labels\":{" + String.join(",", columns) + "},\"x\":" + axes + ",\"y\":" + axes
                + "}\n";
    }

    /** As large as views of 64 x 64 pixels are, and nobody else's. */
    private static byte[] noise(int seed) {
        byte[] content = new byte[75_000];
        new Random(seed).nextBytes(content);
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, 0, content, 0, 8);
        return content;
    }
}
