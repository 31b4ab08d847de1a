package io.lanemark.cli;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/// The encoding of the locale, in which a JVM reads its arguments and names of files.
///
/// In the locale C, this is ASCII. Every other byte becomes the replacement character, so another
/// value would be measured, or a file would not be found.
///
/// @param charset such as ASCII or UTF-8
record LocaleEncoding(Charset charset) {

  private static final String REPLACEMENT = "\uFFFD";

  /// The one of this JVM.
  static LocaleEncoding ofThisJvm() {
    return new LocaleEncoding(Charset.forName(System.getProperty("sun.jnu.encoding")));
  }

  /// Looks for what this JVM could not read.
  ///
  /// @param workingDirectory its path, as the JVM read it
  /// @param arguments of the command line, as the JVM read them
  /// @return why the command cannot be run; empty if it can
  Optional<String> complaint(String workingDirectory, String... arguments) {
    if (charset.newEncoder().canEncode(REPLACEMENT)) {
      return Optional.empty();
    }
    return List.of(arguments).stream()
        .filter(argument -> argument.contains(REPLACEMENT))
        .findFirst()
        .map("the argument '%s'"::formatted)
        .or(
            () ->
                Optional.of(workingDirectory)
                    .filter(path -> path.contains(REPLACEMENT))
                    .map("the path of the working directory, '%s',"::formatted))
        .map(this::complaintOf);
  }

  private String complaintOf(String what) {
    return "%s has characters that cannot be read in the encoding of the locale, %s: set LC_ALL=C.UTF-8"
        .formatted(what.replace(REPLACEMENT, "?"), charset);
  }
}
