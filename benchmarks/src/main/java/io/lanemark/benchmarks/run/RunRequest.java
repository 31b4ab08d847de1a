package io.lanemark.benchmarks.run;

import io.lanemark.benchmarks.backend.JdbcAddress;
import io.lanemark.benchmarks.plan.Selection;
import io.lanemark.benchmarks.python.Interpreter;
import io.lanemark.registry.UnknownNameException;
import io.lanemark.run.StageLimit;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What `run` is asked to measure.
///
/// @param command the words that ask for it, as they would be typed again, without passwords
/// @param selection what to measure
/// @param jvmHomes folders of further JDKs to compare
/// @param jvmArguments further sets of JVM arguments to compare
/// @param peers names of other runtimes, or `none`; empty to leave it to the profile
/// @param stageLimit how long each stage of a trial may take
/// @param database a database of the user, instead of the one that the run starts
public record RunRequest(
    List<String> command,
    Selection selection,
    List<Path> jvmHomes,
    List<String> jvmArguments,
    List<String> peers,
    StageLimit stageLimit,
    Optional<JdbcAddress> database) {

  private static final String NO_PEERS = "none";

  /// Copies the lists. Refuses unknown peers, and peers in a comparison at equal memory.
  public RunRequest {
    command = List.copyOf(command);
    jvmHomes = List.copyOf(jvmHomes);
    jvmArguments = List.copyOf(jvmArguments);
    peers = List.copyOf(peers);
    if (selection.concurrency().memoryBudgetBytes().isPresent()
        && !peers.isEmpty()
        && !peers.equals(List.of(NO_PEERS))) {
      throw new IllegalArgumentException(
          "--memory-budget compares only execution models of the JVM and cannot be combined with"
              + " --peers "
              + String.join(",", peers));
    }
    for (String peer : peers) {
      if (!peer.equals(Interpreter.NAME) && !peer.equals(NO_PEERS)) {
        throw new UnknownNameException("peer", peer, List.of(Interpreter.NAME, NO_PEERS));
      }
    }
  }

  /// Whether Python is to do the same work in the same run, if it is available.
  boolean wantsPython() {
    List<String> chosen = peers.isEmpty() ? selection.profile().peers() : peers;
    return selection.concurrency().memoryBudgetBytes().isEmpty()
        && chosen.contains(Interpreter.NAME);
  }
}
