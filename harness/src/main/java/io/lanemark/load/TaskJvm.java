package io.lanemark.load;

import io.lanemark.process.ipc.Codec;
import io.lanemark.process.ipc.CodecException;
import io.lanemark.process.ipc.Limits;
import io.lanemark.task.WorkerIdentity;
import io.lanemark.task.WorkerInitializer;
import io.lanemark.workload.Workload;
import java.io.Serializable;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
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
  /// Every task must return a copy of the result, as another JVM would get it. So a result that is
  /// changed afterwards, or is equal only to itself, fails on every model.
  ///
  /// @param workload what to run
  /// @return a copy of its result
  /// @throws WorkloadException if the workload threw, or its result is not a usable digest
  /// @throws InterruptedException if interrupted while the workload runs
  public Serializable runInCaller(Workload<?> workload) throws InterruptedException {
    try (JvmResources resources = new JvmResources(0, 1, inFlight, addresses)) {
      Serializable result = TimedTask.run(workload, resources);
      Serializable copy = copy(result);
      if (!result.equals(copy)) {
        throw WorkloadException.differsFromItsCopy(result);
      }
      return copy;
    }
  }

  private static Serializable copy(Serializable result) {
    Codec codec = new Codec(Limits.DEFAULT);
    try {
      return (Serializable) Objects.requireNonNull(codec.decode(codec.encode(result)));
    } catch (CodecException e) {
      throw WorkloadException.doesNotSerialise(e);
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
