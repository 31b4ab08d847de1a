package io.lanemark.process.procfs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// A directory tree that stands for a machine.
record FakeSystem(Path root) {

  FakeSystem file(String path, String... lines) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, String.join("\n", lines) + "\n");
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A process without memory figures.
  FakeSystem process(long pid, long parentPid, String command, char state, int threads) {
    return file(
        String.format(Locale.ROOT, "proc/%d/stat", pid),
        String.format(
            Locale.ROOT,
            "%d (%s) %c %d 1 1 0 -1 4194304 100 200 3 4 150 25 7 8 20 0 %d 0 4711 99 88 77",
            pid,
            command,
            state,
            parentPid,
            threads));
  }

  FakeSystem rollup(long pid, long rss, long pss, long privateClean, long privateDirty) {
    return file(
        String.format(Locale.ROOT, "proc/%d/smaps_rollup", pid),
        "55d0e0c00000-7fffb9bfa000 ---p 00000000 00:00 0      [rollup]",
        String.format(Locale.ROOT, "Rss:              %5d kB", rss),
        String.format(Locale.ROOT, "Pss:              %5d kB", pss),
        "Pss_Dirty:          112 kB",
        "Shared_Clean:      1488 kB",
        String.format(Locale.ROOT, "Private_Clean:    %5d kB", privateClean),
        String.format(Locale.ROOT, "Private_Dirty:    %5d kB", privateDirty),
        "Private_Hugetlb:      4 kB");
  }

  FakeSystem status(long pid, String... lines) {
    return file(String.format(Locale.ROOT, "proc/%d/status", pid), lines);
  }

  FakeSystem bootedWith(String... linesOfStat) {
    return file("proc/stat", linesOfStat);
  }

  Procfs procfs() {
    return new Procfs(root.resolve("proc"));
  }
}
