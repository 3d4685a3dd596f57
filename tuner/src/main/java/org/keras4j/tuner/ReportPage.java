package org.keras4j.tuner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTML file that needs nothing but a browser.
 *
 * <p>What comes from the search stands in it as JSON only, without any character that means
 * something to HTML, and the script puts it on the page as text. Besides, the policy of the page
 * lets the browser run this very script and nothing else, and load nothing.
 */
final class ReportPage {
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'; script-src '%s'; base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>Hyperparameter search</title>
      <style>
      %s</style>
      </head>
      <body>
      <noscript>This page draws its charts with JavaScript, which is off.</noscript>
      <main id="report"></main>
      <script type="application/json" id="data">%s</script>
      <script>%s</script>
      </body>
      </html>
      """;

  private ReportPage() {}

  static String of(Map<String, ? extends @Nullable Object> data) {
    String script = resource("report.js");
    return PAGE.formatted(hash(script), resource("report.css"), Json.forHtml(data), script);
  }

  private static String hash(String script) {
    return "sha256-" + Base64.getEncoder().encodeToString(Sha256.of(script));
  }

  private static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "The resource " + name + " beside " + ReportPage.class.getName() + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
