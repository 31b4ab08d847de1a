package io.lanemark.reports.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.reports.page.HtmlReport;
import io.lanemark.results.SyntheticRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/// The report as a reader sees it.
@EnabledWithChromium
class HtmlReportInBrowserTest {

  @TempDir private static Path temporary;

  private static @Nullable ChromeDriver browser;
  private static String address = "";

  @BeforeAll
  static void writeReportAndStartBrowser() throws IOException {
    Path results = new SyntheticRun().write(temporary.resolve("results"));
    address = HtmlReport.write(List.of(results), temporary.resolve("site")).toUri().toString();
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(ChromiumCondition.browser().orElseThrow().toFile());
    options.setCapability("goog:loggingPrefs", logs);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--user-data-dir=" + temporary.resolve("profile"));
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(ChromiumCondition.driver().orElseThrow().toFile())
            .usingAnyFreePort()
            // Chromium does not start without a home folder that it can write.
            .withEnvironment(Map.of("HOME", temporary.toString()))
            .build();
    browser = new ChromeDriver(service, options);
  }

  @AfterAll
  static void endBrowser() {
    if (browser != null) {
      browser.quit();
    }
  }

  @Test
  void loadsNothingAndRunsNothing() {
    ChromeDriver page = open(1200, "light");

    List<String> requests =
        page.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
            .map(LogEntry::getMessage)
            .filter(message -> message.contains("\"Network.requestWillBeSent\""))
            .map(message -> message.replaceFirst("(?s).*\"request\":\\{.*?\"url\":\"", ""))
            .map(url -> url.substring(0, Math.min(url.length(), 200)))
            .filter(url -> !url.startsWith("data:"))
            .map(url -> url.replaceFirst("\".*", ""))
            .toList();
    assertThat(requests).containsExactly(address);
    assertThat(page.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    assertThat(page.getTitle()).isEqualTo("Lanemark: quick-20261121-010203");
    assertThat(page.findElements(By.cssSelector("script, link[rel=stylesheet], iframe"))).isEmpty();
  }

  @Test
  void showsTheFindingsAndTheMatrix() {
    ChromeDriver page = open(1200, "light");

    assertThat(page.findElement(By.tagName("h1")).getText())
        .isEqualTo("What each execution model gives and costs");
    assertThat(page.findElement(By.cssSelector(".findings")).getText())
        .contains("virtual gives 1.29 × the throughput of platform")
        .contains("<script>document.title='owned'</script>&amp;{{x}}");
    assertThat(page.findElement(By.cssSelector("table.matrix")).getText())
        .contains("serial", "process", "platform", "virtual", "× best", "× serial", "not run");
    assertThat(page.findElements(By.cssSelector("th:not([scope])"))).isEmpty();
    assertThat(page.findElements(By.cssSelector("img:not([alt]), img[alt='']"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void decodesEveryPicture(String scheme) {
    ChromeDriver page = open(1200, scheme);

    assertThat(page.executeScript("return document.images.length")).isEqualTo(20L);
    assertThat(
            page.executeScript(
                "return [...document.images].filter(i => !i.complete || i.naturalWidth !== 960)"
                    + ".length"))
        .isEqualTo(0L);
    String shown = scheme.equals("dark") ? "source" : "img";
    assertThat(
            page.executeScript(
                "const p = document.querySelector('picture');"
                    + "const shown = p.querySelector('"
                    + shown
                    + "');"
                    + "return p.querySelector('img').currentSrc === (shown.srcset || shown.src)"))
        .isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 400, 768, 1200})
  void neverScrollsSideways(int width) {
    ChromeDriver page = open(width, "light");

    assertThat(page.executeScript("return innerWidth")).isEqualTo((long) width);
    assertThat(page.executeScript("return document.documentElement.scrollWidth"))
        .isEqualTo(page.executeScript("return document.documentElement.clientWidth"));
  }

  private static ChromeDriver open(int width, String scheme) {
    ChromeDriver page = Objects.requireNonNull(browser);
    page.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    page.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    page.manage().logs().get(LogType.PERFORMANCE);
    page.manage().logs().get(LogType.BROWSER);
    page.get(address);
    return page;
  }
}
