package io.lanemark.process.launch;

import io.lanemark.process.procfs.ProcessStat;
import io.lanemark.process.procfs.Procfs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// JVMs that this library starts, and all that they start, directly or not.
///
/// The members have the name of the family in their environment, which a process inherits from the
/// one that starts it. So a process is found even if its parent has ended (`setsid`, `nohup … &`).
/// A descendant of a member is a member, too. The name identifies and gives no access.
///
/// Not found are processes without the name whose parent has ended, and those of other users.
/// Without `/proc`, only the descendants of this JVM are found.
public final class ProcessFamily {
  /// Names of families, separated by colons: the one of the process last, after those in which it
  /// was started.
  static final String VARIABLE = "LANEMARK_FAMILY";

  private static final String SEPARATOR = ":";
  private static final Duration GRACE = Duration.ofMillis(200);

  /// For processes that the kernel cannot end, or that start others faster than they are killed.
  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

  private static final Duration POLL = Duration.ofMillis(5);
  private static final Procfs PROCFS = Procfs.OF_THIS_MACHINE;

  private final String name;
  private final String lineage;
  private final @Nullable ProcessHandle root;

  private ProcessFamily(String name, String lineage, @Nullable ProcessHandle root) {
    this.name = name;
    this.lineage = lineage;
    this.root = root;
  }

  /// A family without members. Its name begins with the process id of this JVM.
  ///
  /// @return a new family, inside the one of this JVM if it has one
  public static ProcessFamily create() {
    return create(System.getenv(VARIABLE));
  }

  /// A family inside this one: its members are also members of this one.
  ///
  /// @return a new family
  public ProcessFamily createInner() {
    return create(lineage);
  }

  private static ProcessFamily create(@Nullable String outer) {
    long random = ThreadLocalRandom.current().nextLong();
    String name =
        ProcessHandle.current().pid() + "-" + Long.toUnsignedString(random, Character.MAX_RADIX);
    return new ProcessFamily(name, outer == null ? name : outer + SEPARATOR + name, null);
  }

  /// The family of a JVM that this library has started, seen from there.
  ///
  /// @return this JVM and what it has started
  public static ProcessFamily ofThisJvm() {
    String lineage = System.getenv().getOrDefault(VARIABLE, "");
    String name = lineage.substring(lineage.lastIndexOf(SEPARATOR) + 1);
    return new ProcessFamily(name, lineage, ProcessHandle.current());
  }

  /// Names the family in the environment of its first member.
  ///
  /// @param command how to start it
  /// @return the same command in another environment
  public JvmCommand mark(JvmCommand command) {
    Map<String, String> environment = new HashMap<>(command.environment());
    environment.put(VARIABLE, lineage);
    return command.withEnvironment(environment);
  }

  /// Asks all members except this JVM to end, and kills what is left after 0.2 seconds.
  public void end() {
    Set<ProcessHandle> known = new HashSet<>();
    if (!signal(known, ProcessHandle::destroy, GRACE)) {
      known.forEach(ProcessHandle::destroyForcibly);
      boolean _ = signal(known, ProcessHandle::destroyForcibly, KILL_LIMIT);
    }
  }

  /// Kills all members except this JVM.
  public void kill() {
    boolean _ = signal(new HashSet<>(), ProcessHandle::destroyForcibly, KILL_LIMIT);
  }

  /// Kills a process and all below it.
  ///
  /// @param root the process
  public static void killTree(ProcessHandle root) {
    List<ProcessHandle> below = below(root);
    root.destroyForcibly();
    below.forEach(ProcessHandle::destroyForcibly);
  }

  private static List<ProcessHandle> below(ProcessHandle root) {
    try {
      return root.descendants().toList();
    } catch (RuntimeException e) {
      // Without a free file descriptor they cannot be listed; the root is killed anyway.
      return List.of();
    }
  }

  /// Sends a signal to each member once. Searches until nothing is found, because a member may
  /// start another process meanwhile.
  ///
  /// @param known members that need no signal; those that are found and alive are added
  /// @return whether none is left
  private boolean signal(Set<ProcessHandle> known, Consumer<ProcessHandle> signal, Duration limit) {
    boolean interrupted = Thread.interrupted();
    try {
      long startNanos = System.nanoTime();
      while (System.nanoTime() - startNanos < limit.toNanos()) {
        List<Long> all = PROCFS.pids();
        List<ProcessHandle> found = members(all);
        found.removeAll(known);
        found.forEach(signal);
        known.addAll(found);
        known.removeIf(process -> !isRunning(process));
        // Without a free file descriptor nothing is listed.
        boolean complete = !all.isEmpty() || !PROCFS.exists();
        if (complete && found.isEmpty() && known.isEmpty()) {
          return true;
        }
        try {
          Thread.sleep(POLL);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private List<ProcessHandle> members(List<Long> all) {
    List<ProcessHandle> members = new ArrayList<>();
    List<Long> roots = roots(all);
    if (!roots.isEmpty()) {
      for (ProcessStat member : PROCFS.trees(roots)) {
        ProcessHandle.of(member.pid()).filter(_ -> isStill(member)).ifPresent(members::add);
      }
    } else if (root != null) {
      members.addAll(below(root));
    }
    members.remove(ProcessHandle.current());
    return members;
  }

  /// A plain loop, because this usually runs a few times only and finds nothing.
  private List<Long> roots(List<Long> all) {
    List<Long> roots = new ArrayList<>();
    for (Long pid : all) {
      if (hasName(pid) || (root != null && root.pid() == pid)) {
        roots.add(pid);
      }
    }
    return roots;
  }

  /// Asked after the handle was made, which refuses to signal a process that gets the same id
  /// later.
  private boolean isStill(ProcessStat member) {
    ProcessStat now = PROCFS.stat(member.pid());
    return now != null && (now.parentPid() == member.parentPid() || hasName(member.pid()));
  }

  private boolean hasName(long pid) {
    String environment = PROCFS.text(pid + "/environ");
    if (name.isEmpty() || environment == null || !environment.contains(name)) {
      return false;
    }
    for (String variable : environment.split("\0", -1)) {
      if (variable.startsWith(VARIABLE + "=")) {
        String names = variable.substring(VARIABLE.length() + 1);
        return List.of(names.split(SEPARATOR, -1)).contains(name);
      }
    }
    return false;
  }

  private static boolean isRunning(ProcessHandle process) {
    ProcessStat stat = PROCFS.stat(process.pid());
    return process.isAlive() && (stat == null || !stat.hasEnded());
  }
}
