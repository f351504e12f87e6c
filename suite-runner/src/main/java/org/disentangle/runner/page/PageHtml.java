package org.disentangle.runner.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** Lays a page out. The templates were compiled with the suite; style and script stand in the page, and nothing else may run in it. */
final class PageHtml {
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, PageHtml.class.getClassLoader(), "org.disentangle.runner.page.generated");
    static final String STYLE = resource("page.css");
    private static final String SCRIPT = resource("page.js");

    private PageHtml() {}

    static String write(Page page) {
        return render("page.jte", "page", page);
    }

    static String write(Index index) {
        return render("index.jte", "index", index);
    }

    static String write(SideBySidePage page) {
        return render("sides.jte", "page", page);
    }

    private static String render(String template, String name, Object content) {
        StringOutput output = new StringOutput(1 << 16);
        TEMPLATES.render(template, Map.of(name, content, "policy", policy(), "style", STYLE, "script", SCRIPT), output);
        return output.toString();
    }

    /** The browser runs this script and this style alone, by their digests, and fetches nothing. */
    static String policy() {
        return "default-src 'none'; script-src 'sha256-" + digest(SCRIPT) + "'; style-src 'sha256-" + digest(STYLE)
                + "'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private static String digest(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream stream = PageHtml.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("There is no " + name + " beside " + PageHtml.class);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
