package io.lanemark.benchmarks.call;

import io.lanemark.model.ProcessModel;
import java.util.List;

/// Starting what runs a task.
final class Spawn {

  private static final List<String> PYTHON = List.of("fork", "forkserver", "spawn");

  private Spawn() {}

  static List<Operation> operations() {
    return List.of(
        new Operation(
            "first-result",
            "from nothing to the first result of a pool of one new worker; its end is not timed",
            Dispatch.NO_ARGUMENTS,
            1,
            1,
            false,
            List.of(
                new Subject(
                    "bare-jvm",
                    "a JVM that answers one byte over a Unix-domain socket",
                    opening -> new BareJvm(opening.workerJvmArguments())),
                new Subject(
                    "process",
                    "a pool of one worker JVM",
                    opening -> new NewPool(new ProcessModel(), opening))),
            PYTHON));
  }
}
