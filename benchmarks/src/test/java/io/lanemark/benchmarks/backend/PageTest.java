package io.lanemark.benchmarks.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

  @ParameterizedTest
  @CsvSource({"0,1024", "1,1024", "999999999,1024", "7,16384", "12345,300000"})
  void isAsLargeAsAskedAndWhole(int number, int bytes) {
    byte[] page = Page.html(number, bytes);
    assertThat(page).hasSize(bytes).isEqualTo(Page.html(number, bytes));
    assertThat(new String(page, StandardCharsets.US_ASCII))
        .startsWith("<!DOCTYPE html>")
        .contains("<title>Page " + number + "<")
        .endsWith("</html>\n")
        .doesNotContain("\0");
  }

  @Test
  void linksOn() {
    assertThat(new String(Page.html(2, 4096), StandardCharsets.US_ASCII))
        .contains("href=\"0.html\"", "href=\"17.html\"", "href=\"24.html\"")
        .doesNotContain("href=\"16.html\"", "href=\"25.html\"");
  }

  @ParameterizedTest
  @CsvSource({"1024,0.0,0.0,0", "16384,10.0,0.5,3", "65536,0.0001,1.5,999999999"})
  void anAddressIsReadAsItWasWritten(int bytes, double latency, double sigma, int number) {
    PageAddress address = new PageAddress(bytes, latency, sigma, number);
    assertThat(PageAddress.parse(address.on(URI.create("http://127.0.0.1:1/")).getPath()))
        .isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/16384/10.0/0.5/x.html",
        "/1023/10.0/0.5/1.html",
        "/16384/-1/0.5/1.html",
        "/16384/10.0/9.5/1.html",
        "/16384/NaN/0.5/1.html",
        "/16384/--/0.5/1.html",
        "/99999999999/10.0/0.5/1.html"
      })
  void refusesWhatIsNoPage(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> PageAddress.parse(path));
  }
}
