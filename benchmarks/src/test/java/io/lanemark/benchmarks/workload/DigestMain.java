package io.lanemark.benchmarks.workload;

import io.lanemark.load.JvmResources;
import io.lanemark.workload.Workload;
import java.io.ObjectInputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/// Another JVM: reads a workload from standard input, runs it, and says its digest. Its arguments
/// are the addresses of backends: `name=address`.
final class DigestMain {

  private DigestMain() {}

  public static void main(String... arguments) throws Exception {
    Map<String, URI> addresses = new HashMap<>();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      addresses.put(parts[0], URI.create(parts[1]));
    }
    try (ObjectInputStream input = new ObjectInputStream(System.in);
        JvmResources resources = new JvmResources(0, 1, 1, addresses)) {
      Workload<?> workload = (Workload<?>) input.readObject();
      System.out.println(workload.run(resources));
    }
  }
}
