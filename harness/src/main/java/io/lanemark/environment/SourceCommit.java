package io.lanemark.environment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The commit of Lanemark's own sources.
public final class SourceCommit {

  private SourceCommit() {}

  /// The commit that the build recorded, with `-dirty` if the checkout had changes.
  ///
  /// @return null if the build was outside a checkout
  public static @Nullable String ofThisJar() {
    try (InputStream file = SourceCommit.class.getResourceAsStream("git.properties")) {
      if (file == null) {
        return null;
      }
      Properties properties = new Properties();
      properties.load(file);
      String commit = properties.getProperty("git.commit.id.full");
      boolean dirty = Boolean.parseBoolean(properties.getProperty("git.dirty"));
      return commit == null || !dirty ? commit : commit + "-dirty";
    } catch (IOException e) {
      throw new UncheckedIOException("git.properties in the jar cannot be read", e);
    }
  }
}
