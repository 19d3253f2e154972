package io.driftloop.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page in a real browser; skipped where there is none. */
@Timeout(120)
class PageIT {
  private static final long SEED = 7;
  private static final String DRAWN = "document.querySelectorAll('#strip li').length === 6";
  private static final int SMALLEST_PICTURE = 10_000;

  private static Browser browser;

  private final LoopView view = new LoopView();

  @BeforeAll
  static void openBrowser() throws IOException, InterruptedException {
    Optional<Path> executable = Browser.executable();
    assumeTrue(
        executable.isPresent(),
        "skipped: neither chromium, chromium-browser nor google-chrome is on the PATH");
    browser = Browser.open(executable.get());
  }

  @AfterAll
  static void closeBrowser() throws IOException, InterruptedException {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void light() throws IOException {
    browser.look(1280, 900, false);
  }

  private static void open(PageServer server) throws IOException, InterruptedException {
    browser.go("http://127.0.0.1:" + server.port() + "/");
    browser.await(DRAWN);
  }

  private static String text(String selector) throws IOException {
    return browser.evaluate("document.querySelector('" + selector + "').textContent").asText();
  }

  private static int count(String selector) throws IOException {
    return browser.evaluate("document.querySelectorAll('" + selector + "').length").asInt();
  }

  @Test
  void showsTheWholeStory() throws IOException, InterruptedException {
    Story story = new Story(view, SEED);
    story.tell(0, Story.ALL_WINDOWS);
    PageState.Model model = view.snapshot().models().get(0);
    try (PageServer server = PageServer.start(0, view)) {
      open(server);
      assertThat(text("#sentence")).isEqualTo(model.status().sentence()).startsWith("Serving v");
      assertThat(count("#retrainings tr")).isEqualTo(story.retrainings()).isGreaterThan(5);
      assertThat(text("#retrainings")).contains("nswprice drifted: PSI");
      assertThat(count("#findings > li")).isEqualTo(model.findings().size()).isGreaterThan(3);
      assertThat(text("#findings")).contains("label shift", "The shares of the classes changed");
      assertThat(text("#findings")).contains("Share of the change: nswprice .62, vicprice .27");
      assertThat(count("#proposals > li")).isEqualTo(model.proposals().size()).isPositive();
      assertThat(text("#proposals")).contains("collect labels", "day-of-week = 6");
      assertThat(text("#segments tr")).contains("state=VIC", "120");
      assertThat(count("#drift li")).isEqualTo(12);
      assertThat(count("canvas")).isEqualTo(2);
      assertThat(text("#accuracy-legend")).contains("loop", "frozen model", "threshold");
      assertThat(text("footer")).contains("event times, in UTC");
      assertThat(browser.screenshot()).hasSizeGreaterThan(SMALLEST_PICTURE);
    }
  }

  @Test
  void followsTheLoopWhileItRuns() throws IOException, InterruptedException {
    Story story = new Story(view, SEED);
    try (PageServer server = PageServer.start(0, view)) {
      open(server);
      assertThat(text("#sentence")).contains("waiting for the first window");
      assertThat(count("canvas")).isZero();
      story.tell(0, Story.ALL_WINDOWS);
      browser.await("document.querySelectorAll('canvas').length === 2");
      assertThat(count("#retrainings tr")).isEqualTo(story.retrainings());
    }
  }

  @Test
  void saysThatTheConnectionIsLostAndFindsItAgain() throws IOException, InterruptedException {
    int port;
    try (PageServer server = PageServer.start(0, view)) {
      port = server.port();
      open(server);
    }
    browser.await("!document.querySelector('#trouble').hidden");
    assertThat(text("#trouble")).startsWith("The connection to Driftloop is lost");
    new Story(view, SEED).tell(0, 1);
    try (PageServer server = PageServer.start(port, view)) {
      assertThat(server.port()).isEqualTo(port);
      browser.await("document.querySelector('#trouble').hidden");
      assertThat(text("#sentence")).startsWith("Serving v1");
    }
  }

  @Test
  void choosesBetweenModelsAndShowsTextAsText() throws IOException, InterruptedException {
    new Story(view, SEED).tell(0, 3);
    String odd = "<img src=x onerror=alert(1)>";
    view.onSignal(Records.signal("psi", odd, Records.WEEK, .1).setModel("other").build());
    try (PageServer server = PageServer.start(0, view)) {
      open(server);
      browser.await("!document.querySelector('#chooser').hidden");
      browser.evaluate(
          "(() => { const s = document.querySelector('#model'); s.value = 'other';"
              + " s.dispatchEvent(new Event('change')); })()");
      assertThat(text("#sentence")).startsWith("Watching v1");
      assertThat(text("#drift .feature-name")).isEqualTo(odd);
    }
  }

  @Test
  void isDarkWhereThePersonWantsItAndFitsANarrowScreen() throws IOException, InterruptedException {
    new Story(view, SEED).tell(0, Story.ALL_WINDOWS);
    browser.look(420, 900, true);
    try (PageServer server = PageServer.start(0, view)) {
      open(server);
      assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor").asText())
          .isEqualTo("rgb(15, 20, 27)");
      assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
          .isLessThanOrEqualTo(420);
    }
  }
}
