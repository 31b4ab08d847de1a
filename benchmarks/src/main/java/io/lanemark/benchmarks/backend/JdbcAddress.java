package io.lanemark.benchmarks.backend;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// A JDBC URL of a PostgreSQL database, which may hold a password, so it must never be shown.
///
/// @param uri the URL
public record JdbcAddress(URI uri) {

  private static final String PREFIX = "jdbc:postgresql:";
  private static final String EXPECTED =
      "expected a URL of PostgreSQL's driver, jdbc:postgresql://host:port/database?user=name";
  private static final Pattern DRIVER = Pattern.compile("(jdbc:)?\\w+:");
  private static final Pattern PASSWORD = Pattern.compile("(?i)\\b(\\w*password)=[^&]*");
  private static final Pattern USER_INFO = Pattern.compile(Pattern.quote(PREFIX) + "//[^/?]*@");
  private static final String HIDDEN = "***";
  private static final String SCHEMA_PARAMETER = "currentSchema";

  /// The driver's log adds nothing to the exceptions that it throws. Held in a field, because the
  /// logging framework refers to loggers only weakly.
  private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

  static {
    DRIVER_LOG.setLevel(Level.OFF);
  }

  /// Refuses other URLs.
  public JdbcAddress {
    String url = uri.toString();
    if (!url.startsWith(PREFIX)) {
      Matcher driver = DRIVER.matcher(url);
      throw new IllegalArgumentException(
          EXPECTED + (driver.lookingAt() ? ", not one that begins with " + driver.group() : ""));
    }
    if (USER_INFO.matcher(url).lookingAt()) {
      throw new IllegalArgumentException(EXPECTED + ", not user:password@host");
    }
    try {
      new PGSimpleDataSource().setUrl(url);
    } catch (IllegalArgumentException e) {
      // Its message holds the password.
      throw new IllegalArgumentException(EXPECTED);
    }
  }

  /// Reads a URL.
  ///
  /// @param url as the driver of PostgreSQL takes it
  /// @return the address
  /// @throws IllegalArgumentException if it is not such a URL; the message does not contain it
  public static JdbcAddress parse(String url) {
    try {
      return new JdbcAddress(new URI(url));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s: %s at character %d", EXPECTED, e.getReason(), e.getIndex()));
    }
  }

  /// A text in which a URL may be, without its passwords.
  ///
  /// @param text any
  /// @return the same, with `***` in their place
  public static String withoutPassword(String text) {
    return text.contains("jdbc:") ? PASSWORD.matcher(text).replaceAll("$1=" + HIDDEN) : text;
  }

  /// The same address with this password, unless it has one.
  ///
  /// @param password null if there is none: then the driver reads `~/.pgpass`
  /// @return an address without a hidden password
  public JdbcAddress orPassword(@Nullable String password) {
    String url = uri.toString().replaceFirst("(?<=[?&])password=\\Q" + HIDDEN + "\\E(&|$)", "");
    if (password == null || PASSWORD.matcher(url).find()) {
      return parse(url);
    }
    return parse(with(url, "password", URLEncoder.encode(password, StandardCharsets.UTF_8)));
  }

  private static String with(String url, String name, String value) {
    return "%s%s%s=%s".formatted(url, url.contains("?") ? "&" : "?", name, value);
  }

  /// Opens connections; without a pool.
  ///
  /// @return a source of connections
  public DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(uri.toString());
    return source;
  }

  /// Opens a connection.
  ///
  /// @return the connection, which commits each statement
  /// @throws SQLException if it cannot be opened
  Connection connect() throws SQLException {
    return dataSource().getConnection();
  }

  /// The same address, with a schema in which names are looked up.
  JdbcAddress inSchema(String schema) {
    return parse(with(uri.toString(), SCHEMA_PARAMETER, schema));
  }

  /// The URL without its parameters, of which one may be a password.
  @Override
  public String toString() {
    return uri.toString().replaceFirst("\\?.*", "");
  }
}
