package io.lanemark.process.procfs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The control group of this process, which limits its CPU time and memory: version 1, version 2,
/// or, if both are mounted, whichever has the controller.
///
/// Limits of the groups above count as well: the tightest one is in force.
public final class ControlGroup {

  /// In version 1, a number this large means that there is no limit.
  private static final long NO_LIMIT_BYTES = 1L << 62;

  private final @Nullable Hierarchy cpu;
  private final @Nullable Hierarchy memory;

  private ControlGroup(@Nullable Hierarchy cpu, @Nullable Hierarchy memory) {
    this.cpu = cpu;
    this.memory = memory;
  }

  /// Finds the control group of this process.
  ///
  /// @return an empty one if there are no control groups
  public static ControlGroup ofThisProcess() {
    return below(Path.of("/"));
  }

  /// Finds the control group of this process in another directory tree.
  ///
  /// @param systemRoot stands for the root directory
  /// @return an empty one if there are no control groups
  public static ControlGroup below(Path systemRoot) {
    return new ControlGroup(
        Hierarchy.find(systemRoot, "cpu"), Hierarchy.find(systemRoot, "memory"));
  }

  /// Which version limits this process.
  ///
  /// @return `v1`, `v2` or `none`
  public String version() {
    Hierarchy either = cpu == null ? memory : cpu;
    return either == null ? "none" : either.unified ? "v2" : "v1";
  }

  /// CPU time that it may use.
  ///
  /// @return in cores; null without a quota
  public @Nullable Double cpuQuotaCores() {
    return cpu == null
        ? null
        : cpu.each(group -> quotaCores(group, cpu.unified)).min(Double::compare).orElse(null);
  }

  /// Memory that it may use.
  ///
  /// @return null without a limit
  public @Nullable Long memoryLimitBytes() {
    return memory == null
        ? null
        : memory.each(group -> limitBytes(group, memory.unified)).min(Long::compare).orElse(null);
  }

  /// Memory that it may still take: the limit minus what is in use, without page cache that the
  /// kernel would free first.
  ///
  /// @return null without a limit
  public @Nullable Long memoryRoomBytes() {
    return memory == null
        ? null
        : memory.each(group -> roomBytes(group, memory.unified)).min(Long::compare).orElse(null);
  }

  /// Time for which the group and those above it have been throttled since they were made, over all
  /// CPUs.
  ///
  /// @return null if it is not counted
  public @Nullable Long throttledNanos() {
    return cpu == null
        ? null
        : cpu.each(group -> throttledNanos(group, cpu.unified)).reduce(Long::sum).orElse(null);
  }

  /// How many processes of the group the kernel has killed because its memory had run out.
  ///
  /// @return null if it is not counted
  public @Nullable Long outOfMemoryKills() {
    return memory == null
        ? null
        : memory
            .each(
                group ->
                    entry(
                        group.resolve(memory.unified ? "memory.events" : "memory.oom_control"),
                        "oom_kill"))
            .findFirst()
            .orElse(null);
  }

  private static @Nullable Double quotaCores(Path group, boolean unified) {
    return unified ? quotaOfV2(group) : quotaOfV1(group);
  }

  private static @Nullable Double quotaOfV2(Path group) {
    String text = Procfs.textOf(group.resolve("cpu.max"));
    String[] quotaAndPeriod = text == null ? new String[0] : text.strip().split(" ", -1);
    return quotaAndPeriod.length < 2 || quotaAndPeriod[0].equals("max")
        ? null
        : Double.valueOf(Double.parseDouble(quotaAndPeriod[0]) / Long.parseLong(quotaAndPeriod[1]));
  }

  private static @Nullable Double quotaOfV1(Path group) {
    Long quota = number(group.resolve("cpu.cfs_quota_us"));
    Long period = number(group.resolve("cpu.cfs_period_us"));
    return quota == null || period == null || quota < 0 || period <= 0
        ? null
        : Double.valueOf((double) quota / period);
  }

  private static @Nullable Long limitBytes(Path group, boolean unified) {
    Long limit = number(group.resolve(unified ? "memory.max" : "memory.limit_in_bytes"));
    return limit == null || limit >= NO_LIMIT_BYTES ? null : limit;
  }

  private static @Nullable Long roomBytes(Path group, boolean unified) {
    Long limit = limitBytes(group, unified);
    Long used = number(group.resolve(unified ? "memory.current" : "memory.usage_in_bytes"));
    if (limit == null || used == null) {
      return limit;
    }
    Long cache =
        entry(group.resolve("memory.stat"), unified ? "inactive_file" : "total_inactive_file");
    return Math.clamp(limit - used + (cache == null ? 0 : cache), 0, limit);
  }

  private static @Nullable Long throttledNanos(Path group, boolean unified) {
    Path stat = group.resolve("cpu.stat");
    if (!unified) {
      return entry(stat, "throttled_time");
    }
    Long micros = entry(stat, "throttled_usec");
    return micros == null ? null : Long.valueOf(TimeUnit.MICROSECONDS.toNanos(micros));
  }

  /// A file that holds one number; null for the word `max` as well.
  private static @Nullable Long number(Path file) {
    String text = Procfs.textOf(file);
    return text == null || text.strip().equals("max") ? null : Long.valueOf(text.strip());
  }

  /// The number in a line such as `throttled_usec 12`.
  private static @Nullable Long entry(Path file, String key) {
    String text = Procfs.textOf(file);
    return text == null
        ? null
        : text.lines()
            .filter(line -> line.startsWith(key + " "))
            .map(line -> Long.valueOf(line.substring(key.length() + 1).strip()))
            .findFirst()
            .orElse(null);
  }

  /// The directories of a group and of all groups above it.
  ///
  /// @param unified whether this is version 2
  /// @param groups innermost first
  private record Hierarchy(boolean unified, List<Path> groups) {

    static @Nullable Hierarchy find(Path systemRoot, String controller) {
      String memberships = Procfs.textOf(systemRoot.resolve("proc/self/cgroup"));
      String mounts = Procfs.textOf(systemRoot.resolve("proc/self/mountinfo"));
      if (memberships == null || mounts == null) {
        return null;
      }
      Hierarchy first = find(systemRoot, memberships, mounts, controller);
      return first != null ? first : find(systemRoot, memberships, mounts, "");
    }

    /// Looks for one hierarchy: version 2 is the one that names no controller.
    private static @Nullable Hierarchy find(
        Path systemRoot, String memberships, String mounts, String controller) {
      return memberships
          .lines()
          .map(line -> line.split(":", 3))
          .filter(membership -> List.of(membership[1].split(",", -1)).contains(controller))
          .flatMap(
              membership ->
                  mounts
                      .lines()
                      .map(Mount::parse)
                      .filter(mount -> mount.holds(controller))
                      .map(
                          mount ->
                              new Hierarchy(
                                  controller.isEmpty(),
                                  mount.groupsUpwards(systemRoot, membership[2]))))
          .findFirst()
          .orElse(null);
    }

    <T> Stream<T> each(Function<Path, @Nullable T> figure) {
      return groups.stream().flatMap(group -> Stream.ofNullable(figure.apply(group)));
    }
  }

  /// A line of `mountinfo`; see proc(5).
  ///
  /// @param root directory of the file system that is seen at the mount point
  /// @param point the mount point
  /// @param type of the file system
  /// @param options of the file system; for version 1 they name its controllers
  private record Mount(String root, String point, String type, List<String> options) {

    static Mount parse(String line) {
      String[] sides = line.split(" - ", 2);
      String[] own = sides[0].split(" ", -1);
      String[] fileSystem = sides[1].split(" ", -1);
      return new Mount(
          own[3],
          own[4],
          fileSystem[0],
          Arrays.asList(fileSystem[fileSystem.length - 1].split(",", -1)));
    }

    boolean holds(String controller) {
      return controller.isEmpty()
          ? type.equals("cgroup2")
          : type.equals("cgroup") && options.contains(controller);
    }

    /// In a container the mount may begin at the container's own group, while the membership is
    /// relative to the machine's root, or to a root that is not visible.
    List<Path> groupsUpwards(Path systemRoot, String membership) {
      Path top = systemRoot.resolve(point.substring(1));
      String below = membership;
      if (!root.equals("/") && (membership + "/").startsWith(root + "/")) {
        below = membership.substring(root.length());
      }
      Path group = top.resolve(below.replaceFirst("^/+", "")).normalize();
      if (!group.startsWith(top) || !Files.isDirectory(group)) {
        return List.of(top);
      }
      List<Path> upwards = new ArrayList<>();
      for (Path next = group; next != null && next.startsWith(top); next = next.getParent()) {
        upwards.add(next);
      }
      return upwards;
    }
  }
}
