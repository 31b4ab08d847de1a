package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LocaleEncodingTest {

  private static final LocaleEncoding POSIX = new LocaleEncoding(StandardCharsets.US_ASCII);
  private static final LocaleEncoding UNICODE = new LocaleEncoding(StandardCharsets.UTF_8);

  @Test
  void anArgumentThatCannotBeReadIsNamed() {
    assertThat(POSIX.complaint("/work", "run", "--param", "colour=gr\uFFFD\uFFFDn"))
        .hasValue(
            "the argument 'colour=gr??n' has characters that cannot be read in the encoding of the"
                + " locale, US-ASCII: set LC_ALL=C.UTF-8");
  }

  @Test
  void aWorkingDirectoryThatCannotBeReadIsNamed() {
    assertThat(POSIX.complaint("/home/J\uFFFD\uFFFDrg", "run").orElseThrow())
        .startsWith("the path of the working directory, '/home/J??rg', has characters");
  }

  @Test
  void whatCanBeReadIsFine() {
    assertThat(POSIX.complaint("/work", "run", "colour=green")).isEmpty();
    assertThat(UNICODE.complaint("/home/Jörg", "run", "colour=grün", "\uFFFD")).isEmpty();
  }
}
