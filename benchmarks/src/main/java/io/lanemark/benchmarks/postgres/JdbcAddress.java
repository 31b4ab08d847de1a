package io.lanemark.benchmarks.postgres;

import java.net.URI;
import java.net.URISyntaxException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// A JDBC URL of a PostgreSQL database, which may hold a password: it is shown to nobody.
///
/// @param uri the URL
public record JdbcAddress(URI uri) {

  private static final String PREFIX = "jdbc:postgresql:";
  private static final String SCHEMA_PARAMETER = "currentSchema";

  /// What goes wrong the driver throws, too; held here, for the logging framework would forget it.
  private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

  static {
    DRIVER_LOG.setLevel(Level.OFF);
  }

  /// Refuses what is no such URL.
  public JdbcAddress {
    String url = uri.toString();
    if (!url.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "expected a URL of PostgreSQL's driver, %s//host:port/database".formatted(PREFIX));
    }
    new PGSimpleDataSource().setUrl(url);
  }

  /// Reads a URL.
  ///
  /// @param url as the driver of PostgreSQL takes it
  /// @return the address
  /// @throws IllegalArgumentException if it is none; the message does not hold it
  public static JdbcAddress parse(String url) {
    try {
      return new JdbcAddress(new URI(url));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "not a URL: %s at character %d".formatted(e.getReason(), e.getIndex()));
    }
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

  /// The same address, where names are looked up in a schema.
  JdbcAddress inSchema(String schema) {
    String url = uri.toString();
    return parse(
        "%s%s%s=%s".formatted(url, url.contains("?") ? "&" : "?", SCHEMA_PARAMETER, schema));
  }

  /// The URL without its parameters, of which one may be a password.
  @Override
  public String toString() {
    return uri.toString().replaceFirst("\\?.*", "");
  }
}
