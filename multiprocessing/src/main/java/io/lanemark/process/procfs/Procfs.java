package io.lanemark.process.procfs;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A file system of type proc. A figure that is missing or cannot be read is null: on another
/// system, with an older kernel, or for a process that has ended meanwhile.
///
/// CPU times are in steps of 10 ms: the kernel reports them in units of `USER_HZ`, which is 100 per
/// second on every architecture that Java runs on.
///
/// @param root its mount point
public record Procfs(Path root) {

  /// The one of this machine, which need not exist.
  public static final Procfs OF_THIS_MACHINE = new Procfs(Path.of("/proc"));

  private static final long NANOS_PER_TICK = TimeUnit.SECONDS.toNanos(1) / 100;
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int STEAL_FIELD = 8;

  /// Whether there is such a file system.
  ///
  /// @return false on systems other than Linux
  public boolean exists() {
    return Files.isReadable(root.resolve("stat"));
  }

  /// The content of a file.
  ///
  /// @param path relative to the root, such as `self/status`
  /// @return its bytes as characters; null if it does not exist or cannot be read
  public @Nullable String text(String path) {
    return textOf(root.resolve(path));
  }

  /// Memory of the machine.
  ///
  /// @param field a name in `meminfo`, such as `MemAvailable`
  /// @return its value in bytes; null without such a field
  public @Nullable Long machineMemoryBytes(String field) {
    String text = text("meminfo");
    return text == null ? null : bytesOf(text, field);
  }

  /// Time that the hypervisor gave to others since the machine was started, over all CPUs.
  ///
  /// @return null if it is not counted
  public @Nullable Long stealNanos() {
    String text = text("stat");
    if (text == null || !text.startsWith("cpu ")) {
      return null;
    }
    String[] fields = BLANKS.split(text.lines().findFirst().orElse(""), -1);
    return fields.length > STEAL_FIELD
        ? Long.parseLong(fields[STEAL_FIELD]) * NANOS_PER_TICK
        : null;
  }

  /// State and CPU time of a process, as the kernel reports them.
  ///
  /// @param pid of the process
  /// @return null if there is none
  public @Nullable ProcessStat stat(long pid) {
    String text = text(pid + "/stat");
    if (text == null) {
      return null;
    }
    // The second field is the command in parentheses, which may itself contain blanks and
    // parentheses; the state, third in proc(5), follows the last one.
    String[] afterCommand = BLANKS.split(text.substring(text.lastIndexOf(')') + 1).strip(), -1);
    return new ProcessStat(
        pid,
        Long.parseLong(afterCommand[4 - 3]),
        afterCommand[0].charAt(0),
        Long.parseLong(afterCommand[14 - 3]) * NANOS_PER_TICK,
        Long.parseLong(afterCommand[15 - 3]) * NANOS_PER_TICK,
        (Long.parseLong(afterCommand[16 - 3]) + Long.parseLong(afterCommand[17 - 3]))
            * NANOS_PER_TICK,
        Integer.parseInt(afterCommand[20 - 3]));
  }

  /// What a process holds in memory: from `smaps_rollup`, which takes 5 to 26 ms for a JVM;
  /// otherwise its resident set size alone, from `status`.
  ///
  /// @param pid of the process
  /// @return null if there is none
  public @Nullable MemoryUse memory(long pid) {
    String rollup = text(pid + "/smaps_rollup");
    if (rollup != null) {
      Long rss = bytesOf(rollup, "Rss");
      Long pss = bytesOf(rollup, "Pss");
      if (rss != null && pss != null) {
        return new MemoryUse(pss, privateBytes(rollup), rss);
      }
    }
    if (text(pid + "/status") == null) {
      return null;
    }
    Long rss = residentBytes(pid);
    return rss == null ? MemoryUse.NONE : new MemoryUse(null, null, rss);
  }

  /// What a process holds in memory, shared or not; quick to read.
  ///
  /// @param pid of the process
  /// @return null if there is none
  public @Nullable Long residentBytes(long pid) {
    String status = text(pid + "/status");
    return status == null ? null : bytesOf(status, "VmRSS");
  }

  /// Every process that can be seen.
  ///
  /// @return their process ids; empty without such a file system, or without a file descriptor
  public List<Long> pids() {
    String[] entries = root.toFile().list();
    List<Long> pids = new ArrayList<>();
    for (String entry : entries == null ? new String[0] : entries) {
      if (Character.isDigit(entry.charAt(0))) {
        pids.add(Long.valueOf(entry));
      }
    }
    return pids;
  }

  /// Some processes and all of their descendants.
  ///
  /// @param roots their process ids
  /// @return parents before their children; without those that have ended
  public List<ProcessStat> trees(List<Long> roots) {
    List<ProcessStat> living =
        pids().stream()
            .flatMap(pid -> Stream.ofNullable(stat(pid)))
            .filter(process -> !process.hasEnded())
            .toList();
    Map<Long, List<ProcessStat>> byParent =
        living.stream().collect(Collectors.groupingBy(ProcessStat::parentPid));
    Set<ProcessStat> trees = new LinkedHashSet<>();
    Deque<ProcessStat> next = new ArrayDeque<>();
    living.stream().filter(process -> roots.contains(process.pid())).forEach(next::add);
    while (!next.isEmpty()) {
      ProcessStat process = next.remove();
      if (trees.add(process)) {
        next.addAll(byParent.getOrDefault(process.pid(), List.of()));
      }
    }
    return List.copyOf(trees);
  }

  /// An interrupt of this thread does not end the reading.
  static @Nullable String textOf(Path file) {
    try (FileInputStream content = new FileInputStream(file.toFile())) {
      return new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return null;
    }
  }

  private static long privateBytes(String rollup) {
    long bytes = 0;
    for (String field : List.of("Private_Clean", "Private_Dirty", "Private_Hugetlb")) {
      Long part = bytesOf(rollup, field);
      bytes += part == null ? 0 : part;
    }
    return bytes;
  }

  /// Finds `field: 123 kB`.
  private static @Nullable Long bytesOf(String text, String field) {
    return text.lines()
        .filter(line -> line.startsWith(field) && line.startsWith(":", field.length()))
        .map(line -> BLANKS.split(line.substring(field.length() + 1).strip(), -1)[0])
        .map(kibibytes -> Long.parseLong(kibibytes) * 1024)
        .findFirst()
        .orElse(null);
  }
}
