package io.lanemark.process.launch;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// A fingerprint of contents: two 32-bit checksums with different polynomials, and the length.
///
/// It detects accidental changes, not attacks: an attacker who can change the files that a JVM runs
/// needs no collision. In a JVM that has just started, SHA-256 would take many times as long,
/// because it is slow until it is compiled.
final class Fingerprint {
  private final CRC32 first = new CRC32();
  private final CRC32C second = new CRC32C();
  private long bytes;

  Fingerprint add(byte[] content, int length) {
    first.update(content, 0, length);
    second.update(content, 0, length);
    bytes += length;
    return this;
  }

  /// Adds a text and an end mark, so that two texts differ from their concatenation.
  Fingerprint add(String text) {
    byte[] content = (text + '\0').getBytes(StandardCharsets.UTF_8);
    return add(content, content.length);
  }

  /// In hexadecimal; can be part of a file name.
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%08x%08x-%x", first.getValue(), second.getValue(), bytes);
  }
}
