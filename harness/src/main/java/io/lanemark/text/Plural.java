package io.lanemark.text;

/// Numbers of things in words.
public final class Plural {

  private Plural() {}

  /// A number with its noun.
  ///
  /// @param count how many
  /// @param one what one of them is called; an s makes it several
  /// @return such as `1 fork` and `3 forks`
  public static String of(long count, String one) {
    return count + " " + (count == 1 ? one : one + "s");
  }
}
