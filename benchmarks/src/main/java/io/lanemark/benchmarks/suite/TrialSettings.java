package io.lanemark.benchmarks.suite;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What the host tells the fork in addition to the parameters of the case.
///
/// @param folder where the fork writes
/// @param backends where the run's backends answer, by name
/// @param backendPids processes of the backends that this workload talks to
/// @param course how long the stages of the trial take by plan, and at most
/// @param workerJvmArguments JVM arguments of worker processes
public record TrialSettings(
    Path folder,
    Map<String, URI> backends,
    List<Long> backendPids,
    Course course,
    List<String> workerJvmArguments) {

  private static final String PROPERTY = "lanemark.trial";
  private static final String FILE_NAME = "settings.json";

  /// How long the stages of a trial take.
  ///
  /// @param warmUpLimitMillis the longest warm-up
  /// @param windowMillis length of a window
  /// @param stageAllowanceMillis how long every stage may take beyond its planned time
  public record Course(long warmUpLimitMillis, long windowMillis, long stageAllowanceMillis) {}

  /// Copies lists and map.
  public TrialSettings {
    backends = Map.copyOf(backends);
    backendPids = List.copyOf(backendPids);
    workerJvmArguments = List.copyOf(workerJvmArguments);
  }

  /// Writes the settings into the folder.
  ///
  /// @return the JVM argument that tells the fork where they are
  /// @throws IOException if they cannot be written
  public String write() throws IOException {
    Path file = folder.resolve(FILE_NAME);
    // Addresses may hold passwords.
    File secret = Files.createFile(file).toFile();
    secret.setReadable(false, false);
    secret.setReadable(true, true);
    Files.writeString(file, JsonMapper.shared().writeValueAsString(this));
    return "-D%s=%s".formatted(PROPERTY, file);
  }

  /// Deletes what [#write] wrote, once the fork has ended.
  public void delete() {
    folder.resolve(FILE_NAME).toFile().delete();
  }

  /// Reads the settings of this fork.
  ///
  /// @return what the host wrote
  /// @throws IllegalStateException if this JVM is not a fork of a run
  static TrialSettings ofThisFork() {
    String file = System.getProperty(PROPERTY);
    if (file == null) {
      throw new IllegalStateException(
          "this benchmark works only in a run: start it with 'scripts/lanemark run'");
    }
    return JsonMapper.shared().readValue(Path.of(file), TrialSettings.class);
  }
}
