package io.lanemark.benchmarks.run;

import io.lanemark.benchmarks.operation.Implementation;
import io.lanemark.benchmarks.operation.Operation;
import io.lanemark.benchmarks.operation.Operations;
import io.lanemark.benchmarks.plan.Profile;
import io.lanemark.benchmarks.plan.Suite;
import io.lanemark.benchmarks.python.Interpreter;
import io.lanemark.workload.WorkloadProvider;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.TreeSet;

/// Prints everything that can be selected by name.
public final class CatalogText {

  private static final String LINE = "  %-17s %s%n";

  private CatalogText() {}

  /// Prints all names.
  ///
  /// @param out the output
  /// @param catalog the names
  public static void print(PrintWriter out, Catalog catalog) {
    out.println("Profiles (--profile)");
    Profile.ALL.forEach(profile -> out.printf(LINE, profile.name(), profile.description()));
    out.println("Suites (--suite)");
    for (Suite suite : Suite.values()) {
      out.printf(LINE, suite.label(), suite.description());
    }
    out.println("Execution models (--model)");
    catalog.models().all().forEach(model -> out.printf(LINE, model.name(), model.description()));
    out.println("Peers (--peers)");
    out.printf(
        LINE,
        Interpreter.NAME,
        "the python3 on the path, for " + String.join(", ", new TreeSet<>(Interpreter.WORKLOADS)));
    out.println("Operations (--workload), with their implementations (--model)");
    for (Suite suite : Suite.values()) {
      Operations.ALL.stream()
          .filter(suite::takes)
          .forEach(
              operation -> {
                out.printf(
                    LINE,
                    operation.name(),
                    "[%s] %s".formatted(suite.label(), operation.description()));
                out.printf(LINE, "", implementations(operation));
              });
    }
    out.println("Workloads (--workload), with their parameters (--param)");
    for (WorkloadProvider workload : catalog.workloads().all()) {
      String kind = workload.kind().name().toLowerCase(Locale.ROOT);
      out.printf(LINE, workload.name(), "[" + kind + "] " + workload.description());
      workload
          .parameters()
          .forEach(
              parameter ->
                  out.printf(
                      "    %-15s %s (default %s)%n",
                      parameter.name(), parameter.description(), parameter.defaultValue()));
    }
    out.flush();
  }

  private static String implementations(Operation operation) {
    String onTheJvm =
        String.join(", ", operation.implementations().stream().map(Implementation::name).toList());
    return operation.pythonImplementations().isEmpty()
        ? onTheJvm
        : "%s; in Python: %s"
            .formatted(onTheJvm, String.join(", ", operation.pythonImplementations()));
  }
}
