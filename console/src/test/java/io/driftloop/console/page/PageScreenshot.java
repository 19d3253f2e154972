package io.driftloop.console.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes a picture of a page that is being served: {@code PageScreenshot ADDRESS FILE WIDTH HEIGHT
 * light|dark}.
 */
public final class PageScreenshot {
  private PageScreenshot() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int width = Integer.parseInt(arguments[2]);
    int height = Integer.parseInt(arguments[3]);
    try (Browser browser = Browser.open(Browser.executable().orElseThrow())) {
      browser.look(width, height, arguments[4].equals("dark"));
      browser.go(arguments[0]);
      browser.await("document.querySelectorAll('#strip li').length === 6");
      Files.write(Path.of(arguments[1]), browser.screenshot());
    }
  }
}
