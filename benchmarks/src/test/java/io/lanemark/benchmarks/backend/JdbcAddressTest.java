package io.lanemark.benchmarks.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcAddressTest {

  @ParameterizedTest
  @CsvSource({
    "jdbc:mysql://host/db?password=secret, not one that begins with jdbc:mysql:",
    "postgresql://user:secret@host/db, not one that begins with postgresql:",
    "secret, expected a URL",
    "jdbc:postgresql://host:port/db?password=secret, expected a URL",
    "jdbc:postgresql://me:secret@host:1/db, not user:password@host",
    "jdbc:postgresql://host/db?password=secret phrase, Illegal character in opaque part"
  })
  void refusesWhatIsNoUrlOfPostgresqlAndKeepsItsPassword(String url, String expected) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JdbcAddress.parse(url))
        .withMessageContaining(expected)
        .withMessageContaining("jdbc:postgresql://host:port/database")
        .withMessageNotContaining("secret")
        .withNoCause();
  }

  @Test
  void showsNoPassword() {
    String url = "jdbc:postgresql://host/db?user=me&password=secret&ssl=true&sslpassword=secret";

    assertThat(JdbcAddress.parse(url)).hasToString("jdbc:postgresql://host/db");
    assertThat(JdbcAddress.withoutPassword("--jdbc-url=" + url))
        .isEqualTo(
            "--jdbc-url=jdbc:postgresql://host/db?user=me&password=***&ssl=true&sslpassword=***");
    assertThat(JdbcAddress.withoutPassword("password=x,limit=5")).isEqualTo("password=x,limit=5");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://h/d, jdbc:postgresql://h/d?password=a%26b",
    "jdbc:postgresql://h/d?user=me, jdbc:postgresql://h/d?user=me&password=a%26b",
    "jdbc:postgresql://h/d?password=own, jdbc:postgresql://h/d?password=own",
    "jdbc:postgresql://h/d?user=me&password=***, jdbc:postgresql://h/d?user=me&&password=a%26b"
  })
  void takesAPasswordWhereItHasNone(String url, String expected) {
    assertThat(JdbcAddress.parse(url).orPassword("a&b").uri()).hasToString(expected);
  }

  @Test
  void forgetsAHiddenPassword() {
    assertThat(JdbcAddress.parse("jdbc:postgresql://h/d?password=***&ssl=true").orPassword(null))
        .isEqualTo(JdbcAddress.parse("jdbc:postgresql://h/d?ssl=true"));
  }
}
