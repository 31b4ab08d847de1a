package io.lanemark.load;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.lanemark.task.SerializableCallable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the tasks of a JVM are, in the code of the workload. A dump of all threads tells it, for
/// only a dump includes virtual threads.
public record TaskPlaces() implements SerializableCallable<List<String>> {

  private static final String TASK = TimedTask.class.getName() + ".run(";

  private static final Pattern FRAME = Pattern.compile("(?:at )?([^ (]+\\(.*\\))");

  /// The JDK's modules have names.
  private static final Pattern OF_THE_JDK = Pattern.compile("(java|jdk)\\..*/.*");

  /// Looks at the threads of this JVM.
  ///
  /// @return a stack frame for each task that is running, such as `Work.run(Work.java:7)`
  /// @throws IOException if the threads cannot be dumped
  @Override
  public List<String> call() throws IOException {
    Path folder = Files.createTempDirectory("lanemark-tasks");
    Path file = folder.resolve("threads").toAbsolutePath();
    try {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(file.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
      return places(Files.readAllLines(file));
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  /// The topmost frame that is not of the JDK, of each thread that runs a task.
  static List<String> places(List<String> dump) {
    List<String> places = new ArrayList<>();
    String top = "";
    for (String line : dump) {
      Matcher frame = FRAME.matcher(line.strip());
      if (line.startsWith("#")) {
        top = "";
      } else if (frame.matches() && !OF_THE_JDK.matcher(frame.group(1)).matches()) {
        String place = frame.group(1).substring(frame.group(1).lastIndexOf('/') + 1);
        if (top.isEmpty()) {
          top = place;
        }
        if (place.startsWith(TASK)) {
          places.add(top);
        }
      }
    }
    return places;
  }
}
