package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lanemark.benchmarks.backend.BackendMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Systems on which the embedded PostgreSQL runs in another way, or not at all.
class PostgresIT {

  private static final int UNAVAILABLE = 69;
  private static final String REMEDY =
      "use a PostgreSQL of your own instead: give its address with --jdbc-url";

  /// Nobody has this id.
  private static final String NAMELESS = "setpriv --reuid=12345 --regid=12345 --clear-groups";

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  @TempDir Path folder;

  @BeforeEach
  void anotherUserMayWrite() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  @Test
  void rootWithoutUnshareIsToldWhatIsMissing() throws Exception {
    assumeThat(isRoot()).isTrue();

    run("PATH=" + pathWithoutUnshare())
        .assertOneLine(
            UNAVAILABLE,
            "backend 'postgres' cannot be started: PostgreSQL does not run as root, and the program"
                + " 'unshare' is missing",
            REMEDY);
  }

  @Test
  void rootWithoutUserNamespacesIsToldSo() throws Exception {
    assumeThat(isRoot()).isTrue();
    Path path = pathWithoutUnshare();
    Path unshare = path.resolve("unshare");
    Files.writeString(
        unshare, "#!/bin/sh\necho 'unshare: unshare failed: Operation not permitted'\nexit 1\n");
    Files.setPosixFilePermissions(unshare, PosixFilePermissions.fromString("rwxr-xr-x"));

    run("PATH=" + path)
        .assertOneLine(
            UNAVAILABLE,
            "this system does not allow user namespaces",
            "(unshare: unshare failed: Operation not permitted)",
            REMEDY);
  }

  @Test
  void aUserWithoutANameRunsIt() throws Exception {
    assumeThat(Launched.command("bash", "-c", NAMELESS + " unshare --user true").exitCode())
        .isZero();

    Path err = folder.resolve("err");
    Process backend =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(NAMELESS.split(" ")),
                        Stream.of(
                            JAVA.toString(),
                            "-cp",
                            UserJar.LANEMARK_JAR.toString(),
                            BackendMain.class.getName(),
                            "mark:",
                            "postgres",
                            folder.toString(),
                            ""))
                    .toList())
            .redirectError(err.toFile())
            .start();
    try (BufferedReader out = backend.inputReader()) {
      assertThat(out.readLine())
          .as(Files.readString(err))
          .startsWith("mark:ready jdbc:postgresql://");
    } finally {
      backend.getOutputStream().close();
      backend.waitFor();
    }
    assertThat(folder).isDirectoryNotContaining("glob:**/.lanemark-backend-*");
  }

  @Test
  void aFileSystemWithoutProgramsIsNamed() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    String mount = "mount -t tmpfs -o noexec,size=300m tmpfs " + disk;
    assumeThat(Launched.command("unshare", "-rm", "bash", "-c", mount).exitCode()).isZero();

    Launched run =
        Launched.script(
            "export -f lanemark; unshare -rm bash -c '%s; lanemark run --workload sql --output %s/run'"
                .formatted(mount, disk));

    run.assertOneLine(
        UNAVAILABLE,
        "the file system of " + disk,
        "does not let programs run (mount option noexec)",
        REMEDY);
  }

  private Launched run(String variable) throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("t"));
    Path output = folder.resolve("run");
    Launched run =
        Launched.command(
            Stream.concat(
                    Stream.of("env", variable),
                    Stream.of(
                        Launched.words(
                            temporary, "run", "--workload", "sql", "--output", output.toString())))
                .toArray(String[]::new));
    assertThat(output.resolve("run.json")).doesNotExist();
    return run;
  }

  private Path pathWithoutUnshare() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String program : List.of("sh", "true")) {
      Files.createSymbolicLink(bin.resolve(program), find(program).orElseThrow());
    }
    return bin;
  }

  private static Optional<Path> find(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }
}
