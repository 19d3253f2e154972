package io.driftloop.console.page;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Serves a made-up story on the page, to work on its looks without a cluster: {@code PagePreview
 * [port] [windows told at once]}; the other windows follow, two a second.
 */
public final class PagePreview {
  private PagePreview() {}

  public static void main(String[] arguments) throws InterruptedException {
    int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8090;
    int told = arguments.length > 1 ? Integer.parseInt(arguments[1]) : Story.ALL_WINDOWS;
    LoopView view = new LoopView();
    try (PageServer page =
        PageServer.start(
            PageServer.LOCAL, port, Optional.of(URI.create("http://localhost:8081")), view)) {
      if (told > 0) {
        Story story = new Story(view, 7);
        story.tell(0, told);
        for (int window = told; window < Story.ALL_WINDOWS; window++) {
          TimeUnit.MILLISECONDS.sleep(500);
          story.tell(window, window + 1);
        }
      }
      Thread.currentThread().join();
    }
  }
}
