package io.lanemark.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A provider called `Work`, with faults to be put in.
///
/// @param name body of the method
/// @param parameters body of the method
/// @param create body of the method
/// @param members further lines
record WorkSource(String name, String parameters, String create, List<String> members) {

  /// A method that tells whether the JVM is a worker of a pool.
  static final String IS_WORKER =
      "  static boolean isWorker() { return"
          + " ProcessHandle.current().info().commandLine().orElse(\"\").contains(\"WorkerMain\");"
          + " }";

  static final WorkSource DEFAULT =
      new WorkSource(
          "return \"my-work\";",
          "return List.of(new Parameter(\"size\", \"1\", \"size\"));",
          "return (Workload<Integer>) resources -> 1;",
          List.of());

  WorkSource named(String body) {
    return new WorkSource(body, parameters, create, members);
  }

  WorkSource parameters(String body) {
    return new WorkSource(name, body, create, members);
  }

  WorkSource create(String body) {
    return new WorkSource(name, parameters, body, members);
  }

  /// What the task does.
  WorkSource run(String body) {
    return create("return (Workload<java.io.Serializable>) resources -> { " + body + " };");
  }

  WorkSource with(String line) {
    return new WorkSource(
        name, parameters, create, Stream.concat(members.stream(), Stream.of(line)).toList());
  }

  String text() {
    return """
    import io.lanemark.workload.*;
    import java.util.List;

    public class Work implements WorkloadProvider {
    %s
      public String name() { %s }
      public WorkloadKind kind() { return WorkloadKind.CPU; }
      public String description() { return "works"; }
      public List<Parameter> parameters() { %s }
      public Workload<?> create(Arguments arguments) { %s }
    }
    """
        .formatted(members.stream().collect(Collectors.joining("\n")), name, parameters, create);
  }
}
