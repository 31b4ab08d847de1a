package io.lanemark.load;

import io.lanemark.process.ipc.CodecException;
import io.lanemark.workload.Workload;
import java.io.Serializable;
import java.util.Arrays;

/// A fault of the workload itself. Its message is one line. It holds no object of a class that
/// cannot be serialised, or that another JVM may not know.
public sealed class WorkloadException extends RuntimeException permits WrongResultException {
  private static final long serialVersionUID = 1L;

  WorkloadException(String message) {
    super(message);
  }

  /// For a task that threw.
  static WorkloadException threw(Throwable thrown) {
    String first = String.valueOf(thrown).lines().findFirst().orElse("");
    return new WorkloadException("threw %s%s".formatted(first, place(thrown)));
  }

  /// For a task that returned null.
  static WorkloadException answeredNull(Workload<?> workload) {
    return new WorkloadException(
        "returned null; %s must return a digest of its work"
            .formatted(workload.getClass().getName()));
  }

  /// For a result that cannot be sent.
  static WorkloadException doesNotSerialise(CodecException refusal) {
    return new WorkloadException("its result cannot be sent: " + refusal.getMessage());
  }

  /// For a result that differs from its own copy.
  static WorkloadException differsFromItsCopy(Serializable result) {
    return new WorkloadException(
        "its result of type %s is not equal to a copy of itself; use a record, a number or a string"
            .formatted(result.getClass().getTypeName()));
  }

  /// The first frame outside the JDK. Modules of the JDK have names, and that of a workload has
  /// none.
  private static String place(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .filter(frame -> frame.getModuleName() == null)
        .findFirst()
        .map(frame -> " at " + frame)
        .orElse("");
  }
}
