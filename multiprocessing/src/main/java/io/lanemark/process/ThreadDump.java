package io.lanemark.process;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.lanemark.task.SerializableCallable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// Dumps the threads of the JVM that it runs in, including virtual ones. The JDK can write that
/// only to a new file.
record ThreadDump() implements SerializableCallable<String> {
  @Override
  public String call() throws IOException {
    // The JDK refuses a relative path, which the temporary folder may have.
    Path folder = Files.createTempDirectory("lanemark-threads").toAbsolutePath();
    Path file = folder.resolve("dump");
    try {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(file.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
      return Files.readString(file);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }
}
