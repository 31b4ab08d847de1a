package io.lanemark.files;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The digest by which files are compared.
public final class Sha256 {

  private Sha256() {}

  /// A digest of nothing yet.
  ///
  /// @return computes SHA-256
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
