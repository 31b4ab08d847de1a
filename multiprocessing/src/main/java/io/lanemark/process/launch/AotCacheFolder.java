package io.lanemark.process.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// AOT caches in a folder that only this user can write: the eight that were used last. For any
/// thread, and for any number of processes.
///
/// One process at a time makes a cache, under another name until it is complete, so that any cache
/// that is found can be used.
///
/// @param path created when needed
public record AotCacheFolder(Path path) {
  private static final int KEPT = 8;
  private static final String CACHE_OR_REFUSAL = "*.{aot,refused}";
  private static final String DRAFT = "*.draft*";
  private static final String REFUSAL = ".refused";
  private static final Path SELF = Path.of("/proc/self");
  private static final Duration LOCK_POLL = Duration.ofMillis(20);

  /// A file's lock is between processes; this one is between threads.
  private static final ReentrantLock MAKING = new ReentrantLock();

  /// The folder of this user: `lanemark/aot` in `$XDG_CACHE_HOME`, or in `~/.cache`.
  ///
  /// @return may not exist; for a user without a home folder it can hold nothing
  public static AotCacheFolder ofUser() {
    return ofUser(System.getenv(), System.getProperty("user.home"));
  }

  static AotCacheFolder ofUser(Map<String, String> environment, String home) {
    Path given = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
    Path caches = given.isAbsolute() ? given : Path.of(home, ".cache");
    return new AotCacheFolder(caches.resolve("lanemark").resolve("aot"));
  }

  /// Looks for a cache, and marks it as used.
  ///
  /// @param key what it is for
  /// @return the complete cache, if it exists
  /// @throws NoAotCacheException if the JVM has refused such a cache before, or others may write in
  ///   the folder
  public Optional<Path> find(AotCacheKey key) throws NoAotCacheException {
    refuseWithoutHome();
    Path cache = path.resolve(key.fileName());
    try {
      if (Files.exists(path)) {
        refuseUnlessPrivate();
      }
      if (Files.exists(refusalOf(cache))) {
        throw new NoAotCacheException(Files.readString(refusalOf(cache)));
      }
      if (!Files.isRegularFile(cache)) {
        return Optional.empty();
      }
    } catch (IOException e) {
      throw unusable(e);
    }
    try {
      Files.setLastModifiedTime(cache, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // On a read-only disk it can still be used.
    }
    return Optional.of(cache);
  }

  /// Makes a missing cache, or waits while another process does.
  ///
  /// @param key what it is for
  /// @param limit how long to wait for others
  /// @param maker makes it
  /// @return the cache
  /// @throws NoAotCacheException if it could not be made, or the folder cannot be written
  /// @throws InterruptedException if interrupted; an unfinished cache is deleted
  public Path make(AotCacheKey key, Duration limit, Maker maker)
      throws NoAotCacheException, InterruptedException {
    refuseWithoutHome();
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    if (!MAKING.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new NoAotCacheException("another AOT cache was being made for longer than " + limit);
    }
    try {
      Files.createDirectories(path.getParent());
      createPrivately();
      try (FileChannel file =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        lock(file, deadlineNanos);
        Optional<Path> present = find(key);
        return present.isPresent() ? present.get() : makeLocked(key, maker);
      }
    } catch (IOException e) {
      throw unusable(e);
    } finally {
      MAKING.unlock();
    }
  }

  /// The JDK names the home folder of a user who has none `?`. This is a relative path, which would
  /// lead into whichever folder the program works in.
  private void refuseWithoutHome() throws NoAotCacheException {
    if (!path.isAbsolute()) {
      throw new NoAotCacheException(
          "the user has no home folder for AOT caches: set XDG_CACHE_HOME to an absolute path, or"
              + " call aotCacheFolder(...)");
    }
  }

  private void createPrivately() throws IOException, NoAotCacheException {
    if (Files.notExists(path)) {
      try {
        Files.createDirectory(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } catch (FileAlreadyExistsException e) {
        // Another process was first.
      }
    }
    refuseUnlessPrivate();
  }

  /// The JVM runs what is in there, so nobody else may write it.
  private void refuseUnlessPrivate() throws IOException, NoAotCacheException {
    UserPrincipal self = thisUser();
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    if (!Files.getOwner(path).equals(self)
        || permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new NoAotCacheException(
          "%s must be writable by %s only, because the JVM runs what is in there"
              .formatted(path, self.getName()));
    }
  }

  /// A user may have a number only, as in many containers: then the JDK names them `?`.
  private UserPrincipal thisUser() throws IOException {
    return Files.exists(SELF)
        ? Files.getOwner(SELF)
        : path.getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(System.getProperty("user.name"));
  }

  private void lock(FileChannel file, long deadlineNanos)
      throws IOException, InterruptedException, NoAotCacheException {
    for (FileLock lock = file.tryLock(); lock == null; lock = file.tryLock()) {
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new NoAotCacheException("another process locked %s for too long".formatted(path));
      }
      Thread.sleep(LOCK_POLL);
    }
  }

  private Path makeLocked(AotCacheKey key, Maker maker)
      throws IOException, InterruptedException, NoAotCacheException {
    Path cache = path.resolve(key.fileName());
    Path draft =
        path.resolve(
            String.format(
                Locale.ROOT, "%s.%d.draft", key.fileName(), ProcessHandle.current().pid()));
    deleteAll(list(DRAFT));
    try {
      maker.make(draft);
      Files.move(draft, cache, StandardCopyOption.ATOMIC_MOVE);
    } catch (RefusedException e) {
      Files.writeString(refusalOf(cache), e.reason);
      throw new NoAotCacheException(e.reason, e);
    } finally {
      deleteAll(list(DRAFT));
    }
    List<Path> byAge = list(CACHE_OR_REFUSAL);
    deleteAll(byAge.subList(0, Math.max(0, byAge.size() - KEPT)));
    return cache;
  }

  private static Path refusalOf(Path cache) {
    return cache.resolveSibling(cache.getFileName() + REFUSAL);
  }

  /// Files that match, the oldest first.
  private List<Path> list(String glob) throws IOException {
    record Aged(Path file, FileTime used) {}
    List<Aged> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, glob)) {
      for (Path file : files) {
        found.add(new Aged(file, Files.getLastModifiedTime(file)));
      }
    }
    return found.stream().sorted(Comparator.comparing(Aged::used)).map(Aged::file).toList();
  }

  private static void deleteAll(List<Path> files) throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  private NoAotCacheException unusable(IOException e) {
    return new NoAotCacheException("%s cannot be used: %s".formatted(path, e), e);
  }

  /// Makes a cache.
  @FunctionalInterface
  public interface Maker {

    /// Makes a cache.
    ///
    /// @param draft where to write it; what is next to it under a longer name is deleted
    /// @throws IOException if it cannot be made now
    /// @throws RefusedException if the JVM does not start from what was made, now or later
    /// @throws InterruptedException if interrupted
    void make(Path draft) throws IOException, RefusedException, InterruptedException;
  }

  /// The JVM does not start from the cache that it made: it is not made again.
  public static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /// Refused.
    ///
    /// @param reason in one line
    /// @param cause what the JVM said
    public RefusedException(String reason, Throwable cause) {
      super(reason, cause);
      this.reason = reason;
    }
  }
}
