package io.lanemark.benchmarks.backend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL server with an empty database, which never outlives this JVM.
///
/// `STARTED -> ENDED`. The server is a child of a shell that reads from this JVM: when that ends,
/// because the server is closed or the JVM was killed, the shell ends the server at once and with
/// it all of its processes. Its data is thrown away, so it does not write anything out at the end.
/// The server listens on loopback TCP alone, for one user with a password that was drawn for it,
/// and creates no file outside its directory.
final class PostgresServer implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final String USER = "lanemark";
  private static final String DATABASE = "postgres";

  /// Ctrl-C reaches every process of the group, and only this JVM may end the server: so the shell
  /// ignores the signal. It also closes its copy of the server's output, so that the end of that
  /// output means the end of the server.
  private static final String LIVE_AS_LONG_AS_STANDARD_INPUT =
      """
      trap '' INT
      "$@" &
      server=$!
      exec >/dev/null 2>&1
      while read -r _; do :; done
      kill -QUIT $server
      wait $server
      """;

  private static final String READY = "database system is ready to accept connections";
  private static final int PASSWORD_BYTES = 16;
  private static final long END_DEADLINE_SECONDS = 5;

  private final int port;
  private final String password;
  private final Process process;
  private final LastLines log = new LastLines();
  private final CountDownLatch readyOrEnded = new CountDownLatch(1);
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private volatile boolean ready;

  private PostgresServer(int port, String password, Process process) {
    this.port = port;
    this.password = password;
    this.process = process;
    Thread.ofPlatform().name("postgres-log").daemon().start(this::readLog);
  }

  /// Makes a database and starts its server.
  ///
  /// @param programs what to run
  /// @param directory of the data; created here
  /// @param settings of the server, in addition to those that tie it to its directory and to
  ///   loopback
  /// @return the server, ready
  /// @throws IOException if it does not start; the message holds the end of its log
  static PostgresServer start(
      PostgresPrograms programs, Path directory, Map<String, String> settings)
      throws IOException, InterruptedException {
    String password = randomPassword();
    initialize(programs, directory, password);
    int port = freePort();
    Process process = PostgresCommand.of(command(programs, directory, port, settings)).start();
    PostgresServer server = new PostgresServer(port, password, process);
    boolean started = false;
    try {
      server.readyOrEnded.await();
      started = server.ready;
    } finally {
      if (!started) {
        server.close();
      }
    }
    if (!started) {
      throw new IOException("PostgreSQL did not start: " + server.log);
    }
    return server;
  }

  private static void initialize(PostgresPrograms programs, Path directory, String password)
      throws IOException, InterruptedException {
    Path passwordFile = directory.resolveSibling(directory.getFileName() + ".password");
    Files.createFile(
        passwordFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile, password);
    try {
      PostgresCommand.of(
              List.of(
                  programs.program("initdb").toString(),
                  "--pgdata=" + directory,
                  "--username=" + USER,
                  "--pwfile=" + passwordFile,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--no-locale",
                  "--no-sync",
                  "--no-instructions"))
          .run("cannot create a database cluster for PostgreSQL");
    } finally {
      Files.delete(passwordFile);
    }
  }

  private static List<String> command(
      PostgresPrograms programs, Path directory, int port, Map<String, String> settings) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                LIVE_AS_LONG_AS_STANDARD_INPUT,
                "postgres-guard",
                programs.program("postgres").toString(),
                "-D",
                directory.toString(),
                "-p",
                Integer.toString(port),
                "-h",
                HOST,
                "-k",
                "",
                "-c",
                "dynamic_shared_memory_type=mmap",
                "-c",
                "log_line_prefix="));
    settings.forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
    return words;
  }

  private static String randomPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(HOST))) {
      return socket.getLocalPort();
    }
  }

  private void readLog() {
    log.readToEnd(process.getInputStream(), this::listen);
    ended.complete("PostgreSQL ended: " + log);
    readyOrEnded.countDown();
  }

  private void listen(String line) {
    if (line.endsWith(READY)) {
      ready = true;
      readyOrEnded.countDown();
    }
  }

  /// Where it answers.
  ///
  /// @return a JDBC URL, with user and password
  String jdbcUrl() {
    return String.format(
        Locale.ROOT,
        "jdbc:postgresql://%s:%d/%s?user=%s&password=%s",
        HOST,
        port,
        DATABASE,
        USER,
        password);
  }

  /// Its end, by itself or because it was closed.
  ///
  /// @return completed with a line that holds the end of its log
  CompletableFuture<String> ended() {
    return ended;
  }

  /// Ends the server and waits until its processes are gone. Does nothing the second time.
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(END_DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        destroy();
      }
    } catch (InterruptedException e) {
      destroy();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // There is no other way to close the pipe.
      destroy();
    }
  }

  private void destroy() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
