package io.lanemark.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadResultsExceptionTest {

  static Stream<Arguments> causes() {
    return Stream.of(
        Arguments.of(new NoSuchFileException("a/b"), "no such file or folder"),
        Arguments.of(new AccessDeniedException("a/b"), "cannot be read: no permission for it"),
        Arguments.of(new MalformedInputException(1), "cannot be read: it is not UTF-8 text"),
        Arguments.of(
            new FileSystemException("a/b", null, "Not a directory"),
            "cannot be read: Not a directory"),
        Arguments.of(new FileSystemException("a/b"), "cannot be read: the system gave no reason"),
        Arguments.of(new IOException("Is a directory"), "cannot be read: Is a directory"));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void namesThePathOnceAndTheCauseInWords(IOException cause, String problem) {
    BadResultsException unreadable = BadResultsException.unreadable(Path.of("a/b"), cause);

    assertThat(unreadable).hasMessage("a/b: " + problem);
    assertThat(unreadable.problem()).isEqualTo(problem);
  }
}
