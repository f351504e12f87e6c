package org.disentangle.runner.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.board.BoardPlans;
import org.junit.jupiter.api.Test;

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
}
