package io.lanemark.guard.export;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The job of a GitHub workflow that this process belongs to, as its environment variables describe
/// it.
///
/// @param variables by name
public record GithubJob(Map<String, String> variables) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Copies the map.
  public GithubJob {
    variables = Map.copyOf(variables);
  }

  /// The job of this process.
  ///
  /// @return the job; nothing is present if GitHub does not run this process
  public static GithubJob ofThisProcess() {
    return new GithubJob(System.getenv());
  }

  /// Whether there is a job that shows annotations.
  ///
  /// @return whether GitHub runs this
  public boolean isPresent() {
    return "true".equals(variables.get("GITHUB_ACTIONS"));
  }

  /// The file for the summary of the job, in Markdown.
  ///
  /// @return a file to append to
  public Optional<Path> summary() {
    return variable("GITHUB_STEP_SUMMARY").map(Path::of);
  }

  /// The pull request that the job is about.
  ///
  /// @return empty if it is about something else, or if its event cannot be read
  public Optional<PullRequest> pullRequest() {
    Optional<Path> event = variable("GITHUB_EVENT_PATH").map(Path::of);
    if (event.isEmpty()) {
      return Optional.empty();
    }
    try {
      JsonNode request = JSON.readTree(event.get()).path("pull_request");
      int number = request.path("number").asInt(0);
      String base = request.path("base").path("sha").asString("");
      String head = request.path("head").path("sha").asString("");
      return number > 0 && !base.isEmpty()
          ? Optional.of(new PullRequest(number, base, head))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  /// A pull request.
  ///
  /// @param number as in its address
  /// @param base commit that it was to be merged into at the time of the event
  /// @param head its last commit; empty if the event does not say
  public record PullRequest(int number, String base, String head) {}
}
