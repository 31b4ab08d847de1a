package io.lanemark.benchmarks.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class PostgresServerTest {

  @TempDir private static Path directory;
  private static PostgresPrograms programs;

  @BeforeAll
  static void unpack() throws Exception {
    programs = PostgresPrograms.unpack(directory.resolve("programs"));
  }

  @AfterEach
  void leavesNoProcess() {
    assertThat(ProcessHandle.current().children()).isEmpty();
  }

  @Test
  void servesUntilItIsClosedAndLeavesNothingElsewhere() throws Exception {
    List<String> temporaryBefore = temporaryFiles();
    PostgresServer server = PostgresServer.start(programs, directory.resolve("data"), Map.of());
    JdbcAddress address = JdbcAddress.parse(server.jdbcUrl());
    List<ProcessHandle> processes = ProcessHandle.current().descendants().toList();
    try (Connection connection = address.connect()) {
      assertThat(connection.isValid(10)).isTrue();
      server.close();
    }
    assertThat(server.ended().get(10, TimeUnit.SECONDS)).startsWith("PostgreSQL ended: ");
    assertThat(processes).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    assertThat(temporaryFiles()).isEqualTo(temporaryBefore);
    server.close();
  }

  /// Those that a server would make; others come and go.
  private static List<String> temporaryFiles() throws Exception {
    List<String> names = new ArrayList<>();
    for (String place : List.of(System.getProperty("java.io.tmpdir"), "/tmp", "/dev/shm")) {
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(Path.of(place), "{.s.PGSQL,PostgreSQL,embedded-pg,epg}*")) {
        files.forEach(file -> names.add(file.toString()));
      }
    }
    Collections.sort(names);
    return names;
  }

  @Test
  void wantsItsPassword() throws Exception {
    try (PostgresServer server =
        PostgresServer.start(programs, directory.resolve("guarded"), Map.of())) {
      JdbcAddress other =
          JdbcAddress.parse(server.jdbcUrl().replaceFirst("password=.*", "password=guess"));
      assertThatThrownBy(() -> other.connect().close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void tellsTheEndOfItsLogWhenItDoesNotStart() {
    Map<String, String> broken = Map.of("shared_buffers", "many");
    assertThatIOException()
        .isThrownBy(
            () -> PostgresServer.start(programs, directory.resolve("broken"), broken).close())
        .withMessageStartingWith("PostgreSQL did not start: ")
        .withMessageContaining("invalid value for parameter \"shared_buffers\": \"many\"");
  }

  @Test
  void tellsThatItsDirectoryIsOccupied() throws Exception {
    Path occupied = Files.createDirectory(directory.resolve("occupied"));
    Files.createFile(occupied.resolve("file"));
    assertThatIOException()
        .isThrownBy(() -> PostgresServer.start(programs, occupied, Map.of()).close())
        .withMessageStartingWith("cannot create a database cluster for PostgreSQL: ")
        .withMessageContaining("exists but is not empty");
    assertThat(directory.resolve("occupied.password")).doesNotExist();
  }
}
