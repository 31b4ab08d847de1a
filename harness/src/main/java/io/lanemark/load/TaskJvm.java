package io.lanemark.load;

import io.lanemark.process.WorkerIdentity;
import io.lanemark.process.WorkerInitializer;
import io.lanemark.workload.Workload;
import java.io.Serializable;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a JVM one that runs tasks: gives it the resources that its tasks share, and closes them
/// when the JVM ends.
///
/// @param inFlight K of the whole tree
/// @param addresses where the run's backends answer, by name
public record TaskJvm(int inFlight, Map<String, URI> addresses) implements WorkerInitializer {

  private static volatile @Nullable JvmResources current;

  /// Copies the addresses.
  public TaskJvm {
    addresses = Map.copyOf(addresses);
  }

  @Override
  public void initialize(WorkerIdentity worker) {
    JvmResources resources = new JvmResources(worker.index(), worker.size(), inFlight, addresses);
    current = resources;
    Runtime.getRuntime().addShutdownHook(new Thread(resources::close, "close-resources"));
  }

  /// Runs a workload once in the calling thread, with resources of its own that are closed
  /// afterwards: the JVM that drives a process pool runs no other task.
  ///
  /// @param workload what to run
  /// @return its result
  /// @throws Exception if the workload fails
  public Serializable runInCaller(Workload<?> workload) throws Exception {
    try (JvmResources resources = new JvmResources(0, 1, inFlight, addresses)) {
      return workload.run(resources);
    }
  }

  /// What the tasks of this JVM share.
  ///
  /// @return the resources
  /// @throws IllegalStateException if this JVM was not initialized
  static JvmResources resources() {
    JvmResources resources = current;
    if (resources == null) {
      throw new IllegalStateException("this JVM was not initialized to run tasks");
    }
    return resources;
  }
}
